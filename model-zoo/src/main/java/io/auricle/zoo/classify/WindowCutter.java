package io.auricle.zoo.classify;

import io.auricle.features.FrontEnd;
import io.auricle.features.ShortClip;

/**
 * Cuts a mono signal at the front end's rate into windows as it comes, block by block: the windows that {@code FrontEnd.windows} cuts from
 * the whole, with a hop of one's own.
 */
final class WindowCutter {
    private final float[] window;
    private final int hop;
    private final ShortClip shortClip;
    private final Sink sink;
    private int filled;
    private long skip;
    private long windows;

    /** Takes a window; the array is used again afterwards. */
    interface Sink {
        void accept(float[] window, long firstSample);
    }

    WindowCutter(FrontEnd frontEnd, int hopSamples, Sink sink) {
        this(frontEnd, hopSamples, new float[frontEnd.windowSamples()], sink);
    }

    /** Works in a given array of one window's length. */
    WindowCutter(FrontEnd frontEnd, int hopSamples, float[] window, Sink sink) {
        this.window = window;
        this.hop = hopSamples;
        this.shortClip = frontEnd.shortClip();
        this.sink = sink;
    }

    void feed(float[] samples, int from, int count) {
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

    private void emit() {
        try {
            sink.accept(window, windows * hop);
        } finally { // a sink that fails is not told of the same window again
            windows++;
            int kept = Math.max(0, window.length - hop);
            System.arraycopy(window, window.length - kept, window, 0, kept);
            filled = kept;
            skip = Math.max(0, hop - window.length);
        }
    }

    /** Ends the signal; one that was shorter than a window is lengthened if the front end says so. */
    void finish() {
        if (windows > 0 || filled == 0 || shortClip == ShortClip.DROP) {
            return;
        }
        int length = filled;
        for (int i = length; i < window.length; i++) {
            window[i] = shortClip == ShortClip.REPEAT ? window[i - length] : 0;
        }
        emit();
    }

    /** {@return how many windows there were} */
    long windows() {
        return windows;
    }
}
