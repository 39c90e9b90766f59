package io.auricle.augment;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Adds white Gaussian noise at a given distance below the signal. The length stays. Silence has no level to go by and
 * stays silent.
 *
 * @param minSnrDb least ratio of the signal's power to the noise's, in decibels; at least -300
 * @param maxSnrDb most of it; at least minSnrDb, at most 300
 */
public record AddedNoise(double minSnrDb, double maxSnrDb) implements WaveformTransform {
    static final String WORD = "added-noise";

    /**
     * Checks the range.
     *
     * @param minSnrDb at least -300
     * @param maxSnrDb at least minSnrDb, at most 300
     * @throws IllegalArgumentException if it is none
     */
    public AddedNoise {
        Signals.checkDecibels("minSnrDb", minSnrDb, "maxSnrDb", maxSnrDb);
    }

    static AddedNoise of(Settings settings) {
        return new AddedNoise(settings.number("minSnrDb"), settings.number("maxSnrDb"));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("minSnrDb", minSnrDb, "maxSnrDb", maxSnrDb);
    }

    @Override
    public float[] apply(float[] samples, int sampleRateHz, RandomGenerator random) {
        float[] result = Signals.copy(samples, sampleRateHz);
        double snr = Signals.ratio(Signals.uniform(random, minSnrDb, maxSnrDb));
        double deviation = Math.sqrt(Signals.power(samples)) / snr;
        for (int i = 0; i < result.length; i++) {
            result[i] += (float) (deviation * random.nextGaussian());
        }
        return result;
    }
}
