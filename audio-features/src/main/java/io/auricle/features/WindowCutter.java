package io.auricle.features;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.Objects;

/**
 * Cuts a mono signal at the front end's rate into windows as it comes, block by block.
 *
 * <pre>{@code
 * WindowCutter cutter = WindowCutter.of(frontEnd, (window, firstSample) -> extractor.computeInto(window, values, 0));
 * while ((n = mono.read(block, 0, block[0].length)) > 0) {
 *     cutter.feed(block[0], 0, n);
 * }
 * cutter.finish();
 * }</pre>
 *
 * <p><b>Shape.</b> Each window has {@code frontEnd.windowSamples()} samples; the windows do not depend on the sizes of the blocks, and are
 * bit for bit those of {@code frontEnd.windows}, which cuts by this class. <b>Threads.</b> Not thread-safe: one signal, one thread.
 * <b>Cost.</b> Memory for one window, or two where the clip's end is aligned, however long the signal is.
 */
public final class WindowCutter {
    private final float[] window;
    private final int hop;
    private final ShortClip shortClip;
    private final Sink sink;
    /** The last samples of the signal, in a ring of one window's length; null if the end is dropped. */
    private final float[] tail;

    private int filled;
    private long skip;
    private long received;
    private long windows;
    private boolean finished;

    /** Takes windows. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a window.
         *
         * @param window      its samples; the array is used again for the next window
         * @param firstSample where it starts in the signal
         */
        void accept(float[] window, long firstSample);
    }

    private WindowCutter(FrontEnd frontEnd, int hopSamples, float[] window, Sink sink) {
        check(hopSamples >= 1, "hopSamples must be at least 1, got %d", hopSamples);
        check(
                window.length == frontEnd.windowSamples(),
                "window must hold %d samples, got %d",
                frontEnd.windowSamples(),
                window.length);
        this.window = window;
        this.hop = hopSamples;
        this.shortClip = frontEnd.shortClip();
        this.tail = frontEnd.clipEnd() == ClipEnd.ALIGN ? new float[window.length] : null;
        this.sink = requireNonNull(sink, "sink");
    }

    /**
     * Cuts as the front end says.
     *
     * @param frontEnd window length, distance between windows, and what becomes of short clips and of a clip's end
     * @param sink     takes the windows in order, on the thread that feeds
     * @return a cutter for one signal
     */
    public static WindowCutter of(FrontEnd frontEnd, Sink sink) {
        return of(frontEnd, frontEnd.hopSamples(), sink);
    }

    /**
     * Cuts with a distance between windows other than the front end's.
     *
     * @param frontEnd   window length, and what becomes of short clips and of a clip's end
     * @param hopSamples from the start of one window to the next, at least 1
     * @param sink       takes the windows in order, on the thread that feeds
     * @return a cutter for one signal
     * @throws IllegalArgumentException if the distance is below 1
     */
    public static WindowCutter of(FrontEnd frontEnd, int hopSamples, Sink sink) {
        return of(frontEnd, hopSamples, new float[frontEnd.windowSamples()], sink);
    }

    /**
     * Cuts in an array of the caller's, to be used for one signal after another.
     *
     * @param frontEnd   window length, and what becomes of short clips and of a clip's end
     * @param hopSamples from the start of one window to the next, at least 1
     * @param window     as long as a window; nobody else may use it before the signal has ended
     * @param sink       takes the windows in order, on the thread that feeds
     * @return a cutter for one signal
     * @throws IllegalArgumentException if the distance is below 1, or the array has another length
     */
    public static WindowCutter of(FrontEnd frontEnd, int hopSamples, float[] window, Sink sink) {
        return new WindowCutter(frontEnd, hopSamples, window, sink);
    }

    /**
     * Takes the next samples. If the sink throws, it is not given the same window again.
     *
     * @param samples holds them
     * @param from    the first
     * @param count   how many, at least 0
     * @throws IndexOutOfBoundsException if the range leaves the array
     * @throws IllegalStateException     after {@link #finish()}
     */
    public void feed(float[] samples, int from, int count) {
        checkOpen();
        Objects.checkFromIndexSize(from, count, samples.length);
        keepTail(samples, from, count);
        int at = from;
        int end = from + count;
        while (at < end) {
            if (skip > 0) {
                int skipped = (int) Math.min(skip, end - at);
                skip -= skipped;
                at += skipped;
                continue;
            }
            int taken = Math.min(window.length - filled, end - at);
            System.arraycopy(samples, at, window, filled, taken);
            filled += taken;
            at += taken;
            if (filled == window.length) {
                emit();
            }
        }
    }

    private void keepTail(float[] samples, int from, int count) {
        int kept = tail == null ? 0 : Math.min(count, tail.length);
        int place = (int) ((received + count - kept) % window.length);
        received += count;
        if (kept > 0) {
            int first = Math.min(kept, tail.length - place);
            System.arraycopy(samples, from + count - kept, tail, place, first);
            System.arraycopy(samples, from + count - kept + first, tail, 0, kept - first);
        }
    }

    private void emit() {
        try {
            sink.accept(window, windows * hop);
        } finally {
            windows++;
            int kept = Math.max(0, window.length - hop);
            System.arraycopy(window, window.length - kept, window, 0, kept);
            filled = kept;
            skip = Math.max(0, hop - window.length);
        }
    }

    /**
     * Ends the signal: one shorter than a window is lengthened, and the end is cut, if the front end says so.
     *
     * @throws IllegalStateException if called before
     */
    public void finish() {
        checkOpen();
        finished = true;
        if (windows == 0) {
            lengthen();
        } else if (tail != null && (windows - 1) * hop + window.length < received) {
            cutTail();
        }
    }

    private void lengthen() {
        if (filled == 0 || shortClip == ShortClip.DROP) {
            return;
        }
        int length = filled;
        for (int i = length; i < window.length; i++) {
            window[i] = shortClip == ShortClip.REPEAT ? window[i - length] : 0;
        }
        emit();
    }

    private void cutTail() {
        int oldest = (int) (received % tail.length);
        System.arraycopy(tail, oldest, window, 0, tail.length - oldest);
        System.arraycopy(tail, 0, window, tail.length - oldest, oldest);
        windows++;
        sink.accept(window, received - window.length);
    }

    private void checkOpen() {
        if (finished) {
            throw new IllegalStateException("cutter must not be used after finish()");
        }
    }

    /**
     * Counts the windows.
     *
     * @return how many the sink was given so far
     */
    public long windows() {
        return windows;
    }
}
