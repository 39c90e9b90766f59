package io.auricle.testing;

import java.util.Random;

/** Seeded sounds: equal arguments give equal samples. */
public final class TestSounds {
    private TestSounds() {}

    /** Sounds that a small network learns in a few epochs. */
    public enum Kind {
        /** A low tone. */
        HUM,
        /** A high tone. */
        WHISTLE,
        /** White noise. */
        HISS,
        /** Bursts of noise, 6 to 15 a second. */
        CLICKS
    }

    /**
     * White noise with a tone that comes and goes.
     *
     * @param samples length
     * @param seed    of the noise
     * @return the signal
     */
    public static float[] noise(int samples, long seed) {
        Random random = new Random(seed);
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            double tone = i / 3000 % 2 == 0 ? 0.3 * Math.sin(i * 0.31) : 0;
            values[i] = (float) (tone + random.nextGaussian() / 8);
        }
        return values;
    }

    /**
     * A sound of some kind, with pitch, rhythm and level drawn, over background noise.
     *
     * @param kind       which
     * @param rateHz  its rate, in hertz
     * @param samples length
     * @param background standard deviation of the noise; sounds have levels from 0.1 to 0.5
     * @param random  what is drawn from
     * @return the signal, in [-1, 1]
     */
    public static float[] sound(Kind kind, int rateHz, int samples, double background, Random random) {
        float[] values = new float[samples];
        double hz = (kind == Kind.WHISTLE ? 2050 : 150) + 250 * random.nextDouble();
        int period = rateHz / (6 + random.nextInt(10));
        double level = 0.1 + 0.4 * random.nextDouble();
        for (int i = 0; i < samples; i++) {
            double sound =
                    switch (kind) {
                        case HUM, WHISTLE -> Math.sin(2 * Math.PI * hz * i / rateHz);
                        case HISS -> random.nextGaussian() / 3;
                        case CLICKS -> i % period < 20 ? random.nextGaussian() : 0;
                    };
            double noise = random.nextGaussian() * background;
            values[i] = (float) Math.max(-1, Math.min(1, level * sound + noise));
        }
        return values;
    }

    /**
     * A tone that rises from 300 Hz by 400 Hz a second, with a little noise.
     *
     * @param rateHz  its rate, in hertz
     * @param samples length
     * @return the signal, in [-1, 1]
     */
    public static float[] chirp(int rateHz, int samples) {
        Random random = new Random(3);
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            double t = (double) i / rateHz;
            double tone = Math.sin(2 * Math.PI * (300 + 200 * t) * t);
            values[i] = (float) (0.5 * tone + 0.05 * (random.nextDouble() - 0.5));
        }
        return values;
    }
}
