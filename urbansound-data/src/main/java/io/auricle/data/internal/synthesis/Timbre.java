package io.auricle.data.internal.synthesis;

import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** One cycle of a tone with random harmonics: what a horn, a siren, a dog and a child have in common here. */
final class Timbre {
    private static final int SIZE = 2048;
    private static final int HARMONICS = 6;

    private final float[] cycle = new float[SIZE];

    Timbre(RandomGenerator random) {
        double steepness = random.nextDouble(0.3, 1.6);
        for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
            double amplitude = random.nextDouble(0.1, 1) / StrictMath.pow(harmonic, steepness);
            double phase = random.nextDouble(2 * StrictMath.PI);
            for (int i = 0; i < SIZE; i++) {
                cycle[i] += (float) (amplitude * StrictMath.sin(phase + 2 * StrictMath.PI * harmonic * i / SIZE));
            }
        }
    }

    /**
     * Adds a tone from one sample to another.
     *
     * @param hz pitch by seconds since the beginning of the tone, asked every 32 samples
     * @param level loudness by seconds since the beginning of the tone, asked every 32 samples
     */
    void add(float[] into, int from, int to, DoubleUnaryOperator hz, DoubleUnaryOperator level) {
        double phase = 0;
        double step = 0;
        double loud = 0;
        double louder = 0;
        for (int i = Math.max(0, from); i < Math.min(to, into.length); i++) {
            if ((i - from) % 32 == 0) {
                double seconds = (i - from) / (double) Sounds.RATE_HZ;
                step = SIZE * hz.applyAsDouble(seconds) / Sounds.RATE_HZ;
                louder = (level.applyAsDouble(seconds) - loud) / 32;
            }
            loud += louder;
            into[i] += (float) (loud * cycle[(int) phase & (SIZE - 1)]);
            phase += step;
        }
    }
}
