package io.auricle.augment;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Applies another transform with some probability, else gives a copy of the signal.
 *
 * @param probability from 0 (never) to 1 (always)
 * @param transform   what then happens
 */
public record Sometimes(double probability, WaveformTransform transform) implements WaveformTransform {
    static final String WORD = "sometimes";

    /**
     * Checks the settings.
     *
     * @param probability from 0 to 1
     * @param transform   what then happens
     * @throws IllegalArgumentException if the probability is outside [0, 1]
     */
    public Sometimes {
        check(probability >= 0 && probability <= 1, "probability must be in [0, 1], got %s", probability);
        requireNonNull(transform, "transform");
    }

    static Sometimes of(Settings settings) {
        return new Sometimes(
                settings.number("probability"), Kinds.read(settings.map("transform"), WaveformTransform.class));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("probability", probability, "transform", Kinds.write(transform));
    }

    @Override
    public float[] apply(float[] samples, int sampleRateHz, RandomGenerator random) {
        return random.nextDouble() < probability
                ? transform.apply(samples, sampleRateHz, random)
                : Signals.copy(samples, sampleRateHz);
    }
}
