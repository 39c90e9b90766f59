package io.auricle.keras.internal.config;

import static io.auricle.keras.internal.Refusal.require;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auricle.keras.internal.Refusal;
import io.auricle.keras.internal.Unsupported;
import io.auricle.keras.internal.config.LayerSpec.TensorRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a model's JSON as Keras 1, 2 and 3 write it. */
public final class ConfigReader {
    private static final int DEEPEST = 200;
    private static final int DEEPEST_MODEL = 8;
    private static final int MOST_LAYERS = 2000;
    private static final int MOST_CHARACTERS = 16 << 20;
    private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(MOST_CHARACTERS)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final int major;
    private int layers;

    private ConfigReader(int major) {
        this.major = major;
    }

    /**
     * Parses JSON from a stranger.
     *
     * @param place where it is
     * @param text  the JSON
     * @return the object
     * @throws Refusal if it is none
     */
    public static JsonNode json(String place, String text) throws Refusal {
        require(
                text.length() <= MOST_CHARACTERS,
                place,
                text.length(),
                "must have at most %d characters",
                MOST_CHARACTERS);
        try {
            JsonNode json = MAPPER.readTree(text);
            require(
                    json != null && json.isObject(),
                    place,
                    json == null ? "nothing" : json.getNodeType(),
                    "must be a JSON object");
            return json;
        } catch (JsonProcessingException e) {
            throw new Refusal(place, "must be JSON", e.getOriginalMessage());
        }
    }

    /**
     * Reads a model.
     *
     * @param json  what Keras's {@code to_json} writes, or the part of it that names class and config
     * @param major major version of the Keras that wrote it
     * @return the model
     * @throws Refusal     if it is none
     * @throws Unsupported if its class is the author's own
     */
    public static ModelSpec read(JsonNode json, int major) throws Refusal, Unsupported {
        String kind = json.path("class_name").asText("");
        if (!MODELS.contains(kind) || custom(json, kind)) {
            throw new Unsupported(
                    json.path("config").path("name").asText("model"),
                    kind.isEmpty() ? "none" : kind,
                    "a model must be Sequential or Functional; code of one's own is never run");
        }
        return new ConfigReader(major).model(json, kind, 0);
    }

    private static boolean custom(JsonNode entry, String kind) {
        String module = entry.path("module").asText("keras");
        String registered = entry.path("registered_name").asText("");
        boolean known = module.startsWith("keras") || module.startsWith("tensorflow") || module.startsWith("tf_keras");
        return !known || registered.contains(">") || kind.contains(">");
    }

    private ModelSpec model(JsonNode entry, String kind, int depth) throws Refusal, Unsupported {
        require(depth <= DEEPEST_MODEL, "", depth, "models inside models must be at most %d deep", DEEPEST_MODEL);
        JsonNode config = entry.path("config");
        String name = config.path("name").asText(kind.toLowerCase(java.util.Locale.ROOT));
        return kind.equals("Sequential") ? sequential(name, config, depth) : functional(name, config, depth);
    }

    private ModelSpec sequential(String name, JsonNode config, int depth) throws Refusal, Unsupported {
        JsonNode list = config.isArray() ? config : config.path("layers");
        require(list.isArray() && !list.isEmpty(), "model " + name, LayerOptions.shown(list), "layers must be a list");
        List<LayerSpec> read = new ArrayList<>();
        String previous = null;
        for (JsonNode entry : list) {
            LayerSpec layer = layer(entry, depth);
            if (previous == null && !layer.kind().equals("InputLayer")) {
                LayerSpec input = inputOf(layer, config);
                read.add(input);
                previous = input.name();
            }
            List<List<TensorRef>> calls =
                    previous == null ? List.of(List.of()) : List.of(List.of(new TensorRef(previous, 0, 0)));
            if (layer.kind().equals("InputLayer") && previous != null) {
                continue; // Keras 2.8 repeats it
            }
            read.add(new LayerSpec(
                    layer.name(), layer.kind(), major, layer.config(), calls, layer.nested(), layer.custom()));
            previous = layer.name();
        }
        unique(name, read);
        return new ModelSpec(
                name, read, List.of(new TensorRef(read.get(0).name(), 0, 0)), List.of(new TensorRef(previous, 0, 0)));
    }

    /** Older files have no InputLayer: the shape stands in the first layer, or beside the list. */
    private LayerSpec inputOf(LayerSpec first, JsonNode config) {
        JsonNode shape = first.config().path("batch_input_shape");
        if (!shape.isArray() && first.nested().isPresent()) {
            shape = first.nested().get().layers().get(0).config().path("batch_input_shape");
        }
        if (!shape.isArray()) {
            shape = config.path("build_input_shape");
        }
        JsonNode options = MAPPER.createObjectNode().set("batch_input_shape", shape);
        return new LayerSpec(
                first.name() + "_input", "InputLayer", major, options, List.of(List.of()), Optional.empty(), false);
    }

    private ModelSpec functional(String name, JsonNode config, int depth) throws Refusal, Unsupported {
        JsonNode list = config.path("layers");
        require(list.isArray() && !list.isEmpty(), "model " + name, LayerOptions.shown(list), "layers must be a list");
        List<LayerSpec> read = new ArrayList<>();
        for (JsonNode entry : list) {
            read.add(layer(entry, depth));
        }
        unique(name, read);
        return new ModelSpec(
                name, read, refs(name, config.path("input_layers")), refs(name, config.path("output_layers")));
    }

    private LayerSpec layer(JsonNode entry, int depth) throws Refusal, Unsupported {
        require(++layers <= MOST_LAYERS, "", "more", "layers must be at most %d", MOST_LAYERS);
        String kind = entry.path("class_name").asText("");
        require(!kind.isEmpty(), "", LayerOptions.shown(entry), "a layer must have a class_name");
        JsonNode config = entry.path("config");
        String name = config.path("name")
                .asText(entry.path("name").asText(kind.toLowerCase(java.util.Locale.ROOT) + "_" + layers));
        boolean model = MODELS.contains(kind) && !custom(entry, kind);
        Optional<ModelSpec> nested = model ? Optional.of(model(entry, kind, depth + 1)) : Optional.empty();
        List<List<TensorRef>> calls = new ArrayList<>();
        for (JsonNode node : entry.path("inbound_nodes")) {
            calls.add(Calls.read(name, kind, node));
        }
        if (kind.equals("InputLayer") && calls.isEmpty()) {
            calls.add(List.of());
        }
        return new LayerSpec(name, kind, major, config, List.copyOf(calls), nested, custom(entry, kind));
    }

    private static void unique(String model, List<LayerSpec> layers) throws Refusal {
        Set<String> names = new HashSet<>();
        for (LayerSpec layer : layers) {
            require(names.add(layer.name()), "model " + model, layer.name() + " twice", "layer names must differ");
        }
    }

    /** Lists of [name, call, output]; Keras 3 writes a single one without the outer list. */
    private static List<TensorRef> refs(String model, JsonNode list) throws Refusal {
        List<TensorRef> refs = new ArrayList<>();
        if (list.isArray() && list.path(0).isTextual()) {
            refs.add(Calls.ref(model, list));
        } else {
            require(
                    list.isArray() && !list.isEmpty(),
                    "model " + model,
                    LayerOptions.shown(list),
                    "inputs and outputs must be lists");
            for (JsonNode each : list) {
                refs.add(Calls.ref(model, each));
            }
        }
        return List.copyOf(refs);
    }
}
