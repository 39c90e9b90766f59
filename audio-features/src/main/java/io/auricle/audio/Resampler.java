package io.auricle.audio;

import static io.auricle.internal.Checks.check;
import static io.auricle.internal.Checks.checkFinite;
import static java.util.Objects.requireNonNull;

/**
 * Changes the sample rate of a signal by a band-limited polyphase filter, for any pair of rates.
 *
 * <pre>{@code
 * float[] at22k = Resampler.of(44_100, 22_050).resample(at44k);
 * }</pre>
 *
 * <p>The filter is a sinc under a Kaiser window, flat to 0.9 of the lower of the two Nyquist frequencies and at least
 * 100 dB down from 1.1 of it. No delay: sample 0 of the result is sample 0 of the signal; beyond its ends the signal is
 * taken to be 0. A constant stays what it is.
 *
 * <p><b>Shape.</b> {@code ceil(samples * toHz / fromHz)} samples. <b>Threads.</b> Immutable, share it.
 */
public final class Resampler {
    private final long up;
    private final long down;
    private final SincKernel kernel;

    private Resampler(int fromHz, int toHz) {
        int divisor = gcd(fromHz, toHz);
        this.up = toHz / divisor;
        this.down = fromHz / divisor;
        this.kernel = new SincKernel(Math.max(1, down / (double) up));
    }

    /**
     * Makes a resampler.
     *
     * @param fromHz rate of the signal, in hertz; at least 1
     * @param toHz   rate of the result, in hertz; at least 1
     * @return the resampler
     * @throws IllegalArgumentException if a rate is below 1
     */
    public static Resampler of(int fromHz, int toHz) {
        check(fromHz >= 1, "fromHz must be at least 1, got %d", fromHz);
        check(toHz >= 1, "toHz must be at least 1, got %d", toHz);
        return new Resampler(fromHz, toHz);
    }

    /**
     * Resamples a whole signal.
     *
     * @param samples the signal; finite
     * @return a new array of {@code ceil(samples.length * toHz / fromHz)} samples
     * @throws IllegalArgumentException if a sample is not finite or the result would not fit in an array
     */
    public float[] resample(float[] samples) {
        checkFinite(requireNonNull(samples, "samples"), "samples");
        if (up == down) {
            return samples.clone();
        }
        long length = Math.floorDiv(samples.length * up + down - 1, down);
        check(length <= Integer.MAX_VALUE - 8, "resampled length must be below 2^31 - 8, got %d", length);
        var result = new float[(int) length];
        for (int n = 0; n < result.length; n++) {
            long position = n * down;
            result[n] = kernel.at(samples, position / up, position % up / (double) up);
        }
        return result;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
