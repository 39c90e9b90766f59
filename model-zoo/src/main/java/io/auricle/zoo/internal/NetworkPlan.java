package io.auricle.zoo.internal;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.zoo.internal.Shape.Picture;
import io.auricle.zoo.internal.Shape.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a configuration of DL4J would make, worked out from its JSON alone: no class of DL4J or ND4J is touched, nothing is allocated.
 *
 * @param classes    labels that the network tells apart
 * @param parameters numbers in its parameters, DL4J's {@code numParams}
 */
public record NetworkPlan(int classes, int parameters) {
    /** Parameters that a network may have: 32 million, 128 MB. */
    public static final int MOST_PARAMETERS = 1 << 25;

    private static final long MOST_VALUES = 1 << 26;
    private static final int MOST_VERTICES = 512;
    private static final Set<String> ROOT = Set.of(
            "backpropType",
            "cacheMode",
            "dataType",
            "defaultConfiguration",
            "epochCount",
            "inferenceWorkspaceMode",
            "iterationCount",
            "networkInputs",
            "networkOutputs",
            "tbpttBackLength",
            "tbpttFwdLength",
            "topologicalOrder",
            "topologicalOrderStr",
            "trainingWorkspaceMode",
            "validateOutputLayerConfig",
            "vertexInputs",
            "vertices");
    private static final Set<String> LAYER_CONF = Set.of(
            "cacheMode",
            "dataType",
            "epochCount",
            "iterationCount",
            "layer",
            "maxNumLineSearchIterations",
            "miniBatch",
            "minimize",
            "optimizationAlgo",
            "seed",
            "stepFunction",
            "variables");

    /**
     * Checks a configuration and works out what it makes.
     *
     * @param entry  name of the configuration in refusals
     * @param json   the configuration, strictly parsed
     * @param bands  rows of the pictures that the network is to read
     * @param frames columns of them
     * @return the plan
     * @throws Refusal if it names a class, a field or a size that Auricle's networks do not have, or does not fit the pictures
     */
    public static NetworkPlan of(String entry, ObjectNode json, int bands, int frames) throws Refusal {
        JsonReader root = new JsonReader(entry, "", json);
        root.onlyKeys(ROOT);
        root.text("dataType", Set.of("FLOAT"));
        root.text("backpropType", Set.of("Standard"));
        checkLayerConf(root.object("defaultConfiguration"));
        root.object("defaultConfiguration").isNull("layer");
        checkPlain(root);
        return new Walk(root).from(new Picture(1, bands, frames));
    }

    /** Fields outside layers hold words and numbers, never objects. */
    private static void checkPlain(JsonReader root) throws Refusal {
        Set<String> objects = Set.of("defaultConfiguration", "vertices", "vertexInputs");
        for (Map.Entry<String, JsonNode> field : root.json().properties()) {
            if (!objects.contains(field.getKey())) {
                KnownClasses.checkBelow(root.entry(), field.getKey(), field.getValue());
            }
        }
    }

    private static void checkLayerConf(JsonReader conf) throws Refusal {
        conf.onlyKeys(LAYER_CONF);
        conf.isNull("stepFunction");
        for (Map.Entry<String, JsonNode> field : conf.json().properties()) {
            boolean plain = field.getKey().equals("layer")
                    || field.getValue().isValueNode()
                    || field.getKey().equals("variables") && field.getValue().isArray();
            require(
                    plain,
                    conf.entry(),
                    JsonReader.shown(field.getValue()),
                    "%s.%s must be plain",
                    conf.place(),
                    field.getKey());
        }
    }

    /** Goes from layer to layer; the networks are one line from input to output. */
    private static final class Walk {
        private final JsonReader root;
        private final JsonReader vertices;
        private final Map<String, String> below = new HashMap<>();
        private final String input;
        private long parameters;

        Walk(JsonReader root) throws Refusal {
            this.root = root;
            this.vertices = root.object("vertices");
            this.input = only("networkInputs", root.get("networkInputs"));
            require(
                    vertices.json().size() <= MOST_VERTICES,
                    root.entry(),
                    vertices.json().size(),
                    "vertices must be at most %d",
                    MOST_VERTICES);
            JsonReader inputs = root.object("vertexInputs");
            for (Map.Entry<String, JsonNode> field : inputs.json().properties()) {
                String above = only("vertexInputs." + field.getKey(), field.getValue());
                require(
                        below.put(above, field.getKey()) == null,
                        root.entry(),
                        above + " read twice",
                        "vertexInputs must form one line of layers");
            }
        }

        NetworkPlan from(Picture picture) throws Refusal {
            Shape shape = picture;
            checkSize(input, shape);
            Set<String> seen = new HashSet<>();
            String last = input;
            for (String name = below.get(input); name != null; name = below.get(name)) {
                require(seen.add(name), root.entry(), name + " twice", "vertexInputs must form one line of layers");
                shape = apply(name, vertex(name), shape, !below.containsKey(name));
                checkSize(name, shape);
                last = name;
            }
            require(
                    !seen.isEmpty() && seen.size() == vertices.json().size(),
                    root.entry(),
                    seen.size() + " of " + vertices.json().size(),
                    "vertexInputs must lead from the input through all layers");
            String output = only("networkOutputs", root.get("networkOutputs"));
            require(output.equals(last), root.entry(), output, "networkOutputs must be the last layer, %s", last);
            return new NetworkPlan(((Row) shape).features(), (int) parameters);
        }

        private Shape apply(String name, JsonReader vertex, Shape in, boolean last) throws Refusal {
            require(
                    vertex.json().path(KnownClasses.KEY).isTextual(),
                    root.entry(),
                    "none",
                    "%s must have an @class",
                    name);
            String kind = vertex.text(KnownClasses.KEY, KnownClasses.VERTICES);
            boolean layer = kind.endsWith(".LayerVertex");
            require(!last || layer, root.entry(), kind, "%s must be the output layer", name);
            if (layer) {
                return layer(name, vertex, in, last);
            }
            return kind.endsWith(".ReshapeVertex")
                    ? LayerRules.reshape(vertex, in)
                    : LayerRules.lastStep(vertex, in, input);
        }

        private JsonReader vertex(String name) throws Refusal {
            return new JsonReader(root.entry(), name, vertices.object(name).json());
        }

        private Shape layer(String name, JsonReader vertex, Shape in, boolean last) throws Refusal {
            vertex.onlyKeys(Set.of(KnownClasses.KEY, "layerConf", "outputVertex", "preProcessor"));
            checkLayerConf(vertex.object("layerConf"));
            JsonNode json = vertex.object("layerConf").object("layer").json();
            KnownClasses.check(root.entry(), name, json, KnownClasses.LAYERS);
            boolean output = json.get(KnownClasses.KEY).textValue().endsWith(".OutputLayer");
            require(output == last, root.entry(), name, "the last layer, and no other, must be an OutputLayer");
            LayerRules.Result result =
                    LayerRules.apply(new JsonReader(root.entry(), name, json), flattened(name, vertex, in));
            parameters += result.parameters();
            require(
                    parameters <= MOST_PARAMETERS,
                    root.entry(),
                    "at least " + parameters,
                    "the network must have at most %d parameters",
                    MOST_PARAMETERS);
            return result.shape();
        }

        private Shape flattened(String name, JsonReader vertex, Shape in) throws Refusal {
            if (vertex.get("preProcessor").isNull()) {
                return in;
            }
            JsonReader preProcessor = new JsonReader(
                    root.entry(), name, vertex.object("preProcessor").json());
            KnownClasses.check(root.entry(), preProcessor.place(), preProcessor.json(), KnownClasses.PREPROCESSORS);
            return LayerRules.flatten(preProcessor, in);
        }

        private void checkSize(String name, Shape shape) throws Refusal {
            require(
                    shape.values() <= MOST_VALUES,
                    root.entry(),
                    shape,
                    "%s must give at most %d values",
                    name,
                    MOST_VALUES);
        }

        private String only(String name, JsonNode list) throws Refusal {
            require(
                    list.isArray() && list.size() == 1 && list.get(0).isTextual(),
                    root.entry(),
                    JsonReader.shown(list),
                    "%s must be one name",
                    name);
            return list.get(0).textValue();
        }
    }
}
