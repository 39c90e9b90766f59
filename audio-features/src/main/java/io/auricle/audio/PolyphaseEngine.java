package io.auricle.audio;

import java.util.Arrays;

/**
 * Runs a {@link PolyphaseFilter} over a signal.
 *
 * <p>Many outputs are made side by side: the signal is cut into as many stretches as there are lanes, each a whole number
 * of periods long (a period is {@code up} outputs from {@code down} inputs), so that at any time all lanes have the same
 * phase. Row r holds the r-th input of every stretch, and a weight times a row is a loop that the compiler turns into
 * vector instructions. Each output is the same sum in the same order whether it is made so or alone, so that the result
 * does not depend on how a signal is cut into blocks.
 *
 * <p>Not thread-safe: it holds the rows.
 */
final class PolyphaseEngine {
    private static final int MAX_LANES = 256;
    private static final int MIN_LANES = 32;
    private static final int MAX_ROWS = 1024;

    private final PolyphaseFilter filter;
    private final int up;
    private final int down;
    private final int taps;

    private float[] window = new float[0];
    private float[] weights = new float[0];
    private double[] scratch = new double[0];
    private float[][] rows = new float[0][];
    private float[] sums = new float[0];

    PolyphaseEngine(PolyphaseFilter filter) {
        this.filter = filter;
        this.up = filter.up();
        this.down = filter.down();
        this.taps = filter.taps();
    }

    /**
     * Makes outputs that follow each other.
     *
     * @param in     inputs; those outside are taken to be 0
     * @param length how many inputs there are
     * @param index  input at or before the first output
     * @param phase  where the first output lies behind it, in parts of {@code up}
     */
    void run(float[] in, int length, int index, int phase, float[] out, int at, int count) {
        for (int done = 0; done < count; ) {
            long position = phase + (long) done * down;
            int first = (int) (index + position / up) - filter.before();
            int currentPhase = (int) (position % up);
            int periods = (count - done) / up;
            if (periods >= MIN_LANES && filter.keepsPhases()) {
                done += sideBySide(in, length, first, currentPhase, out, at + done, periods);
            } else {
                out[at + done++] = alone(in, length, first, currentPhase);
            }
        }
    }

    private float alone(float[] in, int length, int first, int phase) {
        float[] source = in;
        int from = first;
        if (first < 0 || first > length - taps) {
            source = windowed(in, length, first);
            from = 0;
        }
        if (filter.keepsPhases()) {
            return filter.phase(phase).dot(source, from);
        }
        if (weights.length == 0) {
            weights = new float[taps];
            scratch = new double[taps];
        }
        return PolyphaseFilter.dot(filter.weights(phase, scratch, weights), source, from);
    }

    /** The inputs that an output near an end looks at, zeros outside. */
    private float[] windowed(float[] in, int length, int first) {
        if (window.length == 0) {
            window = new float[taps];
        }
        int from = Math.max(0, Math.min(taps, -first));
        int to = Math.max(from, Math.min(taps, length - first));
        Arrays.fill(window, 0, from, 0);
        System.arraycopy(in, first + from, window, from, to - from);
        Arrays.fill(window, to, taps, 0);
        return window;
    }

    /** Makes the outputs of as many periods as fit; returns how many outputs. */
    private int sideBySide(float[] in, int length, int first, int phase, float[] out, int at, int periods) {
        int wanted = (periods + MAX_LANES - 1) / MAX_LANES;
        int periodsPerLane = Math.max(1, Math.min(wanted, MAX_ROWS / down));
        int lanes = Math.min(MAX_LANES, periods / periodsPerLane);
        fillRows(in, length, first, periodsPerLane * down, lanes);
        int outputsPerLane = periodsPerLane * up;
        for (int t = 0; t < outputsPerLane; t++) {
            long position = phase + (long) t * down;
            sum(filter.phase((int) (position % up)), (int) (position / up), lanes);
            for (int lane = 0, o = at + t; lane < lanes; lane++, o += outputsPerLane) {
                out[o] = sums[lane];
            }
        }
        return outputsPerLane * lanes;
    }

    private void fillRows(float[] in, int length, int first, int inputsPerLane, int lanes) {
        int count = inputsPerLane + taps;
        if (rows.length < count) {
            rows = new float[count][MAX_LANES];
            sums = new float[MAX_LANES];
        }
        for (int r = 0; r < count; r++) {
            float[] row = rows[r];
            for (int lane = 0, i = first + r; lane < lanes; lane++, i += inputsPerLane) {
                row[lane] = i >= 0 && i < length ? in[i] : 0;
            }
        }
    }

    private void sum(PolyphaseFilter.Phase phase, int row, int lanes) {
        Arrays.fill(sums, 0, lanes, 0);
        float[] w = phase.weights();
        for (int k = 0; k < w.length; k += PolyphaseFilter.GROUP) {
            addGroup(
                    sums,
                    rows[row + phase.offset(k)],
                    rows[row + phase.offset(k + 1)],
                    rows[row + phase.offset(k + 2)],
                    rows[row + phase.offset(k + 3)],
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    w[k + 3],
                    lanes);
        }
    }

    /** One store and the same index everywhere: what the compiler needs to see to vectorise. */
    private static void addGroup(
            float[] sums, float[] a, float[] b, float[] c, float[] d, float u, float v, float w, float x, int lanes) {
        for (int i = 0; i < lanes; i++) {
            sums[i] += (u * a[i] + v * b[i]) + (w * c[i] + x * d[i]);
        }
    }
}
