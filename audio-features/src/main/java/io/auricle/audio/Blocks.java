package io.auricle.audio;

import java.io.IOException;
import java.util.Arrays;

/** What every reader of blocks does. */
final class Blocks {
    private static final int FIRST_SAMPLES = 1 << 14;
    private static final int MAX_SAMPLES = Integer.MAX_VALUE - 8;

    private static final int MOST_AT_ONCE = 4096;

    /** 40 dB as a ratio of powers. */
    private static final double CANCELLED = 1e4;

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

    /** Reads a stream to its end, into arrays of the size that it promises, or of another if that is wrong. */
    static AudioClip readAll(AudioStream stream, String name) throws IOException {
        try {
            return readWhole(stream, name);
        } catch (OutOfMemoryError e) {
            throw new IOException(
                    name + ": must fit in the memory of this process to be read whole; read it block by"
                            + " block, or give Java more (-Xmx)",
                    e);
        }
    }

    private static AudioClip readWhole(AudioStream stream, String name) throws IOException {
        int channels = stream.channels();
        long first = stream.expectedSamples().orElse(FIRST_SAMPLES / channels);
        var samples = new float[channels][(int) Math.max(1, Math.min(first, MAX_SAMPLES))];
        int filled = 0;
        for (int n; (n = read(stream, samples, filled, name)) != -1; filled += n) {
            // read adds to the arrays
        }
        if (filled == 0) {
            throw new MalformedAudioException(name, 0, "a sound file must hold at least one sample", "none");
        }
        resize(samples, filled);
        return AudioClip.trusted(samples, stream.sampleRateHz());
    }

    /** Reads behind the samples that are there; full arrays grow only if one more sample comes. */
    private static int read(AudioStream stream, float[][] samples, int filled, String name) throws IOException {
        if (filled < samples[0].length) {
            return stream.read(samples, filled, samples[0].length - filled);
        }
        var one = new float[samples.length][1];
        int n = stream.read(one, 0, 1);
        if (n == 1) {
            resize(samples, grown(filled, name));
            for (int c = 0; c < samples.length; c++) {
                samples[c][filled] = one[c][0];
            }
        }
        return n;
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

    /** Whether a mean of such power, in all samples, has lost 40 dB or more of channels of such power. */
    static boolean cancelled(double meanPower, double channelsPower, int channels) {
        return channelsPower > 0 && meanPower * CANCELLED <= channelsPower / channels;
    }

    /** The sum of the squares of the first n samples. */
    static double power(float[] samples, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum;
    }
}
