package io.auricle.features;

/**
 * What surrounds a signal before it is cut into frames. With {@link #ZERO} and {@link #REFLECT} frame {@code t} is centred on
 * sample {@code t * hopLength} (librosa's {@code center=True}): {@code fftSize / 2} samples are added at each end. With
 * {@link #NONE} frame {@code t} starts there.
 */
public enum Padding {
    /** Nothing is added; a signal shorter than one frame is refused. */
    NONE,
    /** Zeros are added: librosa's default, its {@code pad_mode="constant"}. */
    ZERO,
    /**
     * The signal is mirrored at its first and last sample; it must have more than {@code fftSize / 2} samples. torchaudio's
     * default. (librosa 0.11 mirrors one sample of the last frame from elsewhere if that frame alone reaches beyond the signal
     * and is centred on its end; this follows NumPy and torch there.)
     */
    REFLECT
}
