package io.auricle.keras.internal.layers;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;

/** Conv1D and Conv2D: strides, dilation, groups, each padding. */
record Convolution(int dims) implements LayerKind {

    @Override
    public Tensor draw(Call call) throws IOException {
        LayerOptions options = call.options();
        Window window = Window.of(options, dims, "kernel_size", false);
        Picture picture = Picture.of(call, dims, call.channelsFirst());
        int in = Math.toIntExact(picture.channels());
        int out = options.positive("filters");
        int groups = options.get("groups").isNull() ? 1 : options.positive("groups");
        require(
                in % groups == 0 && out % groups == 0,
                options.place(),
                groups,
                "groups must divide %d and %d",
                in,
                out);
        boolean bias = options.flag(true, "use_bias");
        String word = Activations.word(options, "linear", "activation");
        long height = window.height(options, picture.height());
        long width = window.width(options, picture.width());
        call.drawing().grow(options.layer(), (double) in * out * window.kernel()[0] * window.kernel()[1]);

        var layer = new ConvolutionLayer.Builder(picture.inArray(window.kernel()[0], window.kernel()[1]))
                .stride(picture.inArray(window.stride()[0], window.stride()[1]))
                .dilation(picture.inArray(window.dilation()[0], window.dilation()[1]))
                .convolutionMode(window.mode())
                .nIn(in)
                .nOut(out)
                .hasBias(bias)
                .activation(Activations.inside(options, word))
                .build();
        String vertex = call.drawing().add(call.vertex(), layer, padded(call, picture, window));
        need(call, picture, window, vertex, in, out, groups, bias);
        return Activations.outside(call, picture.fresh(call.drawing(), vertex, out, height, width), word);
    }

    /** Causal padding as a vertex before. */
    static String padded(Call call, Picture picture, Window window) throws IOException {
        String input = picture.t().vertex();
        if (window.causal() == 0) {
            return input;
        }
        int[] before = picture.inArray(0, window.causal());
        return call.drawing()
                .add(call.vertex() + "-pad", new ZeroPaddingLayer.Builder(before[0], 0, before[1], 0).build(), input);
    }

    private void need(
            Call call, Picture picture, Window window, String vertex, int in, int out, int groups, boolean bias)
            throws IOException {
        int kh = window.kernel()[0];
        int kw = window.kernel()[1];
        int[] order = picture.channelOrder();
        int[] k = picture.inArray(kh, kw);
        List<Role> roles = new ArrayList<>();
        roles.add(dims == 1 ? Role.of("kernel", kw, in / groups, out) : Role.of("kernel", kh, kw, in / groups, out));
        if (bias) {
            roles.add(Role.of("bias", out));
        }
        call.need(roles, (weights, graph) -> {
            graph.set(
                    vertex,
                    "W",
                    Kernels.convolution(weights[0], kh, kw, order, out, groups, picture.swapped()),
                    out,
                    in,
                    k[0],
                    k[1]);
            if (bias) {
                graph.set(vertex, "b", weights[1], 1, out);
            }
        });
    }
}
