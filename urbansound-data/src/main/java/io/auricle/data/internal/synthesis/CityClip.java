package io.auricle.data.internal.synthesis;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One clip of the synthetic city: a foreground, a background at a random distance below it, a random level. */
public final class CityClip {
    private static final double LEAST_SNR_DB = 8;
    private static final double MOST_SNR_DB = 30;
    private static final double SALIENT_DB = 15;
    private static final float PEAK = 0.95f;

    private final float[] samples;
    private final boolean salient;

    private CityClip(float[] samples, boolean salient) {
        this.samples = samples;
        this.salient = salient;
    }

    /**
     * Makes a clip; the same arguments make the same samples on every machine.
     *
     * @param classId UrbanSound8K's, 0 to 9
     * @param recordingSeed of the recording that the clip is a slice of
     * @param slice number of the slice
     * @return the clip
     */
    public static CityClip make(int classId, long recordingSeed, int slice) {
        RandomGenerator random = new SplittableRandom(recordingSeed * 0x9E3779B97F4A7C15L + slice);
        float[] clip = Sounds.foreground(classId, recordingSeed, random);
        Sounds.normalise(clip);
        double snrDb = random.nextDouble(LEAST_SNR_DB, MOST_SNR_DB);
        float[] background = background(random);
        float share = (float) StrictMath.pow(10, -snrDb / 20);
        float peak = 0;
        for (int i = 0; i < clip.length; i++) {
            clip[i] += share * background[i];
            peak = Math.max(peak, Math.abs(clip[i]));
        }
        float gain = (float) (PEAK / peak * StrictMath.pow(10, -random.nextDouble(0, 12) / 20));
        for (int i = 0; i < clip.length; i++) {
            clip[i] *= gain;
        }
        return new CityClip(clip, snrDb >= SALIENT_DB);
    }

    /** A street far away: noise that falls with frequency, of random colour, swelling slowly. */
    private static float[] background(RandomGenerator random) {
        Noise noise = new Noise(random);
        float[] values = new float[Sounds.SAMPLES];
        float smooth = (float) random.nextDouble(0.02, 0.4);
        float bright = (float) random.nextDouble(0.02, 0.2);
        double rate = random.nextDouble(0.1, 0.4);
        double phase = random.nextDouble(6.28);
        float low = 0;
        float swell = 1;
        for (int i = 0; i < values.length; i++) {
            if (i % 64 == 0) {
                swell = (float) (1 + 0.4 * StrictMath.sin(phase + 2 * StrictMath.PI * rate * i / Sounds.RATE_HZ));
            }
            float white = noise.next();
            low += smooth * (white - low);
            values[i] = swell * (low + bright * white);
        }
        Equaliser.random(random, 15).applyInPlace(values);
        Sounds.normalise(values);
        return values;
    }

    /** {@return the samples, 4 s at 22 050 Hz, within [-0.95, 0.95]} */
    public float[] samples() {
        return samples;
    }

    /** {@return 1 for a foreground well above its background, 2 otherwise} */
    public int salience() {
        return salient ? 1 : 2;
    }
}
