package io.auricle.features;

import java.util.Random;

/** Seeded signals. */
public final class Noise {
    private Noise() {}

    /**
     * White noise with a tone that comes and goes.
     *
     * @param samples length
     * @param seed    of the noise
     * @return the signal
     */
    public static float[] of(int samples, long seed) {
        Random random = new Random(seed);
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            double tone = i / 3000 % 2 == 0 ? 0.3 * Math.sin(i * 0.31) : 0;
            values[i] = (float) (tone + random.nextGaussian() / 8);
        }
        return values;
    }
}
