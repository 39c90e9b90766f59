package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * What a backbone makes of a clip: one row of values per window, and which windows are silent.
 *
 * <p><b>Shape.</b> {@code windows x size}. <b>Threads.</b> Immutable. <b>Cost.</b> Rows are copied at each call.
 */
public final class SoundEmbedding {
    private final float[] values;
    private final int size;
    private final BitSet silent;
    private final double hopSeconds;

    /** Takes the array over. */
    SoundEmbedding(float[] values, int size, BitSet silent, double hopSeconds) {
        this.values = values;
        this.size = size;
        this.silent = silent;
        this.hopSeconds = hopSeconds;
    }

    /** {@return how many windows the clip has, at least 1} */
    public int windows() {
        return values.length / size;
    }

    /** {@return how many values a window has} */
    public int size() {
        return size;
    }

    /**
     * Copies the values of a window.
     *
     * @param window number of the window, from 0
     * @return its values
     * @throws IndexOutOfBoundsException if there is no such window
     */
    public float[] values(int window) {
        int from = Objects.checkIndex(window, windows()) * size;
        return Arrays.copyOfRange(values, from, from + size);
    }

    /**
     * Tells when a window starts.
     *
     * @param window number of the window, from 0
     * @return seconds from the start of the clip
     * @throws IndexOutOfBoundsException if there is no such window
     */
    public double startSeconds(int window) {
        return Objects.checkIndex(window, windows()) * hopSeconds;
    }

    /**
     * Tells whether a window is silent: each band of each frame at the value that no sound gives.
     *
     * @param window number of the window, from 0
     * @return whether it is silent
     * @throws IndexOutOfBoundsException if there is no such window
     */
    public boolean silent(int window) {
        return silent.get(Objects.checkIndex(window, windows()));
    }

    /** {@return the mean of each value over the windows that are not silent; over all windows if all are silent} */
    public float[] mean() {
        float[] mean = new float[size];
        int counted = 0;
        for (int window = 0; window < windows(); window++) {
            if (counts(window)) {
                counted++;
                for (int i = 0; i < size; i++) {
                    mean[i] += values[window * size + i];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            mean[i] /= counted;
        }
        return mean;
    }

    /** {@return the largest of each value over the windows that are not silent; over all windows if all are silent} */
    public float[] max() {
        float[] max = new float[size];
        Arrays.fill(max, Float.NEGATIVE_INFINITY);
        for (int window = 0; window < windows(); window++) {
            if (counts(window)) {
                for (int i = 0; i < size; i++) {
                    max[i] = Math.max(max[i], values[window * size + i]);
                }
            }
        }
        return max;
    }

    private boolean counts(int window) {
        return !silent.get(window) || silent.cardinality() == windows();
    }

    /** Collects windows one after the other. */
    static final class Collector {
        private final int size;
        private final BitSet silent = new BitSet();
        private float[] values;
        private int windows;

        Collector(int size, int expectedWindows) {
            this.size = size;
            this.values = new float[size * Math.max(1, expectedWindows)];
        }

        void add(float[] row, boolean isSilent) {
            check(
                    (windows + 1L) * size <= Integer.MAX_VALUE - Long.BYTES,
                    "clip must have at most %d windows to be held at once, got more",
                    windows);
            int end = (windows + 1) * size;
            if (end > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(Integer.MAX_VALUE - Long.BYTES, 2L * end));
            }
            System.arraycopy(row, 0, values, windows * size, size);
            silent.set(windows++, isSilent);
        }

        SoundEmbedding finish(double hopSeconds) {
            return new SoundEmbedding(Arrays.copyOf(values, windows * size), size, silent, hopSeconds);
        }
    }
}
