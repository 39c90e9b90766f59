package io.auricle.audio;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Objects;

/**
 * A piece of sound in memory: one array of samples per channel, and the rate.
 *
 * <pre>{@code
 * AudioClip clip = AudioFiles.read(Path.of("siren.wav")).toMono().resampledTo(22_050);
 * float[] samples = clip.channel(0);
 * }</pre>
 *
 * <p><b>Shape.</b> channels x samples, at least 1 x 1. <b>Units.</b> Samples are nominally in [-1, 1], and at most {@link #MAX_SAMPLE} in size.
 * <b>Threads.</b> Immutable, share it. <b>Cost.</b> Arrays are copied where they enter and leave.
 */
public final class AudioClip {
    /**
     * The largest size of a sample, 2^31: room for sound that was scaled to 32-bit integers. What is larger is no sound
     * and is refused wherever samples enter.
     */
    public static final float MAX_SAMPLE = 0x1p31f;

    private final float[][] channels;
    private final int sampleRateHz;

    private AudioClip(float[][] channels, int sampleRateHz) {
        this.channels = channels;
        this.sampleRateHz = sampleRateHz;
    }

    /**
     * Makes a clip of several channels.
     *
     * @param channels     samples by channel, copied; at least one channel and one sample, all of one length, at most
     *                     {@link #MAX_SAMPLE} in size
     * @param sampleRateHz rate, in hertz; at least 1
     * @return the clip
     * @throws IllegalArgumentException if an argument breaks its rule
     */
    public static AudioClip of(float[][] channels, int sampleRateHz) {
        requireNonNull(channels, "channels");
        check(sampleRateHz >= 1, "sampleRateHz must be at least 1, got %d", sampleRateHz);
        check(channels.length >= 1, "channels must be at least 1, got %d", channels.length);
        var copy = new float[channels.length][];
        for (int c = 0; c < channels.length; c++) {
            float[] samples = requireNonNull(channels[c], "channels[" + c + "]");
            check(samples.length >= 1, "samples must be at least 1, got 0 in channel %d", c);
            check(
                    samples.length == channels[0].length,
                    "all channels must have the same length, got %d in channel 0 and %d in channel %d",
                    channels[0].length,
                    samples.length,
                    c);
            copy[c] = samples.clone();
            checkSamples(copy[c], c);
        }
        return new AudioClip(copy, sampleRateHz);
    }

    /**
     * Makes a clip of one channel.
     *
     * @param samples      copied; at least one, at most {@link #MAX_SAMPLE} in size
     * @param sampleRateHz rate, in hertz; at least 1
     * @return the clip
     * @throws IllegalArgumentException if an argument breaks its rule
     */
    public static AudioClip ofMono(float[] samples, int sampleRateHz) {
        return of(new float[][] {requireNonNull(samples, "samples")}, sampleRateHz);
    }

    /** Takes arrays that nobody else holds and that are known to be in range. */
    static AudioClip trusted(float[][] channels, int sampleRateHz) {
        return new AudioClip(channels, sampleRateHz);
    }

    /** Returns the number of channels. */
    public int channels() {
        return channels.length;
    }

    /** Returns the number of samples per channel. */
    public int samples() {
        return channels[0].length;
    }

    /** Returns the sample rate, in hertz. */
    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** Returns the duration, in seconds. */
    public double seconds() {
        return samples() / (double) sampleRateHz;
    }

    /**
     * Returns the samples of one channel.
     *
     * @param index channel, from 0
     * @return a copy
     * @throws IndexOutOfBoundsException if there is no such channel
     */
    public float[] channel(int index) {
        return raw(index).clone();
    }

    /**
     * Copies some samples of one channel into an array, without another one for the whole channel.
     *
     * @param index  channel, from 0
     * @param start  first sample to copy, from 0
     * @param into   where to
     * @param offset place of the first copied sample in {@code into}
     * @param count  how many; at least 0
     * @throws IndexOutOfBoundsException if there is no such channel, or samples or places are outside of theirs
     */
    public void copy(int index, int start, float[] into, int offset, int count) {
        System.arraycopy(raw(index), start, into, offset, count);
    }

    /** The samples themselves, for this package. */
    float[] raw(int index) {
        return channels[Objects.checkIndex(index, channels.length)];
    }

    /**
     * Mixes all channels to one, as their mean.
     *
     * <p><b>Follows</b> {@code librosa.to_mono}.
     *
     * @return a clip of one channel; this one if it has only one
     */
    public AudioClip toMono() {
        if (channels.length == 1) {
            return this;
        }
        var mean = new float[samples()];
        Blocks.mean(channels, mean.length, mean);
        return trusted(new float[][] {mean}, sampleRateHz);
    }

    /**
     * Changes the sample rate with a {@link Resampler}.
     *
     * @param targetHz the new rate, in hertz; at least 1
     * @return a clip of {@code ceil(samples * targetHz / sampleRateHz)} samples; this one if it has that rate already
     * @throws IllegalArgumentException if the rate is below 1 or the result would not fit in an array
     */
    public AudioClip resampledTo(int targetHz) {
        if (targetHz == sampleRateHz) {
            return this;
        }
        Resampler resampler = Resampler.of(sampleRateHz, targetHz);
        var result = new float[channels.length][];
        for (int c = 0; c < channels.length; c++) {
            result[c] = resampler.resampleFinite(channels[c]);
        }
        return trusted(result, targetHz);
    }

    /**
     * Returns whether the mean of the channels is silence though the channels are not: then they are of opposite phase, and
     * one of them alone ({@link #channel}) says more than {@link #toMono}.
     *
     * @return whether the mean has lost 40 dB or more; false for one channel
     */
    public boolean cancelsInMono() {
        double power = 0;
        for (float[] channel : channels) {
            power += Blocks.power(channel, channel.length);
        }
        return channels.length > 1
                && Blocks.cancelled(Blocks.power(toMono().raw(0), samples()), power, channels.length);
    }

    private static void checkSamples(float[] samples, int channel) {
        for (int i = 0; i < samples.length; i++) {
            if (!(Math.abs(samples[i]) <= MAX_SAMPLE)) {
                throw new IllegalArgumentException("samples must be finite and at most 2^31 in size, got " + samples[i]
                        + " at channel " + channel + ", sample " + i);
            }
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "AudioClip[%d channels, %d samples, %d Hz, %.3f s]",
                channels(),
                samples(),
                sampleRateHz,
                seconds());
    }
}
