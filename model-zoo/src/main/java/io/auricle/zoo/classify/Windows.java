package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;

import io.auricle.audio.AudioStream;
import io.auricle.features.FrontEnd;
import io.auricle.features.WindowCutter;
import java.io.IOException;

/** A stream window by window, as a front end cuts it: mixed to mono and resampled block by block, so that no length is too long. */
final class Windows {
    private static final int BLOCK_SAMPLES = 1 << 14;
    private static final int MOST_HZ = 100_000_000;

    private Windows() {}

    /** What cutting needs, to be used again by one thread. */
    static final class Room {
        private final float[] window;
        private final float[][] block = new float[1][BLOCK_SAMPLES];

        Room(FrontEnd frontEnd) {
            window = new float[frontEnd.windowSamples()];
        }
    }

    /**
     * Cuts a stream to its end.
     *
     * @param name what errors call it
     * @param room where; no other cut may be under way there
     * @throws IllegalArgumentException if a sample is not finite, or it is too short for a window and the front end drops such
     */
    static void cut(
            AudioStream stream, FrontEnd frontEnd, int hopSamples, String name, Room room, WindowCutter.Sink sink)
            throws IOException {
        checkRate(name, stream.sampleRateHz());
        WindowCutter cutter = WindowCutter.of(frontEnd, hopSamples, room.window, sink);
        AudioStream mono = stream.toMono().resampledTo(frontEnd.sampleRateHz());
        float[][] block = room.block;
        long samples = 0;
        for (int count; (count = mono.read(block, 0, BLOCK_SAMPLES)) != -1; samples += count) {
            checkFinite(block[0], count, samples, frontEnd, name);
            cutter.feed(block[0], 0, count);
        }
        cutter.finish();
        check(
                cutter.windows() > 0,
                "%s must last at least %s s, the length of this model's windows, got %s s",
                name,
                frontEnd.windowSeconds(),
                samples / (double) frontEnd.sampleRateHz());
    }

    private static void checkFinite(float[] block, int count, long before, FrontEnd frontEnd, String name) {
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(block[i])) {
                double seconds = (before + i) / (double) frontEnd.sampleRateHz();
                throw new IllegalArgumentException(
                        name + " must have finite samples, got " + block[i] + " at " + seconds + " s");
            }
        }
    }

    /** No sound has more, and a resampler's tables grow with the rate. */
    static void checkRate(String name, int sampleRateHz) {
        check(
                sampleRateHz >= 1 && sampleRateHz <= MOST_HZ,
                "%s must have a sample rate in [1, %d] Hz, got %d",
                name,
                MOST_HZ,
                sampleRateHz);
    }

    /** From seconds to samples between the starts of two windows. */
    static int hopSamples(double hopSeconds, FrontEnd frontEnd) {
        double samples = hopSeconds * frontEnd.sampleRateHz();
        check(
                samples >= 1 && samples <= Integer.MAX_VALUE / 2,
                "hopSeconds must be 1 to %d samples at %d Hz, got %s",
                Integer.MAX_VALUE / 2,
                frontEnd.sampleRateHz(),
                hopSeconds);
        return (int) Math.round(samples);
    }

    /** Keeps the window in which something is likeliest, the first of equals. */
    static final class Likeliest {
        private float[] window;
        private long firstSample;
        private float probability;

        void offer(float[] candidate, long itsFirstSample, float itsProbability) {
            if (window == null || itsProbability > probability) {
                window = candidate.clone();
                firstSample = itsFirstSample;
                probability = itsProbability;
            }
        }

        float[] window() {
            return window;
        }

        long firstSample() {
            return firstSample;
        }
    }
}
