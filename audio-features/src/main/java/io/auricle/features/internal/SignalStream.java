package io.auricle.features.internal;

import io.auricle.features.FeatureStream;
import io.auricle.features.Spectrogram;
import java.util.Objects;

/**
 * Runs a kernel over a signal that comes in blocks. Keeps the samples that frames to come still need: those from the start of
 * the next frame on, and where the padding mirrors the signal, as many before its end as the margin has.
 */
final class SignalStream implements FeatureStream {
    private final Framing framing;
    private final int rows;
    private final FrameKernel kernel;
    private final float[] edge;
    /** Samples {@code first} to {@code received - 1} of the signal. */
    private float[] kept;

    private long first;
    private long received;
    private long nextFrame;
    private boolean finished;

    SignalStream(Framing framing, int rows, FrameKernel kernel) {
        this.framing = framing;
        this.rows = rows;
        this.kernel = kernel;
        int span = Math.addExact(Math.multiplyExact(kernel.lanes() - 1, framing.hopLength()), framing.frameSamples());
        this.edge = new float[span];
        this.kept = new float[span + 2 * framing.margin()];
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public Spectrogram push(float[] samples, int from, int length) {
        checkOpen();
        Objects.checkFromIndexSize(from, length, samples.length);
        Samples.checkFinite(samples, from, length);
        append(samples, from, length);
        long complete = Math.floorDiv(received + framing.margin() - framing.frameSamples(), framing.hopLength()) + 1;
        // A mirrored start is known once the sample opposite the first one of the margin is there.
        boolean startKnown = !framing.reflect() || received > framing.margin();
        return emit(startKnown ? Math.max(complete, nextFrame) : nextFrame);
    }

    @Override
    public Spectrogram finish() {
        checkOpen();
        long frames = framing.frames(received);
        finished = true;
        return emit(frames);
    }

    private void checkOpen() {
        if (finished) {
            throw new IllegalStateException("stream must not be used after finish()");
        }
    }

    private void append(float[] samples, int from, int length) {
        long needed = nextFrame * framing.hopLength() - framing.margin();
        long keep = framing.reflect() ? Math.min(needed, received - framing.margin() - 1) : needed;
        long drop = Math.max(0, Math.min(keep, received) - first);
        int left = (int) (received - first - drop);
        float[] target = left + length <= kept.length ? kept : new float[Math.addExact(left, length)];
        System.arraycopy(kept, (int) drop, target, 0, left);
        System.arraycopy(samples, from, target, left, length);
        kept = target;
        first += drop;
        received += length;
    }

    /** Computes the frames from {@code nextFrame} up to but without {@code end}. */
    private Spectrogram emit(long end) {
        int frames = Math.toIntExact(end - nextFrame);
        float[] values = new float[Math.multiplyExact(rows, frames)];
        int step;
        for (int done = 0; done < frames; done += step) {
            step = Math.min(kernel.lanes(), frames - done);
            long start = (nextFrame + done) * framing.hopLength() - framing.margin();
            int span = (step - 1) * framing.hopLength() + framing.frameSamples();
            framing.copyPadded(kept, 0, first, received, start, edge, span);
            kernel.compute(edge, 0, step, values, done, frames);
        }
        nextFrame = end;
        return Spectrogram.of(rows, frames, values);
    }
}
