package io.auricle.keras.internal.config;

import static io.auricle.keras.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.keras.internal.Refusal;
import io.auricle.keras.internal.Unsupported;
import io.auricle.keras.internal.config.LayerSpec.TensorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads which tensors a call of a layer takes. */
final class Calls {
    private static final Set<String> HARMLESS = Set.of("training", "mask", "name");

    private Calls() {}

    /** One call: Keras 2 writes lists, Keras 3 an object of args and kwargs. */
    static List<TensorRef> read(String layer, String kind, JsonNode node) throws Refusal, Unsupported {
        List<TensorRef> refs = new ArrayList<>();
        if (node.isObject()) {
            collect(layer, node.path("args"), refs);
            checkKeywords(layer, kind, node.path("kwargs"));
        } else if (node.path(0).isTextual()) {
            refs.add(ref(layer, node)); // TFOpLambda
        } else {
            for (JsonNode each : node) {
                refs.add(ref(layer, each));
                checkKeywords(layer, kind, each.path(3));
            }
        }
        return List.copyOf(refs);
    }

    private static void collect(String layer, JsonNode value, List<TensorRef> refs) throws Refusal {
        if (value.path("class_name").asText("").equals("__keras_tensor__")) {
            refs.add(ref(layer, value.path("config").path("keras_history")));
        } else if (value.isArray()) {
            for (JsonNode each : value) {
                collect(layer, each, refs);
            }
        }
    }

    /** What a call passes beside its inputs would be lost. */
    private static void checkKeywords(String layer, String kind, JsonNode keywords) throws Unsupported {
        for (Map.Entry<String, JsonNode> keyword : keywords.properties()) {
            boolean harmless = keyword.getValue().isNull()
                    || HARMLESS.contains(keyword.getKey())
                            && !keyword.getValue().isContainerNode();
            if (!harmless) {
                throw new Unsupported(layer, kind, "its call passes " + keyword.getKey());
            }
        }
    }

    static TensorRef ref(String place, JsonNode json) throws Refusal {
        boolean fits = json.isArray()
                && json.size() >= 3
                && json.get(0).isTextual()
                && json.get(1).isInt()
                && json.get(2).isInt();
        require(fits, "layer " + place, LayerOptions.shown(json), "a tensor must be a name and two numbers");
        return new TensorRef(
                json.get(0).textValue(), json.get(1).intValue(), json.get(2).intValue());
    }
}
