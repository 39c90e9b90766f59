package io.auricle.augment;

import static io.auricle.internal.Checks.check;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Adds one amount, drawn from a normal distribution, to a whole spectrogram: a sound that is louder or farther away.
 *
 * @param deviationDb standard deviation, in decibels; 0 (nothing is done or drawn) to 100
 */
public record LevelChange(double deviationDb) implements SpectrogramTransform {
    static final String WORD = "level-change";

    /**
     * Checks the deviation.
     *
     * @param deviationDb 0 to 100
     * @throws IllegalArgumentException if it is outside [0, 100]
     */
    public LevelChange {
        check(deviationDb >= 0 && deviationDb <= 100, "deviationDb must be in [0, 100], got %s", deviationDb);
    }

    static LevelChange of(Settings settings) {
        return new LevelChange(settings.number("deviationDb"));
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
            float change = (float) (random.nextGaussian() * deviationDb * grid.decibel());
            for (int i = offset; i < offset + grid.size(); i++) {
                values[i] += change;
            }
        }
    }
}
