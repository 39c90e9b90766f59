package io.auricle.examples.serve;

import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A mono stream on its way to the classifier: its length and time are limited here, and who else wants to see its samples does. */
final class HeardSound implements AudioStream {

    /** Sees samples as they pass. */
    interface Onlooker {
        void see(float[] samples, int from, int count);
    }

    private final AudioStream source;
    private final double maxSeconds;
    private final Deadline deadline;
    private final List<Onlooker> onlookers = new ArrayList<>();
    private long samples;

    HeardSound(AudioStream source, double maxSeconds, Deadline deadline) {
        this.source = source;
        this.maxSeconds = maxSeconds;
        this.deadline = deadline;
    }

    void showTo(Onlooker onlooker) {
        onlookers.add(onlooker);
    }

    /** {@return what has passed, in seconds} */
    double seconds() {
        return samples / (double) sampleRateHz();
    }

    @Override
    public int sampleRateHz() {
        return source.sampleRateHz();
    }

    @Override
    public int channels() {
        return source.channels();
    }

    @Override
    public int read(float[][] into, int offset, int count) throws IOException {
        deadline.checkWork();
        int there = source.read(into, offset, count);
        if (there > 0) {
            samples += there;
            if (seconds() > maxSeconds) {
                throw Refusal.of(Refusal.TOO_LARGE, "the sound must last at most %s s, got more", maxSeconds);
            }
            onlookers.forEach(onlooker -> onlooker.see(into[0], offset, there));
        }
        return there;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
