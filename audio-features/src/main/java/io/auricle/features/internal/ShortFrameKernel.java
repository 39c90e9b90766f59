package io.auricle.features.internal;

import java.util.Arrays;

/**
 * Frames with zeros behind. Tapered samples are rounded to single precision, as TensorFlow and NumPy do whose front ends these are: what
 * that rounding adds to a band 100 dB below the loudest is more than 1e-4 of its logarithm. All else is in double precision, for the same
 * reason: a transform in single precision moves such bands by 1e-2.
 */
final class ShortFrameKernel extends ScalarKernel {
    private final int frameSamples;

    ShortFrameKernel(FramePlan plan) {
        super(plan);
        this.frameSamples = plan.frameSamples();
    }

    @Override
    void load(double[] samples, int from, double[] window, double[] frame) {
        for (int i = 0; i < frameSamples; i++) {
            frame[i] = (float) window[i] * (float) samples[from + i];
        }
        Arrays.fill(frame, frameSamples, frame.length, 0);
    }
}
