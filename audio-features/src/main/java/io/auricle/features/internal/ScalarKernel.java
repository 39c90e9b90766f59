package io.auricle.features.internal;

import org.jtransforms.fft.DoubleFFT_1D;

/** One frame at a time by JTransforms, in double precision: any size, any JVM. */
class ScalarKernel implements FrameKernel {
    private final FramePlan plan;
    private final DoubleFFT_1D fft;
    private final double[] frame;
    private final double[] spectrum;

    ScalarKernel(FramePlan plan) {
        this.plan = plan;
        this.fft = new DoubleFFT_1D(plan.fftSize());
        this.frame = new double[plan.fftSize()];
        this.spectrum = new double[plan.bins()];
    }

    @Override
    public final int lanes() {
        return 1;
    }

    /** Puts a windowed frame where the transform finds it. */
    void load(float[] signal, int from, double[] window, double[] frame) {
        for (int i = 0; i < window.length; i++) {
            frame[i] = window[i] * signal[from + i];
        }
    }

    /** What becomes of a band's sum. */
    double finish(double band) {
        return band;
    }

    @Override
    public final void compute(float[] signal, int from, int frames, float[] out, int offset, int stride) {
        load(signal, from, plan.window(), frame);
        fft.realForward(frame);
        squaredMagnitudes();
        raise();
        if (plan.bands() == null) {
            for (int k = 0; k < spectrum.length; k++) {
                out[offset + k * stride] = (float) spectrum[k];
            }
        } else {
            gather(plan.bands(), out, offset, stride);
        }
    }

    /** Unpacks JTransforms' layout: Re 0, Re n/2 (even sizes) or Im (n-1)/2 (odd sizes), then Re k, Im k from 1 up. */
    private void squaredMagnitudes() {
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

    private void raise() {
        double power = plan.power();
        if (power == 2) {
            return;
        }
        for (int k = 0; k < spectrum.length; k++) {
            spectrum[k] = power == 1 ? Math.sqrt(spectrum[k]) : Math.pow(spectrum[k], power / 2);
        }
    }

    private void gather(BandMatrix bands, float[] out, int offset, int stride) {
        int[] start = bands.start();
        double[] weights = bands.weights();
        double[] in = spectrum;
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
}
