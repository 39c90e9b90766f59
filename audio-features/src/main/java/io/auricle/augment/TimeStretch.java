package io.auricle.augment;

import static io.auricle.internal.Checks.check;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Plays a signal faster or slower at the same pitch. A signal of n samples becomes one of {@code round(n / rate)}, but at least one.
 *
 * <p><b>Follows</b> {@code librosa.effects.time_stretch} 0.11: a phase vocoder of 2048 points with hop 512.
 *
 * @param minRate least speed; from 0.1: below 1 is slower and longer
 * @param maxRate most speed; at least minRate, at most 10
 */
public record TimeStretch(double minRate, double maxRate) implements WaveformTransform {
    static final String WORD = "time-stretch";
    static final double MIN_RATE = 0.1;
    static final double MAX_RATE = 10;

    /**
     * Checks the range.
     *
     * @param minRate at least 0.1
     * @param maxRate from minRate to 10
     * @throws IllegalArgumentException if it is none
     */
    public TimeStretch {
        Signals.checkRange("minRate", minRate, "maxRate", maxRate);
        check(minRate >= MIN_RATE, "minRate must be at least %s, got %s", MIN_RATE, minRate);
        check(maxRate <= MAX_RATE, "maxRate must be at most %s, got %s", MAX_RATE, maxRate);
    }

    static TimeStretch of(Settings settings) {
        return new TimeStretch(settings.number("minRate"), settings.number("maxRate"));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("minRate", minRate, "maxRate", maxRate);
    }

    @Override
    public float[] apply(float[] samples, int sampleRateHz, RandomGenerator random) {
        Signals.checkSignal(samples, sampleRateHz);
        return PhaseVocoder.stretch(samples, Signals.uniform(random, minRate, maxRate));
    }
}
