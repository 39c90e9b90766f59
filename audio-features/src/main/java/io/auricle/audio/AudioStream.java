package io.auricle.audio;

import java.io.Closeable;
import java.io.IOException;

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
}
