package io.auricle.keras.internal.layers;

import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Atom;
import io.auricle.keras.internal.graph.Group;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;

/** Dense; over more axes than one it is a convolution of 1 x 1 along the last. */
final class Dense implements LayerKind {

    @Override
    public Tensor draw(Call call) throws IOException {
        LayerOptions options = call.options();
        Tensor t = call.input();
        int axis = t.rank() - 1;
        int in = Math.toIntExact(t.size(axis));
        options.supported(in != Atom.OPEN, "the length of its input's last axis must be fixed in the model");
        int out = options.positive("units", "output_dim");
        boolean bias = options.flag(true, "use_bias", "bias");
        String word = Activations.word(options, "linear", "activation");
        List<Atom> units = Tensor.axis(out);
        if (t.rank() == 1) {
            Tensor x = call.arranged(t, Group.any(t.keras().get(0)));
            var layer = new DenseLayer.Builder()
                    .nIn(in)
                    .nOut(out)
                    .hasBias(bias)
                    .activation(Activations.inside(options, word))
                    .build();
            String vertex = call.drawing().add(call.vertex(), layer, x.vertex());
            need(call, vertex, x, axis, out, bias, true);
            return Activations.outside(call, new Tensor(vertex, List.of(units), List.of(units)), word);
        }
        Tensor x = call.channelsFirst(t, axis);
        var layer = new ConvolutionLayer.Builder(1, 1)
                .nIn(in)
                .nOut(out)
                .hasBias(bias)
                .activation(Activations.inside(options, word))
                .build();
        String vertex = call.drawing().add(call.vertex(), layer, x.vertex());
        need(call, vertex, x, axis, out, bias, false);
        List<List<Atom>> keras = new ArrayList<>(x.keras());
        keras.set(axis, units);
        List<List<Atom>> physical = new ArrayList<>(x.physical());
        physical.set(0, units);
        return Activations.outside(call, new Tensor(vertex, keras, physical), word);
    }

    private static void need(Call call, String vertex, Tensor x, int axis, int out, boolean bias, boolean dense)
            throws IOException {
        int[] order = Tensor.order(x.physical().get(0), x.keras().get(axis));
        int in = order.length;
        List<Role> roles = new ArrayList<>(List.of(Role.of("kernel", in, out)));
        if (bias) {
            roles.add(Role.of("bias", out));
        }
        call.need(roles, (weights, graph) -> {
            if (dense) {
                graph.set(vertex, "W", Kernels.rows(weights[0], order, out), in, out);
            } else {
                graph.set(vertex, "W", Kernels.convolution(weights[0], 1, 1, order, out, 1, false), out, in, 1, 1);
            }
            if (bias) {
                graph.set(vertex, "b", weights[1], 1, out);
            }
        });
    }
}
