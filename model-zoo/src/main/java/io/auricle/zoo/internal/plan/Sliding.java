package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** What a sliding window leaves of a picture or a sequence: convolution's and pooling's common arithmetic. */
final class Sliding {
    private Sliding() {}

    /** Height and width in NCHW. */
    static Shape picture(JsonReader layer, Shape in, long channels) throws Refusal {
        layer.text("cnn2dDataFormat", Set.of("NCHW"));
        int[] kernel = layer.pair("kernelSize", 1, Need.MOST_KERNEL);
        int[] stride = layer.pair("stride", 1, Need.MOST_KERNEL);
        int[] padding = layer.pair("padding", 0, Need.MOST_KERNEL);
        int[] dilation = layer.pair("dilation", 1, Need.MOST_KERNEL);
        String mode = layer.text("convolutionMode", Set.of("Same", "Truncate", "Strict"));
        long[] size = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            size[axis] = size(layer, mode, in, axis + 1, kernel[axis], stride[axis], padding[axis], dilation[axis]);
        }
        return in.withDims(channels, size[0], size[1]);
    }

    /** Steps of a sequence; DL4J keeps pairs there too, of which the first number counts. */
    static long steps(JsonReader layer, Shape in, int axis) throws Refusal {
        String mode = layer.text("convolutionMode", Set.of("Same", "Truncate", "Strict", "Causal"));
        return size(
                layer,
                mode,
                in,
                axis,
                layer.pair("kernelSize", 1, Need.MOST_KERNEL)[0],
                layer.pair("stride", 1, Need.MOST_KERNEL)[0],
                layer.pair("padding", 0, Need.MOST_KERNEL)[0],
                layer.pair("dilation", 1, Need.MOST_KERNEL)[0]);
    }

    private static long size(
            JsonReader layer, String mode, Shape in, int axis, int kernel, int stride, int padding, int dilation)
            throws Refusal {
        long size = in.dim(axis);
        if (mode.equals("Same") || mode.equals("Causal")) {
            return (size + stride - 1) / stride;
        }
        long reach = (long) (kernel - 1) * dilation + 1;
        long span = size + 2L * padding - reach;
        require(
                span >= 0,
                layer.entry(),
                in,
                "%s must read at least as much as its kernel, %d on axis %d",
                layer.place(),
                reach,
                axis + 1);
        require(
                !mode.equals("Strict") || span % stride == 0,
                layer.entry(),
                in,
                "%s must read a size that its stride %d divides, as its mode is Strict",
                layer.place(),
                stride);
        return span / stride + 1;
    }
}
