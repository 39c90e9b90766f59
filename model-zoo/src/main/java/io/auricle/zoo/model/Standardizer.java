package io.auricle.zoo.model;

import static io.auricle.internal.Checks.check;

import java.util.Objects;

/**
 * Brings decibels to the scale that a network was trained on: {@code (value - mean) / standardDeviation}.
 *
 * <p>Both numbers are taken over all values of the training clips, never of clips that the network is tested on.
 * <b>Units.</b> Decibels in, no unit out. <b>Threads.</b> Immutable, share it.
 *
 * @param mean              mean of the training values, in decibels; in [-1e30, 1e30]
 * @param standardDeviation their spread, in decibels; in [1e-30, 1e30]
 */
public record Standardizer(double mean, double standardDeviation) {
    private static final double LEAST = 1e-30; // well within floats, in which it is applied
    private static final double MOST = 1e30;

    /**
     * Checks the numbers.
     *
     * @param mean              in [-1e30, 1e30]
     * @param standardDeviation in [1e-30, 1e30]
     * @throws IllegalArgumentException if one is out of range
     */
    public Standardizer {
        check(Math.abs(mean) <= MOST, "mean must be in [%s, %s], got %s", -MOST, MOST, mean);
        check(
                standardDeviation >= LEAST && standardDeviation <= MOST,
                "standardDeviation must be in [%s, %s], got %s",
                LEAST,
                MOST,
                standardDeviation);
    }

    /**
     * Standardises an array.
     *
     * @param values decibels; replaced
     */
    public void applyInPlace(float[] values) {
        applyInPlace(values, 0, values.length);
    }

    /**
     * Standardises a part of an array, such as one window of a batch.
     *
     * @param values decibels; replaced in the part
     * @param offset first value of the part
     * @param length values in the part
     * @throws IndexOutOfBoundsException if the part is not in the array
     */
    public void applyInPlace(float[] values, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, values.length);
        float shift = (float) mean;
        float scale = (float) (1 / standardDeviation);
        for (int i = offset; i < offset + length; i++) {
            values[i] = (values[i] - shift) * scale;
        }
    }
}
