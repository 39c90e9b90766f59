package io.auricle.audio;

import static io.auricle.internal.Checks.check;
import static io.auricle.internal.Checks.checkFinite;
import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Changes the sample rate of a signal by a band-limited polyphase filter, for any pair of rates.
 *
 * <pre>{@code
 * float[] at22k = Resampler.of(44_100, 22_050).resample(at44k);
 * }</pre>
 *
 * <p>The filter is a sinc under a Kaiser window, flat to 0.9 of the lower of the two Nyquist frequencies and 110 dB down
 * from 1.1 of it. No delay: sample 0 of the result is sample 0 of the signal; beyond its ends the signal is taken to be
 * 0. A constant stays what it is.
 *
 * <p><b>Shape.</b> {@code ceil(samples * toHz / fromHz)} samples. <b>Threads.</b> Immutable, share it. <b>Cost.</b> The
 * result and at most some 2 MB of work space a call. Weights are kept for the usual rates, made once for each resampler
 * otherwise, and made for each sample where there would be more than a million (22 050 to 16 001 Hz).
 */
public final class Resampler {
    /** More inputs for each output than any sound card makes. */
    private static final int MAX_DOWN = 1 << 17;

    private static final int[] USUAL_HZ = {8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000
    };
    private static final Map<Long, PolyphaseFilter> USUAL = usual();

    private final int up;
    private final int down;
    private final PolyphaseFilter filter;

    private Resampler(int fromHz, int toHz) {
        int divisor = gcd(fromHz, toHz);
        this.up = toHz / divisor;
        this.down = fromHz / divisor;
        PolyphaseFilter kept = USUAL.get(key(up, down));
        this.filter = kept == null ? new PolyphaseFilter(up, down) : kept;
    }

    /**
     * Makes a resampler.
     *
     * @param fromHz rate of the signal, in hertz; at least 1, at most 131072 times {@code toHz}
     * @param toHz   rate of the result, in hertz; at least 1
     * @return the resampler
     * @throws IllegalArgumentException if a rate is out of its range
     */
    public static Resampler of(int fromHz, int toHz) {
        check(fromHz >= 1, "fromHz must be at least 1, got %d", fromHz);
        check(toHz >= 1, "toHz must be at least 1, got %d", toHz);
        check(fromHz / MAX_DOWN <= toHz, "fromHz must be at most %d times toHz, got %d and %d", MAX_DOWN, fromHz, toHz);
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
        return resampleFinite(samples);
    }

    /** Resamples a signal that is known to be finite. */
    float[] resampleFinite(float[] samples) {
        long length = ((long) samples.length * up + down - 1) / down;
        check(length <= Integer.MAX_VALUE - 8, "resampled length must be below 2^31 - 8, got %d", length);
        var result = new float[(int) length];
        new PolyphaseEngine(filter).run(samples, samples.length, 0, 0, result, 0, result.length);
        return result;
    }

    /**
     * Starts resampling a signal that comes in blocks.
     *
     * @return what takes the blocks; the samples are bit for bit those of {@link #resample}, whatever the blocks' sizes
     */
    public StreamingResampler stream() {
        return new StreamingResampler(filter);
    }

    private static Map<Long, PolyphaseFilter> usual() {
        var filters = new HashMap<Long, PolyphaseFilter>();
        for (int from : USUAL_HZ) {
            for (int to : USUAL_HZ) {
                int divisor = gcd(from, to);
                filters.computeIfAbsent(
                        key(to / divisor, from / divisor), k -> new PolyphaseFilter(to / divisor, from / divisor));
            }
        }
        return Collections.unmodifiableMap(filters);
    }

    private static long key(int up, int down) {
        return (long) up << 32 | down;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
