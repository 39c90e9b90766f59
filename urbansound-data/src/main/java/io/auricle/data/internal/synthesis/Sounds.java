package io.auricle.data.internal.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The ten sounds. They differ in how they move in time and pitch, never which bands they fill: all tones share one
 * range and random harmonics, all noises random resonances.
 *
 * <p>Jackhammer and drilling are made of the same blows, as many and as long; they differ in rhythm only.
 */
public final class Sounds {
    /** Rate of all sounds. */
    public static final int RATE_HZ = 22_050;

    /** Length of a clip in samples: 4 s. */
    public static final int SAMPLES = 4 * RATE_HZ;

    private static final double LOWEST_HZ = 350;
    private static final double HIGHEST_HZ = 800;
    private static final int[] SCALE = {0, 2, 4, 7, 9, 12, 14, 16};

    private final RandomGenerator random;
    private final Timbre timbre;
    private final double hz;

    private Sounds(long recordingSeed, RandomGenerator random) {
        RandomGenerator recording = new SplittableRandom(recordingSeed);
        this.random = random;
        timbre = new Timbre(recording);
        hz = between(recording, LOWEST_HZ, HIGHEST_HZ);
    }

    /**
     * Makes the foreground of a clip.
     *
     * @param classId UrbanSound8K's, 0 to 9
     * @param recordingSeed what the slices of a recording share: pitch and harmonics
     * @param random what a slice has of its own: when things happen
     * @return 4 s, of any level
     */
    static float[] foreground(int classId, long recordingSeed, RandomGenerator random) {
        Sounds sounds = new Sounds(recordingSeed, random);
        float[] clip =
                switch (classId) {
                    case 0 -> sounds.airConditioner();
                    case 1 -> sounds.carHorn();
                    case 2 -> sounds.childrenPlaying();
                    case 3 -> sounds.dogBark();
                    case 4 -> sounds.drilling();
                    case 5 -> sounds.engineIdling();
                    case 6 -> sounds.gunShot();
                    case 7 -> sounds.jackhammer();
                    case 8 -> sounds.siren();
                    case 9 -> sounds.streetMusic();
                    default -> throw new IllegalArgumentException("classId must be from 0 to 9, got " + classId);
                };
        RandomGenerator recording = new SplittableRandom(~recordingSeed);
        Equaliser.random(recording, 9).applyInPlace(clip);
        Equaliser.random(recording, 9).applyInPlace(clip);
        return clip;
    }

    /** Geometrically even between two values. */
    static double between(RandomGenerator random, double least, double most) {
        return least * StrictMath.pow(most / least, random.nextDouble());
    }

    private float[] airConditioner() {
        return motor();
    }

    private float[] engineIdling() {
        float[] clip = motor();
        double rate = random.nextDouble(7, 12);
        double depth = random.nextDouble(0.75, 0.95);
        double phase = random.nextDouble();
        for (int i = 0; i < SAMPLES; i++) {
            double stroke = (rate * i / RATE_HZ + phase) % 1;
            clip[i] *= (float) (1 - depth * stroke); // each stroke begins loud and dies down
        }
        return clip;
    }

    /** Noise and hum, unmoving. */
    private float[] motor() {
        float[] clip = Noise.coloured(SAMPLES, random);
        normalise(clip);
        float[] hum = new float[SAMPLES];
        timbre.add(hum, 0, SAMPLES, seconds -> hz / 5, seconds -> 1);
        normalise(hum);
        float share = (float) random.nextDouble(0.1, 0.8);
        for (int i = 0; i < SAMPLES; i++) {
            clip[i] += share * hum[i];
        }
        return clip;
    }

    private float[] carHorn() {
        float[] clip = new float[SAMPLES];
        double second = hz * random.nextDouble(1.18, 1.5);
        double seconds = -random.nextDouble(0.6);
        while (seconds < 4) {
            double length = random.nextDouble(0.5, 1.4);
            tone(clip, seconds, length, hz, hz);
            tone(clip, seconds, length, second, second);
            seconds += length + random.nextDouble(0.15, 0.5);
        }
        return clip;
    }

    private float[] siren() {
        float[] clip = new float[SAMPLES];
        double rate = random.nextDouble(0.25, 0.8);
        double octaves = random.nextDouble(0.35, 0.7);
        double phase = random.nextDouble();
        timbre.add(
                clip,
                0,
                SAMPLES,
                seconds -> hz * pow2(octaves * StrictMath.sin(2 * StrictMath.PI * (rate * seconds + phase))),
                seconds -> 1);
        return clip;
    }

    private float[] streetMusic() {
        float[] clip = new float[SAMPLES];
        double beat = random.nextDouble(0.16, 0.3);
        for (double seconds = -random.nextDouble(beat); seconds < 4; seconds += beat) {
            double pitch = hz * 0.75 * pow2(SCALE[random.nextInt(SCALE.length)] / 12.0);
            tone(clip, seconds, beat * random.nextDouble(0.8, 1), pitch, pitch);
        }
        return clip;
    }

    private float[] childrenPlaying() {
        float[] clip = new float[SAMPLES];
        for (int cry = random.nextInt(7, 12); cry > 0; cry--) {
            double length = random.nextDouble(0.25, 0.6);
            double from = random.nextDouble(-0.1, 3.8);
            double pitch = hz * pow2(random.nextDouble(-0.5, 0.5));
            double octaves = random.nextDouble(0.3, 0.6) * (random.nextBoolean() ? 1 : -1);
            double vibrato = random.nextDouble(6, 9);
            timbre.add(
                    clip,
                    (int) (from * RATE_HZ),
                    (int) ((from + length) * RATE_HZ),
                    seconds -> pitch
                            * pow2(octaves * StrictMath.sin(StrictMath.PI * seconds / length)
                                    + 0.06 * StrictMath.sin(2 * StrictMath.PI * vibrato * seconds)),
                    seconds -> StrictMath.sin(StrictMath.PI * Math.min(1, seconds / length)));
        }
        return clip;
    }

    private float[] dogBark() {
        float[] clip = new float[SAMPLES];
        double seconds = random.nextDouble(0.3);
        while (seconds < 3.9) {
            double fall = random.nextDouble(0.5, 0.9);
            double length = random.nextDouble(0.12, 0.22);
            timbre.add(
                    clip,
                    (int) (seconds * RATE_HZ),
                    (int) ((seconds + 2 * length) * RATE_HZ),
                    since -> hz * pow2(fall * (0.5 - since / length)),
                    since -> StrictMath.exp(-3 * since / length));
            seconds +=
                    2 * length + (random.nextInt(3) == 0 ? random.nextDouble(0.4, 0.9) : random.nextDouble(0.05, 0.2));
        }
        return clip;
    }

    private float[] gunShot() {
        float[] clip = new float[SAMPLES];
        float[] noise = Noise.coloured(SAMPLES, random);
        int shots = random.nextInt(1, 4);
        for (int shot = 0; shot < shots; shot++) {
            double from = (shot + random.nextDouble(0.05, 0.6)) * 4 / shots;
            blow(clip, noise, from, random.nextDouble(0.2, 0.45), 1);
        }
        return clip;
    }

    private float[] jackhammer() {
        return hammer(false);
    }

    private float[] drilling() {
        return hammer(true);
    }

    /** Equal blows, either evenly spaced or in rolls of three with a rest that keeps their number. */
    private float[] hammer(boolean rolls) {
        float[] clip = new float[SAMPLES];
        float[] noise = Noise.coloured(SAMPLES, random);
        double beat = random.nextDouble(0.17, 0.26);
        double within = random.nextDouble(0.38, 0.5) * beat;
        double length = random.nextDouble(0.015, 0.025);
        double offset = random.nextDouble(beat);
        List<Double> onsets = new ArrayList<>();
        for (int blow = 0; offset + blow * beat < 3.9; blow++) {
            onsets.add(offset + (rolls ? (blow / 3) * 3 * beat + (blow % 3) * within : blow * beat));
        }
        onsets.forEach(from -> blow(clip, noise, from, length, 1));
        return clip;
    }

    /** A piece of noise that dies down by e every {@code length} seconds. */
    private static void blow(float[] clip, float[] noise, double from, double length, double level) {
        int begin = (int) (from * RATE_HZ);
        int end = Math.min(SAMPLES, begin + (int) (6 * length * RATE_HZ));
        float decay = (float) StrictMath.exp(-1 / (length * RATE_HZ));
        float loud = (float) level;
        for (int i = begin; i < end; i++) {
            clip[i] += loud * noise[i];
            loud *= decay;
        }
    }

    /** A note with soft edges. */
    private void tone(float[] clip, double from, double length, double fromHz, double toHz) {
        timbre.add(
                clip,
                (int) (from * RATE_HZ),
                (int) ((from + length) * RATE_HZ),
                seconds -> fromHz + (toHz - fromHz) * seconds / length,
                seconds -> Math.max(0, Math.min(1, Math.min(seconds, length - seconds) / 0.02)));
    }

    private static double pow2(double exponent) {
        return StrictMath.exp(exponent * 0.6931471805599453);
    }

    /** Scales to a root mean square of 1; silence stays silence. */
    static void normalise(float[] values) {
        double energy = 0;
        for (float value : values) {
            energy += value * value;
        }
        float scale = energy == 0 ? 0 : (float) (1 / StrictMath.sqrt(energy / values.length));
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
    }
}
