package io.auricle.augment;

import static io.auricle.internal.Checks.check;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Adds noise of a normal distribution to each cell of a spectrogram.
 *
 * @param deviationDb standard deviation, in decibels; 0 (nothing is done or drawn) to 100
 */
public record CellNoise(double deviationDb) implements SpectrogramTransform {
    static final String WORD = "cell-noise";

    /**
     * Checks the deviation.
     *
     * @param deviationDb 0 to 100
     * @throws IllegalArgumentException if it is outside [0, 100]
     */
    public CellNoise {
        check(deviationDb >= 0 && deviationDb <= 100, "deviationDb must be in [0, 100], got %s", deviationDb);
    }

    static CellNoise of(Settings settings) {
        return new CellNoise(settings.number("deviationDb"));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("deviationDb", deviationDb);
    }

    @Override
    public void apply(float[] values, int offset, SpectrogramGrid grid, RandomGenerator random) {
        if (deviationDb > 0) {
            for (int i = offset; i < offset + grid.size(); i++) {
                values[i] += (float) (random.nextGaussian() * deviationDb * grid.decibel());
            }
        }
    }
}
