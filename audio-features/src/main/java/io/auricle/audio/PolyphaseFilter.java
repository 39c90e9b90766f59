package io.auricle.audio;

/**
 * The weights of a resampler, one set for each of the {@code up} places that an output can have between two inputs.
 *
 * <p>Output n lies at input {@code n * down / up}; its phase is the remainder. Every set sums to 1. Sets are made when
 * first used and kept, unless there are so many that they are made anew each time.
 */
final class PolyphaseFilter {
    /** Weights come in groups of this many, each added up before it joins the sum. */
    static final int GROUP = 4;

    private static final int MAX_KEPT_WEIGHTS = 1 << 20;

    private final int up;
    private final int down;
    private final double stretch;
    private final int taps;
    private final Phase[] kept;

    /** up and down have no common divisor. */
    PolyphaseFilter(int up, int down) {
        this.up = up;
        this.down = down;
        this.stretch = Math.max(1, down / (double) up);
        int half = (int) Math.ceil(WindowedSinc.HALF_LENGTH * stretch);
        this.taps = (2 * half + GROUP - 1) / GROUP * GROUP;
        this.kept = new Phase[(long) up * taps <= MAX_KEPT_WEIGHTS ? up : 0];
    }

    int up() {
        return up;
    }

    int down() {
        return down;
    }

    /** Inputs from the first to the last that an output looks at; a multiple of {@link #GROUP}. */
    int taps() {
        return taps;
    }

    /** Inputs before an output's own that it looks at. */
    int before() {
        return taps / 2 - 1;
    }

    boolean keepsPhases() {
        return kept.length > 0;
    }

    /** The weights of a phase, if they are kept. */
    Phase phase(int index) {
        Phase phase = kept[index];
        if (phase == null) {
            // Two threads may both make it; either will do, and final fields make it safe to share.
            phase = Phase.of(weights(index, new double[taps], new float[taps]));
            kept[index] = phase;
        }
        return phase;
    }

    /** The weights of a phase, one for each tap. */
    float[] weights(int index, double[] scratch, float[] into) {
        double sum = 0;
        for (int k = 0; k < taps; k++) {
            scratch[k] = WindowedSinc.at((k - before() - index / (double) up) / stretch);
            sum += scratch[k];
        }
        for (int k = 0; k < taps; k++) {
            into[k] = (float) (scratch[k] / sum);
        }
        return into;
    }

    /** The weighted sum of inputs that follow each other. */
    static float dot(float[] weights, float[] in, int first) {
        float sum = 0;
        for (int k = 0, i = first; k < weights.length; k += GROUP, i += GROUP) {
            sum += (weights[k] * in[i] + weights[k + 1] * in[i + 1])
                    + (weights[k + 2] * in[i + 2] + weights[k + 3] * in[i + 3]);
        }
        return sum;
    }

    /**
     * Weights, and for each the input that it belongs to, counted from the first that the output looks at.
     *
     * <p>Where many of the sinc's zeros fall on inputs, as in halving the rate, those are left out.
     */
    record Phase(float[] weights, int[] offsets, boolean gaps) {
        static Phase of(float[] all) {
            var weights = new float[all.length];
            var offsets = new int[all.length];
            int count = 0;
            for (int k = 0; k < all.length; k++) {
                if (all[k] != 0) {
                    weights[count] = all[k];
                    offsets[count++] = k;
                }
            }
            int padded = (count + GROUP - 1) / GROUP * GROUP;
            return padded < all.length
                    ? new Phase(
                            java.util.Arrays.copyOf(weights, padded), java.util.Arrays.copyOf(offsets, padded), true)
                    : new Phase(all, new int[0], false);
        }

        int offset(int tap) {
            return gaps ? offsets[tap] : tap;
        }

        float dot(float[] in, int first) {
            if (!gaps) {
                return PolyphaseFilter.dot(weights, in, first);
            }
            float sum = 0;
            for (int k = 0; k < weights.length; k += GROUP) {
                sum += (weights[k] * in[first + offsets[k]] + weights[k + 1] * in[first + offsets[k + 1]])
                        + (weights[k + 2] * in[first + offsets[k + 2]] + weights[k + 3] * in[first + offsets[k + 3]]);
            }
            return sum;
        }
    }
}
