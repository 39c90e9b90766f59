package io.auricle.features.internal;

/** Runs a kernel over a signal that is there from its first sample to its last. Holds scratch space: not thread-safe. */
public final class WholeSignal {
    private final Framing framing;
    private final FrameKernel kernel;
    private final float[] edge;

    WholeSignal(Framing framing, FrameKernel kernel) {
        this.framing = framing;
        this.kernel = kernel;
        this.edge = new float[span(kernel.lanes())];
    }

    private int span(int frames) {
        return Math.addExact(Math.multiplyExact(frames - 1, framing.hopLength()), framing.frameSamples());
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
            long start = (long) frame * framing.hopLength() - framing.margin();
            step = Math.min(kernel.lanes(), frames - frame);
            int span = span(step);
            if (start >= 0 && start + span <= length) {
                kernel.compute(signal, from + (int) start, step, out, offset + frame, frames);
            } else {
                framing.copyPadded(signal, from, 0, length, start, edge, span);
                kernel.compute(edge, 0, step, out, offset + frame, frames);
            }
        }
    }
}
