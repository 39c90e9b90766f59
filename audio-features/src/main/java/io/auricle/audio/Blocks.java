package io.auricle.audio;

import java.io.IOException;
import java.util.Arrays;

/** What every reader of blocks does. */
final class Blocks {
    private static final int FIRST_SAMPLES = 1 << 14;
    private static final int MAX_SAMPLES = Integer.MAX_VALUE - 8;

    private static final int MOST_AT_ONCE = 4096;

    private Blocks() {}

    /** Samples of each channel that a stream takes at once from the one below it: few where there are many channels. */
    static int samplesAtOnce(int channels) {
        return Math.max(1, Math.min(MOST_AT_ONCE, FIRST_SAMPLES / channels));
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
