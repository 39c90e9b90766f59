package io.auricle.augment;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Changes the speed of a signal and keeps its pitch: the spectrum's magnitudes are read at another pace, and each bin's
 * phase goes on by what it turned in the original between two frames.
 *
 * <p>Frames of 2048 samples under a Hann window, 512 apart, zeros around the signal, as librosa does.
 */
final class PhaseVocoder {
    private static final int SIZE = 2048;
    private static final int HOP = SIZE / 4;
    private static final int BINS = SIZE / 2 + 1;
    private static final double[] WINDOW = new double[SIZE];

    static {
        for (int i = 0; i < SIZE; i++) {
            WINDOW[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE);
        }
    }

    private final DoubleFFT_1D fft = new DoubleFFT_1D(SIZE);
    private final float[] samples;
    private final int frames;
    private final double[] spectrum = new double[SIZE];
    private final double[] sum;
    private final double[] weight;
    /** The two frames around the place that is read. */
    private Frame current = new Frame();

    private Frame next = new Frame();

    private PhaseVocoder(float[] samples, int length) {
        this.samples = samples;
        this.frames = 1 + samples.length / HOP;
        this.sum = new double[length + SIZE];
        this.weight = new double[length + SIZE];
    }

    /** A signal that is rate times as fast: {@code round(samples.length / rate)} samples, but at least one. */
    static float[] stretch(float[] samples, double rate) {
        int length = Math.max(1, (int) Math.round(samples.length / rate));
        var vocoder = new PhaseVocoder(samples, length);
        vocoder.run(rate);
        return vocoder.result(length);
    }

    private void run(double rate) {
        current.read(0);
        next.read(1);
        int at = 0;
        double[] phase = current.phase.clone();
        for (int t = 0; t * rate < frames && t * HOP < sum.length; t++) {
            double step = t * rate;
            for (; at < (int) step; at++) {
                Frame free = current;
                current = next;
                next = free;
                next.read(at + 2);
            }
            write(phase, step - at, t * HOP);
            advance(phase);
        }
    }

    /** Adds a frame with the magnitudes between the two frames read and the given phases. */
    private void write(double[] phase, double share, int to) {
        for (int k = 0; k < BINS; k++) {
            double magnitude = (1 - share) * current.magnitude[k] + share * next.magnitude[k];
            double real = magnitude * Math.cos(phase[k]);
            if (k == 0) {
                spectrum[0] = real;
            } else if (k == BINS - 1) {
                spectrum[1] = real;
            } else {
                spectrum[2 * k] = real;
                spectrum[2 * k + 1] = magnitude * Math.sin(phase[k]);
            }
        }
        fft.realInverse(spectrum, true);
        for (int i = 0; i < SIZE && to + i < sum.length; i++) {
            sum[to + i] += WINDOW[i] * spectrum[i];
            weight[to + i] += WINDOW[i] * WINDOW[i];
        }
    }

    /** Turns every phase by its bin's own frequency and by how far the original is off it. */
    private void advance(double[] phase) {
        for (int k = 0; k < BINS; k++) {
            double expected = 2 * Math.PI * HOP * k / SIZE;
            double off = next.phase[k] - current.phase[k] - expected;
            phase[k] += expected + off - 2 * Math.PI * Math.rint(off / (2 * Math.PI));
        }
    }

    private float[] result(int length) {
        var result = new float[length];
        for (int i = 0; i < length; i++) {
            int at = i + SIZE / 2;
            result[i] = (float) (weight[at] > Float.MIN_NORMAL ? sum[at] / weight[at] : sum[at]);
        }
        return result;
    }

    /** The spectrum of one frame; silence behind the last. */
    private final class Frame {
        private final double[] magnitude = new double[BINS];
        private final double[] phase = new double[BINS];

        void read(int frame) {
            for (int i = 0; i < SIZE; i++) {
                long at = (long) frame * HOP + i - SIZE / 2;
                boolean there = frame < frames && at >= 0 && at < samples.length;
                spectrum[i] = there ? WINDOW[i] * samples[(int) at] : 0;
            }
            fft.realForward(spectrum);
            for (int k = 0; k < BINS; k++) {
                double real = k == BINS - 1 ? spectrum[1] : spectrum[2 * k];
                double imaginary = k == 0 || k == BINS - 1 ? 0 : spectrum[2 * k + 1];
                magnitude[k] = Math.hypot(real, imaginary);
                phase[k] = Math.atan2(imaginary, real);
            }
        }
    }
}
