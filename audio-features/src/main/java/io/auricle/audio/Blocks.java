package io.auricle.audio;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/** What every reader of blocks does. */
final class Blocks {
    private static final int FIRST_SAMPLES = 1 << 14;
    private static final int MAX_SAMPLES = Integer.MAX_VALUE - 8;

    private Blocks() {}

    /** Refuses a block that does not hold what is asked for. */
    static void checkRequest(AudioStream stream, float[][] into, int offset, int samples) {
        requireNonNull(into, "into");
        check(samples >= 1, "samples must be at least 1, got %d", samples);
        check(
                into.length >= stream.channels(),
                "into must have at least %d channels, got %d",
                stream.channels(),
                into.length);
        for (int c = 0; c < stream.channels(); c++) {
            Objects.checkFromIndexSize(offset, samples, into[c].length);
        }
    }

    /** Writes the mean of channels, n samples from the start of each. One index for all arrays lets it be vectorised. */
    static void mean(float[][] channels, int n, float[] into) {
        int last = channels.length - 1;
        System.arraycopy(channels[0], 0, into, 0, n);
        for (int c = 1; c < last; c++) {
            add(channels[c], n, into);
        }
        float[] next = channels[last];
        float count = channels.length;
        for (int i = 0; i < n; i++) {
            into[i] = (into[i] + next[i]) / count;
        }
    }

    private static void add(float[] channel, int n, float[] sum) {
        for (int i = 0; i < n; i++) {
            sum[i] += channel[i];
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param expected samples per channel if known, which are all that is then read, else -1
     */
    static AudioClip readAll(AudioStream stream, String name, long expected) throws IOException {
        long first = expected < 0 ? FIRST_SAMPLES / stream.channels() : expected;
        var samples = new float[stream.channels()][(int) Math.max(1, Math.min(first, MAX_SAMPLES))];
        int filled = 0;
        while (expected < 0 || filled < expected) {
            if (filled == samples[0].length) {
                resize(samples, grown(filled, name));
            }
            int n = stream.read(samples, filled, samples[0].length - filled);
            if (n < 0) {
                break;
            }
            filled += n;
        }
        resize(samples, filled);
        return AudioClip.trusted(samples, stream.sampleRateHz());
    }

    private static int grown(int samples, String name) throws IOException {
        if (samples == MAX_SAMPLES) {
            throw new IOException(
                    name + ": a clip holds at most " + MAX_SAMPLES + " samples per channel; read it block by block");
        }
        return (int) Math.min(2L * samples, MAX_SAMPLES);
    }

    private static void resize(float[][] channels, int samples) {
        for (int c = 0; c < channels.length; c++) {
            if (channels[c].length != samples) {
                channels[c] = Arrays.copyOf(channels[c], samples);
            }
        }
    }
}
