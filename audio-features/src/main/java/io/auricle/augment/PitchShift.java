package io.auricle.augment;

import static io.auricle.internal.Checks.check;

import io.auricle.audio.Resampler;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes a signal higher or lower at the same speed. The length stays.
 *
 * <p><b>Follows</b> {@code librosa.effects.pitch_shift} 0.11: stretched by the phase vocoder, then resampled back, cut or
 * filled with zeros to the old length. The shift is exact to a thousandth of a semitone.
 *
 * @param minSemitones least shift, in semitones; at least -24
 * @param maxSemitones most shift; at least minSemitones, at most 24
 */
public record PitchShift(double minSemitones, double maxSemitones) implements WaveformTransform {
    static final String WORD = "pitch-shift";
    private static final double MAX_SEMITONES = 24;
    private static final double SEMITONES_PER_OCTAVE = 12;
    /** Keeps the resampler's table small: ratios are taken from fractions of this precision. */
    private static final int MAX_DENOMINATOR = 500;

    /**
     * Checks the range.
     *
     * @param minSemitones at least -24
     * @param maxSemitones from minSemitones to 24
     * @throws IllegalArgumentException if it is none
     */
    public PitchShift {
        Signals.checkRange("minSemitones", minSemitones, "maxSemitones", maxSemitones);
        check(minSemitones >= -MAX_SEMITONES, "minSemitones must be at least -24, got %s", minSemitones);
        check(maxSemitones <= MAX_SEMITONES, "maxSemitones must be at most 24, got %s", maxSemitones);
    }

    static PitchShift of(Settings settings) {
        return new PitchShift(settings.number("minSemitones"), settings.number("maxSemitones"));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("minSemitones", minSemitones, "maxSemitones", maxSemitones);
    }

    @Override
    public float[] apply(float[] samples, int sampleRateHz, RandomGenerator random) {
        Signals.checkSignal(samples, sampleRateHz);
        double semitones = Signals.uniform(random, minSemitones, maxSemitones);
        int[] ratio = fraction(Math.pow(2, semitones / SEMITONES_PER_OCTAVE));
        float[] stretched = PhaseVocoder.stretch(samples, ratio[1] / (double) ratio[0]);
        return Arrays.copyOf(Resampler.of(ratio[0], ratio[1]).resample(stretched), samples.length);
    }

    /** The fraction nearest to a number among those with a small denominator. */
    private static int[] fraction(double value) {
        int[] best = {1, 1};
        double error = Double.MAX_VALUE;
        for (int denominator = 1; denominator <= MAX_DENOMINATOR; denominator++) {
            int numerator = (int) Math.max(1, Math.round(value * denominator));
            double distance = Math.abs(numerator / (double) denominator - value);
            if (distance < error) {
                error = distance;
                best = new int[] {numerator, denominator};
            }
        }
        return best;
    }
}
