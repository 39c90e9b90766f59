package io.auricle.keras.internal.layers;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Atom;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * A window that slides over rows and columns: kernel, stride and dilation of each, and how the ends are padded.
 *
 * @param kernel   lengths for rows and columns
 * @param stride   steps
 * @param dilation distances of neighbours
 * @param padding  Keras's word: valid, same or causal
 */
record Window(int[] kernel, int[] stride, int[] dilation, String padding) {

    static Window of(LayerOptions options, int dims, String kernelKey, boolean stridesDefaultToKernel)
            throws IOException {
        int[] kernel = options.integers(kernelKey, dims, 1);
        int[] one = new int[dims];
        Arrays.fill(one, 1);
        int[] stride = options.integers("strides", dims, 1, stridesDefaultToKernel ? kernel : one);
        int[] dilation = options.integers("dilation_rate", dims, 1, one);
        String padding = options.word("valid", "padding");
        boolean known = padding.equals("valid") || padding.equals("same") || padding.equals("causal") && dims == 1;
        require(known, options.place(), padding, "padding must be valid, same, or causal in one dimension");
        return new Window(both(kernel), both(stride), both(dilation), padding);
    }

    /** One dimension is columns of a picture of one row. */
    private static int[] both(int[] numbers) {
        return numbers.length == 2 ? numbers : new int[] {1, numbers[0]};
    }

    ConvolutionMode mode() {
        return padding.equals("same") ? ConvolutionMode.Same : ConvolutionMode.Truncate;
    }

    /** Zeros that causal padding puts before the columns. */
    int causal() {
        return padding.equals("causal") ? (kernel[1] - 1) * dilation[1] : 0;
    }

    long height(LayerOptions options, long rows) throws IOException {
        return length(options, rows, 0, 0);
    }

    long width(LayerOptions options, long columns) throws IOException {
        return length(options, columns, 1, causal());
    }

    private long length(LayerOptions options, long in, int i, long before) throws IOException {
        options.supported(in != Atom.OPEN, "the length of its input must be fixed in the model");
        long reach = (kernel[i] - 1L) * dilation[i] + 1;
        boolean same = padding.equals("same");
        require(same || in + before >= reach, options.place(), in + before, "input must be at least %d long", reach);
        return same ? (in + stride[i] - 1) / stride[i] : (in + before - reach) / stride[i] + 1;
    }
}
