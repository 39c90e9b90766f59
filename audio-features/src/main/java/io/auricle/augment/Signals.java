package io.auricle.augment;

import static io.auricle.internal.Checks.check;
import static io.auricle.internal.Checks.checkFinite;
import static java.util.Objects.requireNonNull;

import java.util.random.RandomGenerator;

/** Shared by the waveform transforms. */
final class Signals {
    private static final double MAX_DECIBELS = 300;

    private Signals() {}

    /** Refuses a signal that is not one. */
    static void checkSignal(float[] samples, int sampleRateHz) {
        checkFinite(requireNonNull(samples, "samples"), "samples");
        check(sampleRateHz >= 1, "sampleRateHz must be at least 1, got %d", sampleRateHz);
    }

    static float[] copy(float[] samples, int sampleRateHz) {
        checkSignal(samples, sampleRateHz);
        return samples.clone();
    }

    /** Refuses a range whose ends are not finite numbers in order. */
    static void checkRange(String low, double min, String high, double max) {
        check(Double.isFinite(min), "%s must be finite, got %s", low, min);
        check(
                max >= min && Double.isFinite(max),
                "%s must be at least %s = %s and finite, got %s",
                high,
                low,
                min,
                max);
    }

    /** Refuses a range of decibels that is none, or that reaches where a float would overflow or vanish. */
    static void checkDecibels(String low, double min, String high, double max) {
        checkRange(low, min, high, max);
        check(min >= -MAX_DECIBELS, "%s must be at least -%s, got %s", low, MAX_DECIBELS, min);
        check(max <= MAX_DECIBELS, "%s must be at most %s, got %s", high, MAX_DECIBELS, max);
    }

    /** A number from min to max, both included. */
    static double uniform(RandomGenerator random, double min, double max) {
        return min + random.nextDouble() * (max - min);
    }

    static double power(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : sum / samples.length;
    }

    static double ratio(double decibels) {
        return Math.pow(10, decibels / 20);
    }
}
