package io.auricle.features.internal;

/** Logarithms of powers. What becomes of a value depends on nothing beside it. Shared by threads; allocates nothing. */
public interface DecibelKernel {
    /**
     * The largest of some powers.
     *
     * @param values where they are
     * @param offset the first
     * @param length how many
     * @return the largest; 0 if there is none above it
     */
    float max(float[] values, int offset, int length);

    /**
     * Ten times the decimal logarithm, with the same rounding as {@link #apply}.
     *
     * @param power at least 1.18e-38
     * @return decibels
     */
    float decibels(float power);

    /**
     * Turns each power x into {@code max(floor, decibels(max(amin, x)) - zero)}.
     *
     * @param values powers, then decibels
     * @param offset the first
     * @param length how many
     * @param amin   at least 1.18e-38
     * @param zero   decibels that become 0
     * @param floor  the lowest result, may be minus infinity
     */
    void apply(float[] values, int offset, int length, float amin, float zero, float floor);
}
