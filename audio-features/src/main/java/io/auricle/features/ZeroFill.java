package io.auricle.features;

/** Where the zeros of a frame stand if the window is shorter than the transform. */
public enum ZeroFill {
    /** As many on either side: a frame spans {@code fftSize} samples, the window weighs its middle. librosa, torchaudio. */
    AROUND,
    /** Behind the window: a frame spans {@code windowLength} samples. Kaldi, TensorFlow; only for signals without padding.
     * Tapered samples are rounded to single precision, as there. */
    BEHIND
}
