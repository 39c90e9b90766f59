package io.auricle.zoo.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** In which order a network's input holds windows, bands and frames. */
public enum AxisOrder {
    /** {@code [N, windows, bands, frames]}, DL4J's order of pictures; every network of this library. */
    WINDOWS_BANDS_FRAMES("windows-bands-frames", 0, 1, 2),
    /** {@code [N, windows, frames, bands]}. */
    WINDOWS_FRAMES_BANDS("windows-frames-bands", 0, 2, 1),
    /** {@code [N, bands, frames, windows]}, Keras's order of pictures. */
    BANDS_FRAMES_WINDOWS("bands-frames-windows", 1, 2, 0),
    /** {@code [N, frames, bands, windows]}, Keras's order of pictures in time. */
    FRAMES_BANDS_WINDOWS("frames-bands-windows", 2, 1, 0),
    /** {@code [N, bands, frames]}, DL4J's order of sequences; one window only. */
    BANDS_FRAMES("bands-frames", 1, 2),
    /** {@code [N, frames, bands]}, Keras's order of sequences; one window only. */
    FRAMES_BANDS("frames-bands", 2, 1),
    /** The caller's own order, of an input without a front end. */
    AS_GIVEN("as-given");

    private final String word;
    private final int[] axes;

    AxisOrder(String word, int... axes) {
        this.word = word;
        this.axes = axes;
    }

    /** {@return the word in model files} */
    public String word() {
        return word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(AxisOrder::word).toList();
    }

    static AxisOrder of(String word) {
        return Arrays.stream(values())
                .filter(order -> order.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** {@return whether there is an axis for windows} */
    public boolean holdsWindows() {
        return axes.length == 3;
    }

    /** Sizes behind the number of examples. */
    List<Long> shape(int windows, int bands, int frames) {
        long[] sizes = {windows, bands, frames};
        return Arrays.stream(axes).mapToObj(axis -> sizes[axis]).toList();
    }

    /**
     * Puts one example into this order.
     *
     * @param from windows x bands x frames
     * @param into receives as many values; another array
     * @param windows windows of the example
     * @param bands   bands of a window
     * @param frames  frames of a window
     */
    public void arrange(float[] from, float[] into, int windows, int bands, int frames) {
        int size = windows * bands * frames;
        Objects.checkFromIndexSize(0, size, from.length);
        Objects.checkFromIndexSize(0, size, into.length);
        if (this == WINDOWS_BANDS_FRAMES || this == BANDS_FRAMES || this == AS_GIVEN) {
            System.arraycopy(from, 0, into, 0, size);
            return;
        }
        int[] steps = steps(new int[] {windows, bands, frames});
        int next = 0;
        for (int window = 0; window < windows; window++) {
            for (int band = 0; band < bands; band++) {
                for (int frame = 0; frame < frames; frame++) {
                    into[window * steps[0] + band * steps[1] + frame * steps[2]] = from[next++];
                }
            }
        }
    }

    /** How far apart two neighbours of each axis lie. */
    private int[] steps(int[] sizes) {
        int[] steps = new int[3];
        int step = 1;
        for (int i = axes.length - 1; i >= 0; i--) {
            steps[axes[i]] = step;
            step *= sizes[axes[i]];
        }
        return steps;
    }
}
