package io.auricle.features.internal;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * By JTransforms, in double precision: any size, any JVM. Neighbouring frames share samples and band weights, so a few frames
 * come together: the samples are widened to double once, and each weight is read once for all of them.
 */
class ScalarKernel implements FrameKernel {
    private static final int BATCH = 4;
    /** Above this many points a batch saves nothing that shows, and would cost memory. */
    private static final int LARGEST_BATCHED_FFT = 1 << 14;

    private final FramePlan plan;
    private final int frameSamples;
    private final int lanes;
    private final DoubleFFT_1D fft;
    private final double[] samples;
    private final double[] frame;
    private final double[][] spectra;

    ScalarKernel(FramePlan plan) {
        this.plan = plan;
        this.frameSamples = plan.frameSamples();
        this.lanes = plan.hopLength() <= frameSamples && plan.fftSize() <= LARGEST_BATCHED_FFT ? BATCH : 1;
        this.fft = new DoubleFFT_1D(plan.fftSize());
        this.samples = new double[(lanes - 1) * plan.hopLength() + frameSamples];
        this.frame = new double[plan.fftSize()];
        this.spectra = new double[lanes][plan.bins()];
    }

    @Override
    public final int lanes() {
        return lanes;
    }

    /** Puts a windowed frame where the transform finds it. */
    void load(double[] samples, int from, double[] window, double[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = window[i] * samples[from + i];
        }
    }

    /** What becomes of a band's sum. */
    double finish(double band) {
        return band;
    }

    @Override
    public final void compute(float[] signal, int from, int frames, float[] out, int offset, int stride) {
        widen(signal, from, (frames - 1) * plan.hopLength() + frameSamples);
        for (int f = 0; f < frames; f++) {
            load(samples, f * plan.hopLength(), plan.window(), frame);
            fft.realForward(frame);
            squaredMagnitudes(frame, spectra[f]);
            raise(spectra[f]);
        }
        if (plan.bands() != null && frames == BATCH) {
            gatherBatch(plan.bands(), out, offset, stride);
            return;
        }
        for (int f = 0; f < frames; f++) {
            if (plan.bands() == null) {
                copy(spectra[f], out, offset + f, stride);
            } else {
                gather(plan.bands(), spectra[f], out, offset + f, stride);
            }
        }
    }

    private void widen(float[] signal, int from, int count) {
        for (int i = 0; i < count; i++) {
            samples[i] = signal[from + i];
        }
    }

    private static void copy(double[] spectrum, float[] out, int offset, int stride) {
        for (int k = 0; k < spectrum.length; k++) {
            out[offset + k * stride] = (float) spectrum[k];
        }
    }

    /** Unpacks JTransforms' layout: Re 0, Re n/2 (even sizes) or Im (n-1)/2 (odd sizes), then Re k, Im k from 1 up. */
    private static void squaredMagnitudes(double[] frame, double[] spectrum) {
        int n = frame.length;
        spectrum[0] = frame[0] * frame[0];
        for (int k = 1; 2 * k + 1 < n; k++) {
            spectrum[k] = frame[2 * k] * frame[2 * k] + frame[2 * k + 1] * frame[2 * k + 1];
        }
        if (n > 1) {
            double re = n % 2 == 0 ? 0 : frame[n - 1];
            spectrum[n / 2] = re * re + frame[1] * frame[1];
        }
    }

    private void raise(double[] spectrum) {
        double power = plan.power();
        if (power == 2) {
            return;
        }
        for (int k = 0; k < spectrum.length; k++) {
            spectrum[k] = power == 1 ? Math.sqrt(spectrum[k]) : Math.pow(spectrum[k], power / 2);
        }
    }

    private void gather(BandMatrix bands, double[] in, float[] out, int offset, int stride) {
        int[] start = bands.start();
        double[] weights = bands.weights();
        for (int b = 0; b < bands.bands(); b++) {
            // Two sums side by side: one alone would wait for each of its additions.
            double even = 0;
            double odd = 0;
            int bin = bands.firstBin()[b];
            int end = start[b + 1];
            int i = start[b];
            for (; i + 1 < end; i += 2) {
                even += weights[i] * in[bin];
                odd += weights[i + 1] * in[bin + 1];
                bin += 2;
            }
            if (i < end) {
                even += weights[i] * in[bin];
            }
            out[offset + b * stride] = (float) finish(even + odd);
        }
    }

    /** What {@link #gather} does, for four frames at once: the same additions in the same order, so the same bits. */
    private void gatherBatch(BandMatrix bands, float[] out, int offset, int stride) {
        int[] start = bands.start();
        double[] weights = bands.weights();
        double[] a = spectra[0];
        double[] b = spectra[1];
        double[] c = spectra[2];
        double[] d = spectra[3];
        for (int band = 0; band < bands.bands(); band++) {
            double evenA = 0, oddA = 0, evenB = 0, oddB = 0, evenC = 0, oddC = 0, evenD = 0, oddD = 0;
            int bin = bands.firstBin()[band];
            int end = start[band + 1];
            int i = start[band];
            for (; i + 1 < end; i += 2) {
                double even = weights[i];
                double odd = weights[i + 1];
                evenA += even * a[bin];
                oddA += odd * a[bin + 1];
                evenB += even * b[bin];
                oddB += odd * b[bin + 1];
                evenC += even * c[bin];
                oddC += odd * c[bin + 1];
                evenD += even * d[bin];
                oddD += odd * d[bin + 1];
                bin += 2;
            }
            if (i < end) {
                evenA += weights[i] * a[bin];
                evenB += weights[i] * b[bin];
                evenC += weights[i] * c[bin];
                evenD += weights[i] * d[bin];
            }
            int at = offset + band * stride;
            out[at] = (float) finish(evenA + oddA);
            out[at + 1] = (float) finish(evenB + oddB);
            out[at + 2] = (float) finish(evenC + oddC);
            out[at + 3] = (float) finish(evenD + oddD);
        }
    }
}
