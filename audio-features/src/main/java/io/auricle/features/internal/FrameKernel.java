package io.auricle.features.internal;

/**
 * Turns frames of a signal into columns of a spectrogram, a few frames at a time. What a frame becomes never depends on the
 * frames beside it, so a signal cut into batches anywhere gives the same bits. Not thread-safe.
 */
public interface FrameKernel {
    /**
     * How many frames fit one call.
     *
     * @return at least 1
     */
    int lanes();

    /**
     * Computes neighbouring frames. Allocates nothing.
     *
     * @param signal where the samples are
     * @param from   first sample of the first frame; all samples of all frames must be in the array
     * @param frames how many frames, 1 to {@link #lanes()}
     * @param out    receives row {@code r} of frame {@code f} at {@code offset + r * stride + f}
     * @param offset where row 0 of the first frame goes
     * @param stride from one row to the next
     */
    void compute(float[] signal, int from, int frames, float[] out, int offset, int stride);
}
