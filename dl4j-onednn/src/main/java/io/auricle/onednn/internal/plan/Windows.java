package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.Convolutions.Window;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/** Where DL4J puts the windows of convolutions and pooling. */
final class Windows {
    /** A window and the size of the result. */
    record Sized(Window window, long height, long width) {}

    private Windows() {}

    /** <b>Follows</b> DL4J's ConvolutionUtils: Same pads the odd pixel at the end, Truncate drops what is left over. */
    static Sized of(
            String vertex,
            long[] input,
            int[] kernel,
            int[] stride,
            int[] padding,
            int[] dilation,
            ConvolutionMode mode) {
        long[] size = new long[2];
        long[] before = new long[2];
        long[] after = new long[2];
        for (int i = 0; i < 2; i++) {
            long in = input[2 + i];
            long extent = kernel[i] + (kernel[i] - 1L) * (dilation[i] - 1);
            if (mode == ConvolutionMode.Same) {
                size[i] = (in + stride[i] - 1) / stride[i];
                long total = (size[i] - 1) * stride[i] + extent - in;
                Unsupported.unless(total >= 0, vertex, "a window smaller than its stride in mode Same");
                before[i] = total / 2;
                after[i] = total - before[i];
            } else {
                long room = in + 2L * padding[i] - extent;
                Unsupported.unless(
                        mode == ConvolutionMode.Truncate || mode == ConvolutionMode.Strict && room % stride[i] == 0,
                        vertex,
                        "convolution mode " + mode + " over this input");
                Unsupported.unless(room >= 0, vertex, "a window larger than its input");
                size[i] = room / stride[i] + 1;
                before[i] = padding[i];
                after[i] = padding[i];
            }
        }
        long[] gaps = {dilation[0] - 1L, dilation[1] - 1L};
        return new Sized(new Window(new long[] {stride[0], stride[1]}, gaps, before, after), size[0], size[1]);
    }
}
