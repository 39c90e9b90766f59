package io.auricle.keras.internal.graph;

/**
 * An axis, or a part of one, that is never reordered inside. Compared by identity; axes of length 1 have no atoms.
 */
public final class Atom {
    /** Length of an axis that the model leaves open. */
    public static final long OPEN = -1;

    private final long size;

    /**
     * @param size its length, at least 2, or {@link #OPEN}
     */
    public Atom(long size) {
        this.size = size;
    }

    /** {@return its length, or {@link #OPEN}} */
    public long size() {
        return size;
    }
}
