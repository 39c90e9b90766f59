package io.auricle.data.internal.synthesis;

import java.util.random.RandomGenerator;

/**
 * One peak or dip in the spectrum.
 *
 * <p>H(z) = (b0 + b1 z^-1 + b2 z^-2) / (1 + a1 z^-1 + a2 z^-2), the peaking filter of R. Bristow-Johnson's "Cookbook formulae
 * for audio EQ biquad filter coefficients".
 */
final class Equaliser {
    private static final double LEAST_HZ = 120;
    private static final double MOST_HZ = 7000;
    private static final double QUALITY = 0.6;

    private final float b0;
    private final float b1;
    private final float b2;
    private final float a1;
    private final float a2;

    private Equaliser(double hz, double gainDb) {
        double amplitude = StrictMath.pow(10, gainDb / 40);
        double angle = 2 * StrictMath.PI * hz / Sounds.RATE_HZ;
        double alpha = StrictMath.sin(angle) / (2 * QUALITY);
        double a0 = 1 + alpha / amplitude;
        b0 = (float) ((1 + alpha * amplitude) / a0);
        b1 = (float) (-2 * StrictMath.cos(angle) / a0);
        b2 = (float) ((1 - alpha * amplitude) / a0);
        a1 = b1;
        a2 = (float) ((1 - alpha / amplitude) / a0);
    }

    /** A peak or dip of at most {@code mostDb}, anywhere. */
    static Equaliser random(RandomGenerator random, double mostDb) {
        return new Equaliser(Sounds.between(random, LEAST_HZ, MOST_HZ), random.nextDouble(-mostDb, mostDb));
    }

    void applyInPlace(float[] values) {
        float x1 = 0;
        float x2 = 0;
        float y1 = 0;
        float y2 = 0;
        for (int i = 0; i < values.length; i++) {
            float x = values[i];
            float y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = x;
            y2 = y1;
            y1 = y;
            values[i] = y;
        }
    }
}
