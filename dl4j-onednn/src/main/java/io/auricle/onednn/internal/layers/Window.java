package io.auricle.onednn.internal.layers;

import io.auricle.onednn.internal.Convolutions;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * How a kernel moves over an image, as Deeplearning4j counts: height first, dilation 1 for adjacent taps.
 *
 * @param kernel   taps
 * @param strides  steps
 * @param pad      padding at the top and left
 * @param dilation distance of taps
 * @param same     whether the output has ceil(size / stride) elements, whatever the padding must be for that
 */
record Window(List<Integer> kernel, List<Integer> strides, List<Integer> pad, List<Integer> dilation, boolean same) {

    static Window of(int[] kernel, int[] strides, int[] pad, int[] dilation, ConvolutionMode mode) {
        return new Window(list(kernel), list(strides), list(pad), list(dilation), mode == ConvolutionMode.Same);
    }

    private static List<Integer> list(int[] two) {
        return List.of(two[0], two[1]);
    }

    /** Output size of an input size along a dimension (0 height, 1 width). */
    long output(int dimension, long size) {
        int stride = strides.get(dimension);
        if (same) {
            return (size + stride - 1) / stride;
        }
        return (size - reach(dimension) + 2L * pad.get(dimension)) / stride + 1;
    }

    private long reach(int dimension) {
        return (kernel.get(dimension) - 1L) * dilation.get(dimension) + 1;
    }

    /** In oneDNN's terms, for an input of the given height and width; what the last step does not reach is cut off. */
    Convolutions.Window over(long height, long width) {
        long[] sizes = {height, width};
        long[] after = new long[2];
        for (int i = 0; i < 2; i++) {
            after[i] = (output(i, sizes[i]) - 1) * strides.get(i) + reach(i) - sizes[i] - pad.get(i);
        }
        return new Convolutions.Window(longs(strides, 0), longs(dilation, -1), longs(pad, 0), after);
    }

    long[] kernelSize() {
        return longs(kernel, 0);
    }

    private static long[] longs(List<Integer> numbers, int plus) {
        return numbers.stream().mapToLong(n -> n + plus).toArray();
    }
}
