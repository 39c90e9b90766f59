package io.auricle.audio;

/** A low-pass filter of zero delay, read at any point between samples: a sinc under a Kaiser window. */
final class SincKernel {
    /** Half the length, in samples of the lower rate: a fall of 112 dB within 0.2 of its Nyquist frequency. */
    private static final int HALF_LENGTH = 37;

    private static final double KAISER_BETA = 11.4;

    private final double stretch;
    private final int half;

    /**
     * @param stretch samples of the signal per sample of the lower rate; at least 1
     */
    SincKernel(double stretch) {
        this.stretch = stretch;
        this.half = (int) Math.ceil(HALF_LENGTH * stretch);
    }

    /** The filtered signal at {@code index + fraction}, the weights scaled to a sum of 1. */
    float at(float[] samples, long index, double fraction) {
        double sum = 0;
        double weights = 0;
        for (int k = 1 - half; k <= half; k++) {
            double weight = weight((k - fraction) / stretch);
            weights += weight;
            long i = index + k;
            if (i >= 0 && i < samples.length) {
                sum += weight * samples[(int) i];
            }
        }
        return (float) (sum / weights);
    }

    private static double weight(double x) {
        double r = x / HALF_LENGTH;
        if (Math.abs(r) >= 1) {
            return 0;
        }
        double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        return sinc * besselI0(KAISER_BETA * Math.sqrt(1 - r * r));
    }

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
