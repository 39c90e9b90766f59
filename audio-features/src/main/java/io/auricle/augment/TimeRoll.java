package io.auricle.augment;

import static io.auricle.internal.Checks.check;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Rolls a spectrogram along time: what leaves at the end comes back at the start.
 *
 * @param longest the longest roll as a share of all frames; 0 to 1 (1: any rotation)
 */
public record TimeRoll(double longest) implements SpectrogramTransform {
    static final String WORD = "time-roll";

    /**
     * Checks the share.
     *
     * @param longest 0 to 1
     * @throws IllegalArgumentException if it is outside [0, 1]
     */
    public TimeRoll {
        check(longest >= 0 && longest <= 1, "longest must be in [0, 1], got %s", longest);
    }

    static TimeRoll of(Settings settings) {
        return new TimeRoll(settings.number("longest"));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("longest", longest);
    }

    @Override
    public void apply(float[] values, int offset, SpectrogramGrid grid, RandomGenerator random) {
        int frames = grid.frames();
        int most = (int) Math.round(longest * (frames - 1));
        int by = most == 0 ? 0 : random.nextInt(most + 1);
        if (by == 0) {
            return;
        }
        float[] end = new float[by];
        for (int band = 0; band < grid.bands(); band++) {
            int start = offset + band * frames;
            System.arraycopy(values, start + frames - by, end, 0, by);
            System.arraycopy(values, start, values, start + by, frames - by);
            System.arraycopy(end, 0, values, start, by);
        }
    }
}
