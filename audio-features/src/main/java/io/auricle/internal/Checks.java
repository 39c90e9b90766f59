package io.auricle.internal;

import static java.util.Objects.requireNonNull;

import java.util.Objects;

/** Argument checks, written in the positive so that NaN fails them. */
public final class Checks {
    private Checks() {}

    /**
     * Refuses a value.
     *
     * @param ok      whether the rule holds
     * @param message the rule and the value, a {@link String#format} pattern
     * @param values  what the pattern shows
     * @throws IllegalArgumentException if {@code ok} is false
     */
    public static void check(boolean ok, String message, Object... values) {
        if (!ok) {
            throw new IllegalArgumentException(String.format(java.util.Locale.ROOT, message, values));
        }
    }

    /**
     * Refuses a signal that holds NaN or an infinity, naming the first.
     *
     * @param samples the signal
     * @param name    its name in the error
     * @throws IllegalArgumentException if a sample is not finite
     */
    public static void checkFinite(float[] samples, String name) {
        checkFinite(samples, 0, samples.length, name);
    }

    /**
     * Refuses a part of a signal that holds NaN or an infinity, naming the first.
     *
     * @param samples the signal
     * @param offset  where the part starts
     * @param count   how long it is
     * @param name    its name in the error
     * @throws IllegalArgumentException if a sample of the part is not finite
     */
    public static void checkFinite(float[] samples, int offset, int count, String name) {
        for (int i = offset; i < offset + count; i++) {
            if (!(Math.abs(samples[i]) <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(name + " must be finite, got " + samples[i] + " at index " + i);
            }
        }
    }

    /**
     * Refuses a block that does not hold what is asked for.
     *
     * @param channels how many arrays are needed
     * @param into     one array for each channel
     * @param offset   index of the first sample written, in every channel
     * @param samples  how many to write at most
     * @throws IllegalArgumentException  if channels are missing or nothing is asked for
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public static void checkBlock(int channels, float[][] into, int offset, int samples) {
        requireNonNull(into, "into");
        check(samples >= 1, "samples must be at least 1, got %d", samples);
        check(into.length >= channels, "into must have at least %d channels, got %d", channels, into.length);
        for (int c = 0; c < channels; c++) {
            Objects.checkFromIndexSize(offset, samples, into[c].length);
        }
    }
}
