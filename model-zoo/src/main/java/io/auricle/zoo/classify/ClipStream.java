package io.auricle.zoo.classify;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioStream;

/** A clip in memory, mixed to mono, as a stream. */
final class ClipStream implements AudioStream {
    private final AudioClip mono;
    private int read;

    ClipStream(AudioClip clip) {
        this.mono = clip.toMono();
    }

    @Override
    public int sampleRateHz() {
        return mono.sampleRateHz();
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int read(float[][] into, int offset, int count) {
        int given = Math.min(count, mono.samples() - read);
        if (given == 0) {
            return -1;
        }
        mono.copy(0, read, into[0], offset, given);
        read += given;
        return given;
    }

    @Override
    public void close() {
        // memory needs no closing
    }
}
