package io.auricle.zoo;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioStream;

/** A clip in memory, mixed to mono, as a stream. */
final class ClipStream implements AudioStream {
    private final int sampleRateHz;
    private final float[] samples;
    private int read;

    ClipStream(AudioClip clip) {
        this.sampleRateHz = clip.sampleRateHz();
        this.samples = clip.toMono().channel(0);
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int read(float[][] into, int offset, int count) {
        int given = Math.min(count, samples.length - read);
        if (given == 0) {
            return -1;
        }
        System.arraycopy(samples, read, into[0], offset, given);
        read += given;
        return given;
    }

    @Override
    public void close() {
        // memory needs no closing
    }
}
