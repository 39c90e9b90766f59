package io.auricle.audio;

import static io.auricle.internal.Checks.checkFinite;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;

/**
 * Resamples a signal that comes in blocks; made by {@link Resampler#stream()}.
 *
 * <pre>{@code
 * StreamingResampler resampler = Resampler.of(48_000, 22_050).stream();
 * while (more()) {
 *     play(resampler.feed(nextBlock()));
 * }
 * play(resampler.finish());
 * }</pre>
 *
 * <p>A sample is given out as soon as all samples that it depends on are there: 36 samples of the lower rate later.
 *
 * <p><b>Shape.</b> All parts together are what {@link Resampler#resample} gives of all blocks together, bit for bit.
 * <b>Threads.</b> One at a time. <b>Cost.</b> Memory for one block and the filter's length.
 */
public final class StreamingResampler {
    private final PolyphaseFilter filter;
    private final PolyphaseEngine engine;
    /** Inputs that are still needed. */
    private float[] inputs;

    private int filled;
    /** The next output's place: an input, counted from the first in the array, and the phase behind it. */
    private int index;

    private int phase;
    private boolean finished;

    StreamingResampler(PolyphaseFilter filter) {
        this.filter = filter;
        this.engine = new PolyphaseEngine(filter);
        this.inputs = new float[2 * filter.taps()];
    }

    /**
     * Takes a block.
     *
     * @param block the next samples, any number; finite
     * @return the samples of the result that are now certain; may be none
     * @throws IllegalArgumentException if a sample is not finite
     * @throws IllegalStateException    after {@link #finish()}
     */
    public float[] feed(float[] block) {
        return feed(requireNonNull(block, "block"), 0, block.length);
    }

    /**
     * Takes a part of an array.
     *
     * @param samples holds the next samples; finite
     * @param offset  index of the first
     * @param count   how many; at least 0
     * @return the samples of the result that are now certain; may be none
     * @throws IndexOutOfBoundsException if the part is not inside the array
     * @throws IllegalArgumentException  if a sample is not finite
     * @throws IllegalStateException     after {@link #finish()}
     */
    public float[] feed(float[] samples, int offset, int count) {
        requireNonNull(samples, "samples");
        Objects.checkFromIndexSize(offset, count, samples.length);
        if (finished) {
            throw new IllegalStateException("a finished resampler must not be fed; make a new one");
        }
        checkFinite(samples, offset, count, "samples");
        if (inputs.length - filled < count) {
            inputs = Arrays.copyOf(inputs, Math.max(2 * inputs.length, filled + count));
        }
        System.arraycopy(samples, offset, inputs, filled, count);
        filled += count;
        return outputsBefore(filled - filter.taps() / 2);
    }

    /**
     * Ends the signal.
     *
     * @return the rest of the result
     * @throws IllegalStateException if called twice
     */
    public float[] finish() {
        if (finished) {
            throw new IllegalStateException("a resampler must be finished only once");
        }
        finished = true;
        return outputsBefore(filled);
    }

    /** Room for inputs, for tests of bounded memory. */
    int heldSamples() {
        return inputs.length;
    }

    /** Makes the outputs that lie before an input, and forgets the inputs that no later one needs. */
    private float[] outputsBefore(int input) {
        long distance = (long) (input - index) * filter.up() - phase;
        int count = (int) Math.max(0, (distance + filter.down() - 1) / filter.down());
        var result = new float[count];
        engine.run(inputs, filled, index, phase, result, 0, count);
        long position = phase + (long) count * filter.down();
        index += (int) (position / filter.up());
        phase = (int) (position % filter.up());
        int unused = Math.max(0, Math.min(filled, index - filter.before()));
        System.arraycopy(inputs, unused, inputs, 0, filled - unused);
        filled -= unused;
        index -= unused;
        return result;
    }
}
