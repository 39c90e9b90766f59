package io.auricle.training.internal.batch;

import io.auricle.data.Clip;
import io.auricle.zoo.model.Standardizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The windows of some clips, in the order of the clips, as the network reads them: bands x frames, row-major. */
public final class WindowSet {
    private final List<Clip> clips;
    private final int[] clipOf;
    private final int[] labels;
    private final float[][] values;
    private final int bands;
    private final int frames;

    /**
     * Takes arrays as they are.
     *
     * @param clips  all clips, those without windows too
     * @param clipOf the clip of each window, rising
     * @param labels the class of each window
     * @param values of each window
     */
    public WindowSet(List<Clip> clips, int[] clipOf, int[] labels, float[][] values, int bands, int frames) {
        this.clips = List.copyOf(clips);
        this.clipOf = clipOf;
        this.labels = labels;
        this.values = values;
        this.bands = bands;
        this.frames = frames;
    }

    public int size() {
        return values.length;
    }

    public List<Clip> clips() {
        return clips;
    }

    public int clipOf(int window) {
        return clipOf[window];
    }

    public int label(int window) {
        return labels[window];
    }

    public int[] labels() {
        return labels.clone();
    }

    /** The window itself, not a copy: callers only read it. */
    public float[] values(int window) {
        return values[window];
    }

    public int bands() {
        return bands;
    }

    public int frames() {
        return frames;
    }

    public List<Clip> clipsWithoutWindows() {
        BitSet heard = new BitSet();
        Arrays.stream(clipOf).forEach(heard::set);
        return IntStream.range(0, clips.size())
                .filter(clip -> !heard.get(clip))
                .mapToObj(clips::get)
                .toList();
    }

    /** Mean and standard deviation over every value of every window. */
    public Standardizer standardizer() {
        double sum = 0;
        long count = 0;
        for (float[] window : values) {
            for (float value : window) {
                sum += value;
            }
            count += window.length;
        }
        double mean = sum / count;
        double squares = 0;
        for (float[] window : values) {
            for (float value : window) {
                squares += (value - mean) * (value - mean);
            }
        }
        double deviation = Math.sqrt(squares / count);
        return new Standardizer(mean, deviation > 0 ? deviation : 1);
    }

    /** Standardises every window in place, once: sets that share windows must be standardised together. */
    public WindowSet standardise(Standardizer standardizer) {
        Arrays.stream(values).forEach(standardizer::applyInPlace);
        return this;
    }

    /** These windows, and of the clips only theirs; shares the arrays. */
    public WindowSet only(int[] windows) {
        int[] kept =
                Arrays.stream(windows).map(w -> clipOf[w]).distinct().sorted().toArray();
        return new WindowSet(
                Arrays.stream(kept).mapToObj(clips::get).toList(),
                Arrays.stream(windows)
                        .map(w -> Arrays.binarySearch(kept, clipOf[w]))
                        .toArray(),
                Arrays.stream(windows).map(w -> labels[w]).toArray(),
                Arrays.stream(windows).mapToObj(w -> values[w]).toArray(float[][]::new),
                bands,
                frames);
    }
}
