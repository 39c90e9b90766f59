package io.auricle.features.internal;

import java.util.Arrays;

/** Kaldi's way from a frame to the logarithm of its bands, in double precision. */
public final class KaldiKernel extends ScalarKernel {
    /** Samples in [-1, 1] as 16-bit numbers. */
    private static final double SCALE = 32_768;

    private static final double FLOOR = Math.ulp(1f);

    private final int frameLength;
    private final double preemphasis;

    /**
     * Makes tables and scratch space.
     *
     * @param plan        frame, taper, transform and bands
     * @param preemphasis share of the previous sample that is taken off each
     */
    public KaldiKernel(FramePlan plan, double preemphasis) {
        super(plan);
        this.frameLength = plan.frameSamples();
        this.preemphasis = preemphasis;
    }

    @Override
    void load(double[] samples, int from, double[] window, double[] frame) {
        double sum = 0;
        for (int i = 0; i < frameLength; i++) {
            sum += samples[from + i];
        }
        double mean = sum / frameLength;
        double previous = samples[from] - mean;
        for (int i = 0; i < frameLength; i++) {
            double sample = samples[from + i] - mean;
            frame[i] = SCALE * window[i] * (sample - preemphasis * previous);
            previous = sample;
        }
        Arrays.fill(frame, frameLength, frame.length, 0);
    }

    @Override
    double finish(double band) {
        return Math.log(Math.max(band, FLOOR));
    }
}
