package io.auricle.audio;

/**
 * A low-pass filter as a function of time: {@code sinc(x)} under a Kaiser window, x in samples of the lower rate.
 *
 * <p>Cut off at that rate's Nyquist frequency, it is flat to 0.9 and 110 dB down from 1.1 of it. Read from a table by
 * cubic interpolation, whose own error is below 1e-10.
 */
final class WindowedSinc {
    /** The filter is 0 from here on, both ways. */
    static final int HALF_LENGTH = 36;

    private static final double KAISER_BETA = 11.3;
    private static final int STEPS = 512;
    /** Entry i + 1 holds x = i / STEPS. */
    private static final double[] TABLE = new double[HALF_LENGTH * STEPS + 4];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = exact(i - 1);
        }
    }

    private WindowedSinc() {}

    /** The filter at x, not scaled: 1 at 0 but for the window. */
    static double at(double x) {
        double position = Math.abs(x) * STEPS;
        int i = (int) position;
        if (i >= HALF_LENGTH * STEPS) {
            return 0;
        }
        double t = position - i;
        // Lagrange through -1, 0, 1, 2.
        double a = TABLE[i];
        double b = TABLE[i + 1];
        double c = TABLE[i + 2];
        double d = TABLE[i + 3];
        return b + t * (c - a / 3 - b / 2 - d / 6 + t * ((a + c) / 2 - b + t * ((d - a) / 6 + (b - c) / 2)));
    }

    private static double exact(int step) {
        if (step % STEPS == 0) {
            return step == 0 ? besselI0(KAISER_BETA) : 0;
        }
        double x = step / (double) STEPS;
        double r = x / HALF_LENGTH;
        double window = besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - r * r)));
        return Math.sin(Math.PI * x) / (Math.PI * x) * window;
    }

    /** The modified Bessel function of the first kind, order 0, by its power series. */
    private static double besselI0(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= (x / 2 / k) * (x / 2 / k);
            sum += term;
        }
        return sum;
    }
}
