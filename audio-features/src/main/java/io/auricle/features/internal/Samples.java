package io.auricle.features.internal;

import static java.util.Objects.requireNonNull;

/** The checks of signals that enter this package. */
public final class Samples {
    private Samples() {}

    /**
     * Refuses signals that hold nothing, or anything but finite numbers.
     *
     * @param samples the signal
     * @throws IllegalArgumentException if it is empty, or naming the first sample that is NaN or infinite
     */
    public static void checkSamples(float[] samples) {
        requireNonNull(samples, "samples");
        if (samples.length == 0) {
            throw new IllegalArgumentException("samples must hold at least 1 sample, got 0");
        }
        checkFinite(samples, 0, samples.length);
    }

    /**
     * Refuses NaN and infinite samples; allocates nothing.
     *
     * @param samples the signal
     * @param from    first sample to look at
     * @param count   how many to look at
     * @throws IllegalArgumentException naming the first sample that is NaN or infinite
     */
    public static void checkFinite(float[] samples, int from, int count) {
        checkFinite(samples, from, count, "samples");
    }

    /**
     * Refuses NaN and infinities among any numbers.
     *
     * @param samples the numbers
     * @param from    the first to look at
     * @param count   how many to look at
     * @param name    their name in the error
     */
    public static void checkFinite(float[] samples, int from, int count, String name) {
        // x - x is 0 for every finite x and NaN otherwise; eight sums run side by side in the CPU.
        float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        int i = from;
        int end = from + count;
        for (; i + 8 <= end; i += 8) {
            a += samples[i] - samples[i];
            b += samples[i + 1] - samples[i + 1];
            c += samples[i + 2] - samples[i + 2];
            d += samples[i + 3] - samples[i + 3];
            e += samples[i + 4] - samples[i + 4];
            f += samples[i + 5] - samples[i + 5];
            g += samples[i + 6] - samples[i + 6];
            h += samples[i + 7] - samples[i + 7];
        }
        for (; i < end; i++) {
            a += samples[i] - samples[i];
        }
        if (!(a + b + c + d + e + f + g + h == 0)) {
            throw firstNotFinite(samples, from, end, name);
        }
    }

    private static IllegalArgumentException firstNotFinite(float[] samples, int from, int end, String name) {
        int i = from;
        while (i < end - 1 && Float.isFinite(samples[i])) {
            i++;
        }
        return new IllegalArgumentException(name + " must be finite, got " + samples[i] + " at index " + i);
    }
}
