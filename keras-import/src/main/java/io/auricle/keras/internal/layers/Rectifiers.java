package io.auricle.keras.internal.layers;

import static io.auricle.keras.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;

/** ReLU and its kin as layers. */
final class Rectifiers {
    private Rectifiers() {}

    static Tensor relu(Call call) throws IOException {
        LayerOptions options = call.options();
        double slope = options.number(0, "negative_slope");
        double threshold = options.number(0, "threshold");
        double most = options.number(Double.POSITIVE_INFINITY, "max_value");
        options.supported(threshold == 0, "its threshold cannot be had exactly");
        boolean plain = most == Double.POSITIVE_INFINITY;
        options.supported(plain || most == 6 && slope == 0, "its max_value cannot be had exactly");
        IActivation whole = slope == 0 ? new ActivationReLU() : new ActivationLReLU(slope);
        return Activations.layer(call, call.input(), plain ? whole : new ActivationReLU6());
    }

    static Tensor leaky(Call call) throws IOException {
        return Activations.layer(
                call, call.input(), new ActivationLReLU(call.options().number(0.3, "alpha", "negative_slope")));
    }

    static Tensor elu(Call call) throws IOException {
        return Activations.layer(
                call, call.input(), new ActivationELU(call.options().number(1, "alpha")));
    }

    static Tensor thresholded(Call call) throws IOException {
        return Activations.layer(
                call, call.input(), new ActivationThresholdedReLU(call.options().number(1, "theta")));
    }

    static Tensor softmax(Call call) throws IOException {
        JsonNode axis = call.options().get("axis");
        call.options()
                .supported(
                        axis.isNull() || axis.isInt() || axis.isArray() && axis.size() == 1,
                        "softmax along several axes");
        int written = axis.isArray() ? axis.get(0).asInt() : axis.asInt(-1);
        Tensor t = call.input();
        return Activations.softmax(
                call, t, call.axis(call.overTime() && written > 0 ? written + 1 : written, t.rank()));
    }

    /** A slope for each value, or shared along axes. */
    static Tensor prelu(Call call) throws IOException {
        LayerOptions options = call.options();
        options.supported(!call.overTime(), "its slopes for each time step have no stock layer");
        Tensor t = call.input();
        Set<Integer> shared = new HashSet<>();
        for (JsonNode axis : options.get("shared_axes")) {
            require(axis.isInt(), options.place(), LayerOptions.shown(axis), "shared_axes must be whole numbers");
            shared.add(call.axis(axis.intValue(), t.rank()));
        }
        int[] shape = Arrays.stream(t.arrayShape()).skip(1).toArray();
        options.supported(
                Arrays.stream(shape).allMatch(n -> n > 0), "the lengths of its input must be fixed in the model");
        long[] alpha = t.shape();
        shared.forEach(axis -> alpha[axis] = 1);
        call.drawing()
                .grow(options.layer(), Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b));
        long[] ours = Arrays.stream(shape).asLongStream().toArray();
        String vertex = call.drawing()
                .add(call.vertex(), new PReLULayer.Builder().inputShape(ours).build(), t.vertex());
        int[] places = Tensor.order(t.inMemory(), t.inKeras());
        call.need(
                List.of(Role.of("alpha", alpha)),
                (weights, graph) -> graph.set(vertex, "W", spread(weights[0], places, t.shape(), shared), ours));
        return t.at(vertex);
    }

    /** Shared slopes written out, in the order of the array. */
    private static float[] spread(float[] alpha, int[] places, long[] shape, Set<Integer> shared) {
        float[] ours = new float[places.length];
        for (int i = 0; i < ours.length; i++) {
            long left = places[i];
            long index = 0;
            long step = 1;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                long digit = left % shape[axis];
                left /= shape[axis];
                if (!shared.contains(axis)) {
                    index += digit * step;
                    step *= shape[axis];
                }
            }
            ours[i] = alpha[(int) index];
        }
        return ours;
    }
}
