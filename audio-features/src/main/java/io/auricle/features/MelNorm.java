package io.auricle.features;

/** How the triangle of a mel band is scaled. */
public enum MelNorm {
    /** Every band has the same area, {@code 2 / (upper - lower)} at its peak; librosa's default. */
    SLANEY,
    /** Every band reaches 1; the default of torchaudio. */
    NONE
}
