package io.auricle.data.internal.synthesis;

import java.util.random.RandomGenerator;

/** White noise, uniform in [-1, 1), by Marsaglia's 32-bit xorshift (13, 17, 5). */
final class Noise {
    private static final float SCALE = 1f / (1L << 31);

    private int state;

    Noise(RandomGenerator random) {
        state = random.nextInt() | 1;
    }

    float next() {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return state * SCALE;
    }

    /** White noise through a resonance at a random place: the body that hammers, guns and fans share. */
    static float[] coloured(int samples, RandomGenerator random) {
        Noise noise = new Noise(random);
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = noise.next();
        }
        Equaliser.random(random, 12).applyInPlace(values);
        Equaliser.random(random, 12).applyInPlace(values);
        return values;
    }
}
