package io.auricle.features.internal;

/** Runs a kernel over a signal that is there from its first sample to its last. Holds scratch space: not thread-safe. */
public final class WholeSignal {
    private final FramePlan plan;
    private final FrameKernel kernel;
    private final int margin;
    private final boolean reflect;
    private final float[] edge;

    /**
     * Makes scratch space for one thread.
     *
     * @param plan    what to compute
     * @param margin  samples added at each end
     * @param reflect true if they mirror the signal, false if they are zeros
     */
    public WholeSignal(FramePlan plan, int margin, boolean reflect) {
        this.plan = plan;
        this.kernel = plan.newKernel();
        this.margin = margin;
        this.reflect = reflect;
        this.edge = new float[Math.addExact(Math.multiplyExact(kernel.lanes() - 1, plan.hopLength()), plan.fftSize())];
    }

    /**
     * Computes all frames of a signal. Allocates nothing.
     *
     * @param signal where the samples are
     * @param from   first sample
     * @param length number of samples
     * @param frames number of frames
     * @param out    receives rows x frames values, row-major
     * @param offset where the first goes
     */
    public void compute(float[] signal, int from, int length, int frames, float[] out, int offset) {
        int step = 0;
        for (int frame = 0; frame < frames; frame += step) {
            int start = Math.toIntExact((long) frame * plan.hopLength() - margin);
            step = Math.min(kernel.lanes(), frames - frame);
            int span = (step - 1) * plan.hopLength() + plan.fftSize();
            if (start >= 0 && (long) start + span <= length) {
                kernel.compute(signal, from + start, step, out, offset + frame, frames);
            } else {
                copyPadded(signal, from, length, start, span);
                kernel.compute(edge, 0, step, out, offset + frame, frames);
            }
        }
    }

    private void copyPadded(float[] signal, int from, int length, int start, int span) {
        for (int i = 0; i < span; i++) {
            int position = start + i;
            if (reflect) {
                position = position < 0 ? -position : position;
                position = position >= length ? 2 * (length - 1) - position : position;
            }
            edge[i] = position >= 0 && position < length ? signal[from + position] : 0;
        }
    }
}
