package io.auricle.augment;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes a signal louder or softer. The length stays.
 *
 * @param minDb least gain, in decibels; at least -300
 * @param maxDb most gain, in decibels; at least minDb, at most 300
 */
public record Gain(double minDb, double maxDb) implements WaveformTransform {
    static final String WORD = "gain";

    /**
     * Checks the range.
     *
     * @param minDb at least -300
     * @param maxDb at least minDb, at most 300
     * @throws IllegalArgumentException if it is none
     */
    public Gain {
        Signals.checkDecibels("minDb", minDb, "maxDb", maxDb);
    }

    static Gain of(Settings settings) {
        return new Gain(settings.number("minDb"), settings.number("maxDb"));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("minDb", minDb, "maxDb", maxDb);
    }

    @Override
    public float[] apply(float[] samples, int sampleRateHz, RandomGenerator random) {
        float[] result = Signals.copy(samples, sampleRateHz);
        float factor = (float) Signals.ratio(Signals.uniform(random, minDb, maxDb));
        for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
        }
        return result;
    }
}
