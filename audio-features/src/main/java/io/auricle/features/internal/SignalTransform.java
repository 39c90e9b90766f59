package io.auricle.features.internal;

import static io.auricle.features.internal.Samples.checkFinite;
import static io.auricle.features.internal.Samples.checkSamples;

import io.auricle.features.FeatureStream;
import io.auricle.features.Spectrogram;
import java.util.Objects;
import java.util.function.Supplier;

/** A feature that is computed frame by frame: at once, into an array, or from a stream. Immutable, shared by threads. */
public final class SignalTransform {
    private final Framing framing;
    private final int rows;
    private final Supplier<FrameKernel> kernels;
    private final Pool<WholeSignal> scratch;

    /**
     * Takes the parts of the feature.
     *
     * @param framing where frames lie
     * @param rows    values of a frame
     * @param kernels makes what computes frames, for one thread
     */
    public SignalTransform(Framing framing, int rows, Supplier<FrameKernel> kernels) {
        this.framing = framing;
        this.rows = rows;
        this.kernels = kernels;
        this.scratch = new Pool<>(this::newScratch);
    }

    /**
     * Scratch space for one thread.
     *
     * @return a new one
     */
    public WholeSignal newScratch() {
        return new WholeSignal(framing, kernels.get());
    }

    /**
     * Computes all frames of a signal.
     *
     * @param samples the signal
     * @return rows x frames, in a new array
     * @throws IllegalArgumentException if a sample is NaN or infinite, or there are too few
     */
    public float[] compute(float[] samples) {
        checkSamples(samples);
        int frames = framing.frames(samples.length);
        float[] values = new float[Math.multiplyExact(rows, frames)];
        run(samples, 0, samples.length, frames, values, 0);
        return values;
    }

    /**
     * Computes all frames of a part of an array into another.
     *
     * @param samples holds the signal
     * @param from    its first sample
     * @param length  its length
     * @param into    receives rows x frames values, row-major
     * @param offset  where the first goes
     * @throws IllegalArgumentException  if a sample is NaN or infinite, or there are too few
     * @throws IndexOutOfBoundsException if a range leaves its array
     */
    public void computeInto(float[] samples, int from, int length, float[] into, int offset) {
        Objects.checkFromIndexSize(from, length, samples.length);
        checkFinite(samples, from, length);
        int frames = framing.frames(length);
        Objects.checkFromIndexSize(offset, Math.multiplyExact(rows, frames), into.length);
        run(samples, from, length, frames, into, offset);
    }

    private void run(float[] samples, int from, int length, int frames, float[] into, int offset) {
        WholeSignal one = scratch.take();
        one.compute(samples, from, length, frames, into, offset);
        scratch.put(one);
    }

    /**
     * Starts a signal that comes in blocks.
     *
     * @return a new stream of {@link Spectrogram}s
     */
    public FeatureStream stream() {
        return new SignalStream(framing, rows, kernels.get());
    }
}
