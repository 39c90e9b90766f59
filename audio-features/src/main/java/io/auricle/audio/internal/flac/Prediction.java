package io.auricle.audio.internal.flac;

/**
 * Adds predictions to residuals, in place: {@code d[i] += (c[0] d[i-1] + c[1] d[i-2] + ...) >> shift}.
 *
 * <p>Arrays have {@link #PAD} values in front, so that a loop of a fixed number of coefficients, the last of them zero,
 * serves smaller orders. Sums are of 32 bits where they fit, which is what makes 16-bit sound fast.
 */
final class Prediction {
    /** The highest order. */
    static final int PAD = 32;

    private Prediction() {}

    /** The fixed predictors of order 0 to 4; 32 bits wrap to the right value, since samples fit in them. */
    static void fixed(int order, int[] d, int from, int end) {
        switch (order) {
            case 1 -> {
                for (int i = from; i < end; i++) {
                    d[i] += d[i - 1];
                }
            }
            case 2 -> {
                for (int i = from; i < end; i++) {
                    d[i] += 2 * d[i - 1] - d[i - 2];
                }
            }
            case 3 -> {
                for (int i = from; i < end; i++) {
                    d[i] += 3 * (d[i - 1] - d[i - 2]) + d[i - 3];
                }
            }
            case 4 -> {
                for (int i = from; i < end; i++) {
                    d[i] += 4 * (d[i - 1] + d[i - 3]) - 6 * d[i - 2] - d[i - 4];
                }
            }
            default -> {
                // Order 0 predicts silence.
            }
        }
    }

    /** A linear predictor whose sums fit in 32 bits, or not. */
    static void linear(int order, int[] c, int shift, boolean wide, int[] d, int from, int end) {
        if (wide) {
            if (order <= 12) {
                wide12(c, shift, d, from, end);
            } else {
                wideAny(order, c, shift, d, from, end);
            }
        } else if (order <= 4) {
            narrow4(c, shift, d, from, end);
        } else if (order <= 8) {
            narrow8(c, shift, d, from, end);
        } else if (order <= 12) {
            narrow12(c, shift, d, from, end);
        } else {
            narrowAny(order, c, shift, d, from, end);
        }
    }

    private static void narrow4(int[] c, int shift, int[] d, int from, int end) {
        int c0 = c[0];
        int c1 = c[1];
        int c2 = c[2];
        int c3 = c[3];
        for (int i = from; i < end; i++) {
            d[i] += c3 * d[i - 4] + c2 * d[i - 3] + c1 * d[i - 2] + c0 * d[i - 1] >> shift;
        }
    }

    private static void narrow8(int[] c, int shift, int[] d, int from, int end) {
        int c0 = c[0];
        int c1 = c[1];
        int c2 = c[2];
        int c3 = c[3];
        int c4 = c[4];
        int c5 = c[5];
        int c6 = c[6];
        int c7 = c[7];
        for (int i = from; i < end; i++) {
            int older = c7 * d[i - 8] + c6 * d[i - 7] + (c5 * d[i - 6] + c4 * d[i - 5]);
            d[i] += older + (c3 * d[i - 4] + c2 * d[i - 3]) + c1 * d[i - 2] + c0 * d[i - 1] >> shift;
        }
    }

    private static void narrow12(int[] c, int shift, int[] d, int from, int end) {
        int c0 = c[0];
        int c1 = c[1];
        int c2 = c[2];
        int c3 = c[3];
        int c4 = c[4];
        int c5 = c[5];
        int c6 = c[6];
        int c7 = c[7];
        int c8 = c[8];
        int c9 = c[9];
        int c10 = c[10];
        int c11 = c[11];
        for (int i = from; i < end; i++) {
            int oldest = c11 * d[i - 12] + c10 * d[i - 11] + (c9 * d[i - 10] + c8 * d[i - 9]);
            int older = c7 * d[i - 8] + c6 * d[i - 7] + (c5 * d[i - 6] + c4 * d[i - 5]);
            d[i] += oldest + older + (c3 * d[i - 4] + c2 * d[i - 3]) + c1 * d[i - 2] + c0 * d[i - 1] >> shift;
        }
    }

    private static void narrowAny(int order, int[] c, int shift, int[] d, int from, int end) {
        for (int i = from; i < end; i++) {
            int sum = 0;
            for (int k = order - 1; k >= 0; k--) {
                sum += c[k] * d[i - 1 - k];
            }
            d[i] += sum >> shift;
        }
    }

    private static void wide12(int[] c, int shift, int[] d, int from, int end) {
        long c0 = c[0];
        long c1 = c[1];
        long c2 = c[2];
        long c3 = c[3];
        long c4 = c[4];
        long c5 = c[5];
        long c6 = c[6];
        long c7 = c[7];
        long c8 = c[8];
        long c9 = c[9];
        long c10 = c[10];
        long c11 = c[11];
        for (int i = from; i < end; i++) {
            long oldest = c11 * d[i - 12] + c10 * d[i - 11] + (c9 * d[i - 10] + c8 * d[i - 9]);
            long older = c7 * d[i - 8] + c6 * d[i - 7] + (c5 * d[i - 6] + c4 * d[i - 5]);
            long sum = oldest + older + (c3 * d[i - 4] + c2 * d[i - 3]) + c1 * d[i - 2] + c0 * d[i - 1];
            d[i] += (int) (sum >> shift);
        }
    }

    private static void wideAny(int order, int[] c, int shift, int[] d, int from, int end) {
        for (int i = from; i < end; i++) {
            long sum = 0;
            for (int k = order - 1; k >= 0; k--) {
                sum += (long) c[k] * d[i - 1 - k];
            }
            d[i] += (int) (sum >> shift);
        }
    }

    /** The same for samples of 33 bits, which only the difference of two channels of 32 bits has; c is null if fixed. */
    static void wide(int order, int[] c, int shift, long[] d, int from, int end) {
        int[] used = c == null ? FIXED[order] : c;
        for (int i = from; i < end; i++) {
            long sum = 0;
            for (int k = order - 1; k >= 0; k--) {
                sum += used[k] * d[i - 1 - k];
            }
            d[i] += sum >> shift;
        }
    }

    private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};
}
