package io.auricle.augment;

import java.util.random.RandomGenerator;

/**
 * Adds white Gaussian noise at a given distance below the signal. The length stays. Silence has no level to go by and
 * stays silent.
 *
 * @param minSnrDb least ratio of the signal's power to the noise's, in decibels; at least -300
 * @param maxSnrDb most of it; at least minSnrDb, at most 300
 */
public record AddedNoise(double minSnrDb, double maxSnrDb) implements SoundAugmentation {
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
