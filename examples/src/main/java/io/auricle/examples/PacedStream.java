package io.auricle.examples;

import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.io.InterruptedIOException;

/** A file as a microphone would give it: no sample comes before its time. */
final class PacedStream implements AudioStream {

    private static final double NANOS_PER_SECOND = 1e9;

    private final AudioStream file;
    private final Pace pace;
    private long start;
    private long given;

    PacedStream(AudioStream file, Pace pace) {
        this.file = file;
        this.pace = pace;
    }

    @Override
    public int sampleRateHz() {
        return file.sampleRateHz();
    }

    @Override
    public int channels() {
        return file.channels();
    }

    @Override
    public int read(float[][] into, int offset, int samples) throws IOException {
        start = given == 0 ? pace.nanos() : start;
        int count = file.read(into, offset, samples);
        if (count > 0) {
            given += count;
            try {
                pace.await(start + Math.round(given * NANOS_PER_SECOND / sampleRateHz()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("listening was interrupted");
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
