package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;

import io.auricle.audio.AudioStream;
import io.auricle.audio.Resampler;
import io.auricle.audio.StreamingResampler;
import io.auricle.features.FrontEnd;
import io.auricle.features.WindowCutter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a mono signal for several inputs at once, block by block: the n-th stretches of all lanes start at the same time. The longest lane
 * leads: no lane is cut more often than it.
 */
final class Cutting {
    private static final int BLOCK_SAMPLES = 1 << 14;
    private static final int MOST_HZ = 100_000_000;

    private final List<Track> tracks = new ArrayList<>();
    private final Sink sink;
    private final int lead;
    private long stretches;

    /** Takes one stretch per lane; the arrays may be used again afterwards. */
    interface Sink {
        void accept(float[][] samples, double startSeconds);
    }

    /** One lane while it is cut. */
    private final class Track {
        private final StreamingResampler resampler;
        private final WindowCutter cutter;
        private final Deque<float[]> waiting = new ArrayDeque<>();

        Track(Lane lane, int rate, float[] window) {
            int own = lane.frontEnd().sampleRateHz();
            this.resampler = own == rate ? null : Resampler.of(rate, own).stream();
            this.cutter = WindowCutter.of(lane.frontEnd(), lane.hopSamples(), window, this::take);
        }

        void feed(float[] samples, int from, int count) {
            if (resampler == null) {
                cutter.feed(samples, from, count);
            } else {
                float[] own = resampler.feed(samples, from, count);
                cutter.feed(own, 0, own.length);
            }
        }

        void finish() {
            if (resampler != null) {
                float[] rest = resampler.finish();
                cutter.feed(rest, 0, rest.length);
            }
            cutter.finish();
        }

        private void take(float[] window, long firstSample) {
            if (tracks.size() == 1) {
                emit(new float[][] {window}, firstSample);
                return;
            }
            waiting.add(window.clone());
            if (tracks.stream().noneMatch(track -> track.waiting.isEmpty())) {
                float[][] all =
                        tracks.stream().map(track -> track.waiting.poll()).toArray(float[][]::new);
                emit(all, stretches * (long) lanes.get(lead).hopSamples());
            }
        }
    }

    private final List<Lane> lanes;

    /**
     * @param rate of the samples to come
     * @param windows one array per lane, of one stretch's length
     */
    Cutting(List<Lane> lanes, int rate, float[][] windows, Sink sink) {
        this.lanes = lanes;
        this.sink = sink;
        this.lead = lead(lanes);
        for (int i = 0; i < lanes.size(); i++) {
            tracks.add(new Track(lanes.get(i), rate, windows[i]));
        }
    }

    static int lead(List<Lane> lanes) {
        int lead = 0;
        for (int i = 1; i < lanes.size(); i++) {
            lead = lanes.get(i).seconds() > lanes.get(lead).seconds() ? i : lead;
        }
        return lead;
    }

    static float[][] windows(List<Lane> lanes) {
        return lanes.stream()
                .map(lane -> new float[lane.frontEnd().windowSamples()])
                .toArray(float[][]::new);
    }

    private void emit(float[][] samples, long firstSample) {
        stretches++;
        sink.accept(samples, firstSample / (double) lanes.get(lead).frontEnd().sampleRateHz());
    }

    void feed(float[] samples, int from, int count) {
        for (Track track : tracks) {
            track.feed(samples, from, count);
        }
    }

    void finish() {
        tracks.forEach(Track::finish);
    }

    long stretches() {
        return stretches;
    }

    /** The rate that all lanes share, or else the sound's own. */
    static int commonRate(List<Lane> lanes, int own) {
        List<Integer> rates = lanes.stream()
                .map(lane -> lane.frontEnd().sampleRateHz())
                .distinct()
                .toList();
        return rates.size() == 1 ? rates.get(0) : own;
    }

    /** Makes a cutting for samples of a rate. */
    interface Maker {
        Cutting at(int rate);
    }

    /**
     * Cuts a stream to its end.
     *
     * @param name  what errors call it
     * @param lanes of all makers
     * @throws IllegalArgumentException if a sample is not finite, or it is too short for a stretch and the front end drops such
     */
    static void cut(AudioStream stream, List<Lane> lanes, String name, List<Maker> makers) throws IOException {
        checkRate(name, stream.sampleRateHz());
        int rate = commonRate(lanes, stream.sampleRateHz());
        List<Cutting> cuttings = makers.stream().map(maker -> maker.at(rate)).toList();
        AudioStream mono = stream.toMono().resampledTo(rate);
        float[][] block = new float[1][BLOCK_SAMPLES];
        long samples = 0;
        for (int count; (count = mono.read(block, 0, BLOCK_SAMPLES)) != -1; samples += count) {
            checkFinite(block[0], count, samples, rate, name);
            for (Cutting cutting : cuttings) {
                cutting.feed(block[0], 0, count);
            }
        }
        for (Cutting cutting : cuttings) {
            cutting.finish();
            check(
                    cutting.stretches() > 0,
                    "%s must last at least %s s, the length of this model's windows, got %s s",
                    name,
                    cutting.lanes.get(cutting.lead).seconds(),
                    samples / (double) rate);
        }
    }

    private static void checkFinite(float[] block, int count, long before, int rate, String name) {
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(block[i])) {
                double seconds = (before + i) / (double) rate;
                throw new IllegalArgumentException(
                        name + " must have finite samples, got " + block[i] + " at " + seconds + " s");
            }
        }
    }

    /** No sound has more, and a resampler's tables grow with the rate. */
    static void checkRate(String name, int sampleRateHz) {
        check(
                sampleRateHz >= 1 && sampleRateHz <= MOST_HZ,
                "%s must have a sample rate in [1, %d] Hz, got %d",
                name,
                MOST_HZ,
                sampleRateHz);
    }

    /** From seconds to samples between the starts of two stretches. */
    static int hopSamples(double hopSeconds, FrontEnd frontEnd) {
        double samples = hopSeconds * frontEnd.sampleRateHz();
        check(
                samples >= 1 && samples <= Integer.MAX_VALUE / 2,
                "hopSeconds must be 1 to %d samples at %d Hz, got %s",
                Integer.MAX_VALUE / 2,
                frontEnd.sampleRateHz(),
                hopSeconds);
        return (int) Math.round(samples);
    }
}
