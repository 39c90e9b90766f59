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
    /** The signal is mirrored at its first and last sample, which must be more than {@code fftSize / 2} samples apart; torchaudio's default. */
    REFLECT
}
