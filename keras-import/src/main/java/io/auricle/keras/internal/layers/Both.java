package io.auricle.keras.internal.layers;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Atom;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.graph.WeightNeed.Fill;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;

/** Bidirectional LSTM: one branch each way, merged in any of Keras's ways that answer one tensor. */
final class Both implements LayerKind {
    private static final Set<String> OWN_BACKWARD =
            Set.of("name", "go_backwards", "trainable", "dtype", "zero_output_for_mask");

    @Override
    public Tensor draw(Call call) throws IOException {
        JsonNode layer = call.options().get("layer");
        LayerOptions inner = Wrapper.inner(call, layer);
        call.options().supported(inner.kind().equals("LSTM"), "it wraps a " + inner.kind() + "; only LSTM can be had");
        call.options().supported(!inner.flag(false, "go_backwards"), "its forward layer goes backwards");
        checkBackward(call, inner);
        Call cellCall =
                new Call(call.path(), inner, call.vertex(), call.inputs(), call.drawing(), call.overTime(), List.of());
        Tensor x = Recurrent.sequence(cellCall);
        Recurrent.Cell forward = Recurrent.Cell.of(cellCall, x);
        Recurrent.Cell backward = Recurrent.Cell.of(cellCall, x);
        Tensor one = forward.run(cellCall, x, call.vertex() + "-forward", false, true);
        Tensor two = backward.run(cellCall, x, call.vertex() + "-backward", true, true);

        List<Role> roles = new ArrayList<>();
        forward.roles().forEach(role -> roles.add(role.in("forward_layer")));
        backward.roles().forEach(role -> roles.add(role.in("backward_layer")));
        Fill first = forward.fill(forward.vertex(), 0);
        Fill second = backward.fill(backward.vertex(), forward.roles().size());
        call.need(roles, (weights, graph) -> {
            first.fill(weights, graph);
            second.fill(weights, graph);
        });
        return merged(call, one, two);
    }

    /** Keras lets the backward layer differ; then it is written down. */
    private static void checkBackward(Call call, LayerOptions forward) throws IOException {
        JsonNode layer = call.options().get("backward_layer");
        if (layer.isNull()) {
            return;
        }
        LayerOptions backward = Wrapper.inner(call, layer);
        boolean same = backward.kind().equals(forward.kind()) && backward.flag(true, "go_backwards");
        for (var option : forward.config().properties()) {
            boolean equal = OWN_BACKWARD.contains(option.getKey())
                    || option.getKey().contains("initializer")
                    || option.getValue().equals(backward.config().get(option.getKey()));
            same &= equal;
        }
        call.options().supported(same, "its backward layer differs from its forward layer");
    }

    private static Tensor merged(Call call, Tensor one, Tensor two) throws IOException {
        String mode = call.options().get("merge_mode").isNull()
                        && call.options().config().has("merge_mode")
                ? "null"
                : call.options().word("concat", "merge_mode");
        GraphVertex vertex =
                switch (mode) {
                    case "concat" -> new MergeVertex();
                    case "sum" -> new ElementWiseVertex(ElementWiseVertex.Op.Add);
                    case "mul" -> new ElementWiseVertex(ElementWiseVertex.Op.Product);
                    case "ave" -> new ElementWiseVertex(ElementWiseVertex.Op.Average);
                    default -> throw call.refuse("merge_mode " + mode + " answers more than one tensor");
                };
        String name = call.drawing().add(call.vertex(), vertex, one.vertex(), two.vertex());
        if (!mode.equals("concat")) {
            return one.at(name);
        }
        int last = one.rank() - 1;
        List<Atom> wide = Tensor.axis(2 * one.size(last));
        List<List<Atom>> keras = new ArrayList<>(one.keras());
        keras.set(last, wide);
        List<List<Atom>> physical = new ArrayList<>(one.physical());
        physical.set(0, wide);
        return new Tensor(name, keras, physical);
    }
}
