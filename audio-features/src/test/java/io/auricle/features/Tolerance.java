package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThat;

/** How far a feature may be from its reference: what a float32 computation in another order can lose. */
final class Tolerance {
    private Tolerance() {}

    /** Powers and magnitudes: 2e-6 of the largest, which is float32 rounding of the loudest bin, plus 1e-4 of each. */
    static void assertSpectra(float[] actual, float[] expected) {
        double peak = 0;
        for (float value : expected) {
            peak = Math.max(peak, value);
        }
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertWithin(2e-6 * peak + 1e-4 * Math.abs(expected[i]), actual[i], expected[i], i);
        }
    }

    /** Decibels: 1e-3 down to 100 dB below the loudest. */
    static void assertDecibels(float[] actual, float[] expected) {
        double loudest = Double.NEGATIVE_INFINITY;
        for (float value : expected) {
            loudest = Math.max(loudest, value);
        }
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] > loudest - 100) {
                assertWithin(1e-3, actual[i], expected[i], i);
            }
        }
    }

    /** Frequencies: 0.01 Hz, or 1e-5 of them where that is more. */
    static void assertHertz(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertWithin(Math.max(0.01, 1e-5 * expected[i]), actual[i], expected[i], i);
        }
    }

    /** All values by the same distance. */
    static void assertWithin(double tolerance, float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertWithin(tolerance, actual[i], expected[i], i);
        }
    }

    private static void assertWithin(double tolerance, float actual, float expected, int index) {
        if (!(Math.abs((double) actual - expected) <= tolerance)) {
            throw new AssertionError(
                    "value " + index + " must be within " + tolerance + " of " + expected + ", got " + actual);
        }
    }
}
