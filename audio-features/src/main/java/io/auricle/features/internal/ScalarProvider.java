package io.auricle.features.internal;

/** Plain Java in double precision: any size, any JVM. */
final class ScalarProvider implements KernelProvider, DecibelKernel {
    static final ScalarProvider INSTANCE = new ScalarProvider();

    private ScalarProvider() {}

    @Override
    public FrameKernel newKernel(FramePlan plan) {
        return new ScalarKernel(plan);
    }

    @Override
    public DecibelKernel decibels() {
        return this;
    }

    @Override
    public String description() {
        return "JTransforms in double precision";
    }

    @Override
    public float max(float[] values, int offset, int length) {
        float max = 0;
        for (int i = offset; i < offset + length; i++) {
            max = values[i] > max ? values[i] : max;
        }
        return max;
    }

    @Override
    public float decibels(float power) {
        return (float) (10 * Math.log10(power));
    }

    @Override
    public void apply(float[] values, int offset, int length, float amin, float zero, float floor) {
        for (int i = offset; i < offset + length; i++) {
            values[i] = Math.max(floor, decibels(Math.max(amin, values[i])) - zero);
        }
    }
}
