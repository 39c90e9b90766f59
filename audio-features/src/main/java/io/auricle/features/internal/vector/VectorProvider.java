package io.auricle.features.internal.vector;

import io.auricle.features.internal.DecibelKernel;
import io.auricle.features.internal.FrameKernel;
import io.auricle.features.internal.FramePlan;
import io.auricle.features.internal.KernelProvider;
import io.auricle.features.internal.Kernels;
import jdk.incubator.vector.FloatVector;

/** The Vector API in single precision, for transforms of a power of two of whole frames; others are left to plain Java. */
public final class VectorProvider implements KernelProvider {
    private static final int MIN_FFT_SIZE = 64;
    private static final int MAX_FFT_SIZE = 1 << 16;

    private final DecibelKernel decibels = new VectorDecibels();

    private VectorProvider() {}

    /**
     * Checks that this CPU's vectors are worth using.
     *
     * @return the provider
     * @throws UnsupportedOperationException if they are not, with the reason
     */
    public static VectorProvider create() {
        int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        if (bits < 128) {
            throw new UnsupportedOperationException("the CPU's vectors of " + bits + " bits are too short");
        }
        return new VectorProvider();
    }

    @Override
    public FrameKernel newKernel(FramePlan plan) {
        int size = plan.fftSize();
        boolean supported = plan.frameSamples() == size
                && Integer.bitCount(size) == 1
                && size >= MIN_FFT_SIZE
                && size <= MAX_FFT_SIZE;
        return supported ? new VectorKernel(plan) : Kernels.exact().newKernel(plan);
    }

    @Override
    public DecibelKernel decibels() {
        return decibels;
    }

    @Override
    public String description() {
        return "Vector API, " + FloatVector.SPECIES_PREFERRED.length() + " frames at once";
    }
}
