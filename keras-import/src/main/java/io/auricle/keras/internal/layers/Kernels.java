package io.auricle.keras.internal.layers;

/** Kernels from Keras's order to Deeplearning4j's. */
final class Kernels {
    private Kernels() {}

    /**
     * [rows, columns, in / groups, out] to [out, in, rows, columns], inputs in the order of the array; groups become zeros outside them.
     */
    static float[] convolution(
            float[] keras, int height, int width, int[] inputs, int out, int groups, boolean swapped) {
        int in = inputs.length;
        int perGroup = in / groups;
        int outPerGroup = out / groups;
        float[] ours = new float[Math.multiplyExact(Math.multiplyExact(out, in), height * width)];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                int group = o / outPerGroup;
                int k = inputs[i] - group * perGroup;
                for (int at = 0; at < height * width && k >= 0 && k < perGroup; at++) {
                    int place = swapped ? at % width * height + at / width : at;
                    ours[(o * in + i) * height * width + place] = keras[(at * perGroup + k) * out + o];
                }
            }
        }
        return ours;
    }

    /** [rows, columns, in, multiplier] to the same, inputs in the order of the array. */
    static float[] depthwise(float[] keras, int height, int width, int[] inputs, int multiplier, boolean swapped) {
        int in = inputs.length;
        float[] ours = new float[keras.length];
        for (int at = 0; at < height * width; at++) {
            int place = swapped ? at % width * height + at / width : at;
            for (int i = 0; i < in; i++) {
                for (int m = 0; m < multiplier; m++) {
                    ours[(place * in + i) * multiplier + m] = keras[(at * in + inputs[i]) * multiplier + m];
                }
            }
        }
        return ours;
    }

    /** Rows of a matrix in another order. */
    static float[] rows(float[] matrix, int[] order, int columns) {
        float[] ours = new float[matrix.length];
        for (int row = 0; row < order.length; row++) {
            System.arraycopy(matrix, order[row] * columns, ours, row * columns, columns);
        }
        return ours;
    }

    static float[] reordered(float[] values, int[] order) {
        return rows(values, order, 1);
    }

    static float[] constant(int count, float value) {
        float[] values = new float[count];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
