package io.auricle.features;

/** What becomes of the samples behind the last window that fits into a clip. A clip shorter than one window is {@link ShortClip}'s. */
public enum ClipEnd {
    /** They are not used. */
    DROP,
    /** One more window is cut, which ends with the clip's last sample; it overlaps the one before. */
    ALIGN
}
