package io.auricle.augment;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Moves a signal earlier or later. The length stays; what leaves at one end is lost or comes back at the other.
 *
 * @param maxSeconds most to move either way, in seconds; at least 0
 * @param fill       what takes the free place
 */
public record TimeShift(double maxSeconds, Fill fill) implements WaveformTransform {
    static final String WORD = "time-shift";

    /** What takes the place that a shift frees. */
    public enum Fill {
        /** Zeros. */
        SILENCE,
        /** What left at the other end. */
        WRAP
    }

    /**
     * Checks the settings.
     *
     * @param maxSeconds at least 0, finite
     * @param fill       what takes the free place
     * @throws IllegalArgumentException if maxSeconds is out of its range
     */
    public TimeShift {
        check(maxSeconds >= 0 && Double.isFinite(maxSeconds), "maxSeconds must be at least 0, got %s", maxSeconds);
        requireNonNull(fill, "fill");
    }

    static TimeShift of(Settings settings) {
        String word = settings.text("fill");
        Fill fill = Arrays.stream(Fill.values())
                .filter(each -> word(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("fill must be silence or wrap, got " + word));
        return new TimeShift(settings.number("maxSeconds"), fill);
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("maxSeconds", maxSeconds, "fill", word(fill));
    }

    private static String word(Fill fill) {
        return fill.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public float[] apply(float[] samples, int sampleRateHz, RandomGenerator random) {
        Signals.checkSignal(samples, sampleRateHz);
        int n = samples.length;
        double drawn = Signals.uniform(random, -maxSeconds, maxSeconds) * sampleRateHz;
        long shift = Math.round(drawn);
        var result = new float[n];
        for (int i = 0; i < n; i++) {
            long from = i - shift;
            if (fill == Fill.WRAP) {
                result[i] = samples[(int) Math.floorMod(from, (long) n)];
            } else if (from >= 0 && from < n) {
                result[i] = samples[(int) from];
            }
        }
        return result;
    }
}
