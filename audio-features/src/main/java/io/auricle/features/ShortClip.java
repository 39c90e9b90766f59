package io.auricle.features;

/** What becomes of a clip that is shorter than one window. */
public enum ShortClip {
    /** Zeros follow it. */
    PAD,
    /** It starts again from its first sample until the window is full. */
    REPEAT,
    /** It gives no window. */
    DROP
}
