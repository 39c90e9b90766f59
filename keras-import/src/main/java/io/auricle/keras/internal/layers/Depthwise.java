package io.auricle.keras.internal.layers;

import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;

/** DepthwiseConv1D and 2D, and SeparableConv1D and 2D as a depthwise convolution and one of 1 x 1. */
record Depthwise(int dims, boolean separable) implements LayerKind {

    @Override
    public Tensor draw(Call call) throws IOException {
        LayerOptions options = call.options();
        Window window = Window.of(options, dims, "kernel_size", false);
        Picture picture = Picture.of(call, dims, call.channelsFirst());
        int in = Math.toIntExact(picture.channels());
        int[] order = picture.channelOrder();
        boolean inOrder = java.util.stream.IntStream.range(0, in).allMatch(i -> order[i] == i);
        options.supported(separable || inOrder, "its channels are merged of axes that lie in another order");
        int multiplier = options.get("depth_multiplier").isNull() ? 1 : options.positive("depth_multiplier");
        options.supported((long) in * multiplier <= LayerOptions.MOST, "it has too many channels");
        int middle = in * multiplier;
        int out = separable ? options.positive("filters") : middle;
        boolean bias = options.flag(true, "use_bias");
        String word = Activations.word(options, "linear", "activation");
        long height = window.height(options, picture.height());
        long width = window.width(options, picture.width());
        call.drawing().grow(options.layer(), (double) middle * window.kernel()[0] * window.kernel()[1]);

        var depthwise = new DepthwiseConvolution2D.Builder()
                .kernelSize(picture.inArray(window.kernel()[0], window.kernel()[1]))
                .stride(picture.inArray(window.stride()[0], window.stride()[1]))
                .dilation(picture.inArray(window.dilation()[0], window.dilation()[1]))
                .convolutionMode(window.mode())
                .depthMultiplier(multiplier)
                .nIn(in)
                .nOut(middle)
                .hasBias(true)
                .activation(Activations.inside(options, separable ? "linear" : word))
                .build();
        String first = call.drawing()
                .add(
                        separable ? call.vertex() + "-depthwise" : call.vertex(),
                        depthwise,
                        Convolution.padded(call, picture, window));
        String last = separable ? pointwise(call, first, middle, out, bias, word) : first;
        need(call, picture, window, first, last, multiplier, out, bias);
        return Activations.outside(call, picture.fresh(call.drawing(), last, out, height, width), word);
    }

    private static String pointwise(Call call, String input, int in, int out, boolean bias, String word)
            throws IOException {
        var layer = new ConvolutionLayer.Builder(1, 1)
                .nIn(in)
                .nOut(out)
                .hasBias(bias)
                .activation(Activations.inside(call.options(), word))
                .build();
        return call.drawing().add(call.vertex(), layer, input);
    }

    private void need(
            Call call, Picture picture, Window window, String first, String last, int multiplier, int out, boolean bias)
            throws IOException {
        int kh = window.kernel()[0];
        int kw = window.kernel()[1];
        int[] order = picture.channelOrder();
        int in = order.length;
        int middle = in * multiplier;
        int[] k = picture.inArray(kh, kw);
        List<Role> roles = new ArrayList<>();
        Role kernel = dims == 1
                ? Role.of("depthwise_kernel", kw, in, multiplier)
                : Role.of("depthwise_kernel", kh, kw, in, multiplier);
        roles.add(separable ? kernel : kernel.or("kernel"));
        if (separable) {
            roles.add(
                    dims == 1
                            ? Role.of("pointwise_kernel", 1, middle, out)
                            : Role.of("pointwise_kernel", 1, 1, middle, out));
        }
        if (bias) {
            roles.add(Role.of("bias", out));
        }
        int[] spread = spread(order, multiplier);
        call.need(roles, (weights, graph) -> {
            graph.set(
                    first,
                    "W",
                    Kernels.depthwise(weights[0], kh, kw, order, multiplier, picture.swapped()),
                    k[0],
                    k[1],
                    in,
                    multiplier);
            float[] own = bias && !separable ? Kernels.reordered(weights[1], spread) : new float[middle];
            graph.set(first, "b", own, 1, middle);
            if (separable) {
                graph.set(last, "W", Kernels.convolution(weights[1], 1, 1, spread, out, 1, false), out, middle, 1, 1);
                if (bias) {
                    graph.set(last, "b", weights[2], 1, out);
                }
            }
        });
    }

    /** Each input gives several channels, one after another. */
    private static int[] spread(int[] order, int multiplier) {
        int[] spread = new int[order.length * multiplier];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = order[i / multiplier] * multiplier + i % multiplier;
        }
        return spread;
    }
}
