package io.auricle.augment;

import static io.auricle.internal.Checks.check;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Sets stripes of frames to the mean.
 *
 * <p><b>Follows</b> SpecAugment (Park et al. 2019): a stripe's width is drawn evenly from 0 to its most, then its place evenly.
 *
 * @param count  how many stripes; at least 0
 * @param widest widest stripe as a share of all frames; 0 to 1
 */
public record TimeMask(int count, double widest) implements SpectrogramTransform {
    static final String WORD = "time-mask";

    /**
     * Checks the numbers.
     *
     * @param count  at least 0
     * @param widest 0 to 1
     * @throws IllegalArgumentException if one is out of its range
     */
    public TimeMask {
        check(count >= 0, "count must be at least 0, got %d", count);
        check(widest >= 0 && widest <= 1, "widest must be in [0, 1], got %s", widest);
    }

    static TimeMask of(Settings settings) {
        return new TimeMask(settings.whole("count"), settings.number("widest"));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("count", count, "widest", widest);
    }

    @Override
    public void apply(float[] values, int offset, SpectrogramGrid grid, RandomGenerator random) {
        int frames = grid.frames();
        for (int mask = 0; mask < count; mask++) {
            int width = random.nextInt((int) Math.round(widest * grid.frames()) + 1);
            int first = random.nextInt(grid.frames() - width + 1);
            for (int band = 0; band < grid.bands(); band++) {
                int start = offset + band * frames + first;
                Arrays.fill(values, start, start + width, grid.mean());
            }
        }
    }
}
