package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.Convolutions.Window;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** Where DL4J puts the windows of convolutions and pooling. */
final class Windows {
    /** A window and the size of the result. */
    record Sized(Window window, long height, long width) {}

    /** How a layer moves its window, as its configuration says; height first, dilation 1 for adjacent taps. */
    record Settings(int[] kernel, int[] stride, int[] padding, int[] dilation, ConvolutionMode mode) {
        /** One pixel at a time. */
        static final Settings POINT = new Settings(
                new int[] {1, 1}, new int[] {1, 1}, new int[2], new int[] {1, 1}, ConvolutionMode.Truncate);

        static Settings of(ConvolutionLayer conf) {
            return new Settings(
                    conf.getKernelSize(),
                    conf.getStride(),
                    conf.getPadding(),
                    conf.getDilation(),
                    conf.getConvolutionMode());
        }

        static Settings of(SubsamplingLayer conf) {
            return new Settings(
                    conf.getKernelSize(),
                    conf.getStride(),
                    conf.getPadding(),
                    conf.getDilation(),
                    conf.getConvolutionMode());
        }
    }

    private Windows() {}

    /** <b>Follows</b> DL4J's ConvolutionUtils: Same pads the odd pixel at the end, Truncate drops what is left over. */
    static Sized of(String vertex, long[] input, Settings settings) {
        int[] stride = settings.stride;
        int[] dilation = settings.dilation;
        ConvolutionMode mode = settings.mode;
        long[] size = new long[2];
        long[] before = new long[2];
        long[] after = new long[2];
        for (int i = 0; i < 2; i++) {
            long in = input[2 + i];
            long extent = settings.kernel[i] + (settings.kernel[i] - 1L) * (dilation[i] - 1);
            if (mode == ConvolutionMode.Same) {
                size[i] = (in + stride[i] - 1) / stride[i];
                long total = (size[i] - 1) * stride[i] + extent - in;
                Unsupported.unless(total >= 0, vertex, "a window smaller than its stride in mode Same");
                before[i] = total / 2;
                after[i] = total - before[i];
            } else {
                long room = in + 2L * settings.padding[i] - extent;
                Unsupported.unless(
                        mode == ConvolutionMode.Truncate || mode == ConvolutionMode.Strict && room % stride[i] == 0,
                        vertex,
                        "convolution mode " + mode + " over this input");
                Unsupported.unless(room >= 0, vertex, "a window larger than its input");
                size[i] = room / stride[i] + 1;
                before[i] = settings.padding[i];
                after[i] = settings.padding[i];
            }
        }
        long[] gaps = {dilation[0] - 1L, dilation[1] - 1L};
        return new Sized(new Window(new long[] {stride[0], stride[1]}, gaps, before, after), size[0], size[1]);
    }
}
