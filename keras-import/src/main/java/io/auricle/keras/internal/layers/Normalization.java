package io.auricle.keras.internal.layers;

import static io.auricle.keras.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Group;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/** BatchNormalization along any one axis, with or without scale and centre. */
final class Normalization implements LayerKind {

    @Override
    public Tensor draw(Call call) throws IOException {
        LayerOptions options = call.options();
        Tensor t = call.input();
        int axis = axis(call, t);
        options.supported(
                options.get("mode").asInt(0) == 0, "mode " + options.get("mode").asInt() + " normalises otherwise");
        Tensor x = t.rank() == 1 ? call.arranged(t, Group.any(t.keras().get(0))) : call.channelsFirst(t, axis);
        int count = Math.toIntExact(t.size(axis));
        double epsilon = options.number(1e-3, "epsilon");
        require(epsilon >= 0, options.place(), epsilon, "epsilon must be at least 0");
        var layer = new BatchNormalization.Builder()
                .nIn(count)
                .nOut(count)
                .eps(epsilon)
                .decay(options.number(0.99, "momentum"))
                .useLogStd(false)
                .build();
        String vertex = call.drawing().add(call.vertex(), layer, x.vertex());
        int[] order = Tensor.order(x.physical().get(0), t.keras().get(axis));
        need(call, vertex, order, options.flag(true, "scale"), options.flag(true, "center"));
        return x.at(vertex);
    }

    private static int axis(Call call, Tensor t) throws IOException {
        LayerOptions options = call.options();
        JsonNode value = options.get("axis");
        boolean one = value.isNull()
                || value.isInt()
                || value.isArray() && value.size() == 1 && value.get(0).isInt();
        options.supported(one, "it normalises along several axes");
        int written = value.isArray() ? value.get(0).intValue() : value.asInt(-1);
        return call.axis(call.overTime() && written > 0 ? written + 1 : written, t.rank());
    }

    private static void need(Call call, String vertex, int[] order, boolean scale, boolean center) throws IOException {
        int count = order.length;
        List<Role> roles = new ArrayList<>();
        if (scale) {
            roles.add(Role.of("gamma", count));
        }
        if (center) {
            roles.add(Role.of("beta", count));
        }
        roles.add(Role.of("moving_mean", count).or("running_mean").moving());
        roles.add(Role.of("moving_variance", count).or("running_std").moving());
        call.need(roles, (weights, graph) -> {
            float[] gamma = scale ? Kernels.reordered(weights[0], order) : Kernels.constant(count, 1);
            float[] beta = center ? Kernels.reordered(weights[scale ? 1 : 0], order) : new float[count];
            graph.set(vertex, "gamma", gamma, 1, count);
            graph.set(vertex, "beta", beta, 1, count);
            graph.set(vertex, "mean", Kernels.reordered(weights[weights.length - 2], order), 1, count);
            graph.set(vertex, "var", Kernels.reordered(weights[weights.length - 1], order), 1, count);
        });
    }
}
