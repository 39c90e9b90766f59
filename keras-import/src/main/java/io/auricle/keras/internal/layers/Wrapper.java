package io.auricle.keras.internal.layers;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** TimeDistributed: the inner layer on each time step, with the steps as one more axis. */
final class Wrapper implements LayerKind {
    /** Kinds that know what {@link Call#overTime()} means. */
    private static final Set<String> INNER = Set.of(
            "Dense",
            "Activation",
            "ReLU",
            "LeakyReLU",
            "ELU",
            "Softmax",
            "Dropout",
            "GaussianNoise",
            "GaussianDropout",
            "BatchNormalization",
            "Flatten",
            "Reshape",
            "Permute",
            "Conv1D",
            "MaxPooling1D",
            "AveragePooling1D",
            "ZeroPadding1D",
            "Cropping1D",
            "DepthwiseConv1D",
            "SeparableConv1D");

    static LayerOptions inner(Call call, JsonNode layer) throws IOException {
        String kind = layer.path("class_name").asText("");
        String module = layer.path("module").asText("keras");
        boolean own = layer.path("registered_name").asText("").indexOf('>') >= 0
                || !module.startsWith("keras") && !module.startsWith("tensorflow");
        call.options().supported(!kind.isEmpty() && !own, "it wraps " + (kind.isEmpty() ? "nothing" : kind));
        return new LayerOptions(call.options().layer(), kind, call.options().major(), layer.path("config"));
    }

    @Override
    public Tensor draw(Call call) throws IOException {
        LayerOptions inner = inner(call, call.options().get("layer"));
        call.options()
                .supported(
                        INNER.contains(inner.kind()) && !call.overTime(),
                        "it wraps a " + inner.kind() + ", which has no stock layer over time");
        call.options().supported(call.input().rank() >= 2, "it reads no time steps");
        List<String> parts =
                Stream.concat(call.parts().stream(), Stream.of("layer")).toList();
        return Kinds.of(inner.kind())
                .draw(new Call(call.path(), inner, call.vertex(), call.inputs(), call.drawing(), true, parts));
    }
}
