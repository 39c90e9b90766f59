package io.auricle.audio;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Sound that is read block by block, for what is too long to hold.
 *
 * <pre>{@code
 * try (AudioStream stream = AudioFiles.open(Path.of("night.wav"))) {
 *     float[][] block = new float[stream.channels()][4096];
 *     for (int n; (n = stream.read(block, 0, 4096)) != -1; ) {
 *         listen(block, n);
 *     }
 * }
 * }</pre>
 *
 * <p><b>Units.</b> Samples are finite, nominally in [-1, 1]. <b>Threads.</b> One at a time.
 */
public interface AudioStream extends Closeable {
    /** Returns the sample rate, in hertz; at least 1. */
    int sampleRateHz();

    /** Returns the number of channels; at least 1. */
    int channels();

    /**
     * Reads the next samples of every channel; waits until at least one is there or the sound ends.
     *
     * @param into    where they go: {@code into[channel][offset...]}, at least {@link #channels()} arrays
     * @param offset  index of the first sample written, in every channel
     * @param samples how many to read at most; at least 1
     * @return how many were read, at least 1, or -1 at the end
     * @throws MalformedAudioException if the sound breaks a rule of its format
     * @throws IOException             if reading fails
     */
    int read(float[][] into, int offset, int samples) throws IOException;

    /**
     * Returns how many samples of each channel are still to come, as far as the bytes at hand promise: a hint for the size
     * of an array. There may be fewer in a file that is cut short, and more.
     *
     * @return the number, if the format states it
     */
    default OptionalLong expectedSamples() {
        return OptionalLong.empty();
    }

    /**
     * Returns whether the mean of the channels that this stream gave so far is silence though the channels are not: then
     * they are of opposite phase, and one of them alone says more ({@link #onlyChannel}).
     *
     * @return whether the sound was lost, by 40 dB or more; false for a stream that does not mix
     */
    default boolean cancelsInMono() {
        return false;
    }

    /**
     * Mixes all channels to one, as their mean, as the sound is read.
     *
     * @return a stream of one channel that takes over this one; this one if it has only one channel
     */
    default AudioStream toMono() {
        return channels() == 1 ? this : new MonoStream(this);
    }

    /**
     * Takes one channel and drops the others.
     *
     * @param index channel, from 0
     * @return a stream of one channel that takes over this one
     * @throws IndexOutOfBoundsException if there is no such channel
     */
    default AudioStream onlyChannel(int index) {
        Objects.checkIndex(index, channels());
        return channels() == 1 ? this : new OneChannelStream(this, index);
    }

    /**
     * Changes the sample rate with a {@link Resampler} as the sound is read.
     *
     * @param targetHz the new rate, in hertz; at least 1
     * @return a stream that takes over this one and gives the samples that {@link AudioClip#resampledTo} would; this one
     *     if it has that rate already
     * @throws IllegalArgumentException if the rate is below 1
     */
    default AudioStream resampledTo(int targetHz) {
        return targetHz == sampleRateHz() ? this : new ResampledStream(this, targetHz);
    }
}
