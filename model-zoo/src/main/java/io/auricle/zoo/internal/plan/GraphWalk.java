package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through a configuration from the inputs to the output, each vertex once, and adds up what it would allocate. */
final class GraphWalk {
    private static final long MOST_VALUES = 1 << 26;
    private static final long MOST_VALUES_OF_ALL = 1 << 28;
    private static final int MOST_INPUTS = 16;

    private final JsonReader root;
    private final JsonReader vertices;
    private final Map<String, Shape> inputs;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final String output;
    private long parameters;
    private long values;
    private Optional<JsonReader> outputLayer = Optional.empty();

    GraphWalk(JsonReader root, Map<String, Shape> inputs) throws Refusal {
        this.root = root;
        this.vertices = root.object("vertices");
        this.inputs = inputs;
        List<String> names = root.names("networkInputs", MOST_INPUTS);
        require(
                new HashSet<>(names).equals(inputs.keySet()) && names.size() == inputs.size(),
                root.entry(),
                names,
                "networkInputs must be %s",
                new ArrayList<>(inputs.keySet()));
        List<String> outputs = root.names("networkOutputs", 1);
        require(outputs.size() == 1, root.entry(), outputs, "networkOutputs must be one name");
        this.output = outputs.get(0);
    }

    NetworkPlan plan() throws Refusal {
        Edges edges = new Edges(root, inputs.keySet());
        require(
                vertices.json().has(output),
                root.entry(),
                output,
                "networkOutputs must be one of %d vertices",
                vertices.json().size());
        List<String> ordered = edges.inOrder();
        edges.checkAllRead(output);
        edges.checkStoredOrder();
        for (Map.Entry<String, Shape> input : inputs.entrySet()) {
            add(input.getKey(), input.getValue());
        }
        for (String name : ordered) {
            List<Shape> read = new ArrayList<>();
            for (String source : edges.readBy(name)) {
                read.add(shapes.get(source));
            }
            add(name, shape(name, read));
        }
        return made();
    }

    private NetworkPlan made() throws Refusal {
        Optional<String> activation = Optional.empty();
        Optional<String> loss = Optional.empty();
        if (outputLayer.isPresent()) {
            activation = Optional.of(className(outputLayer.get().object("activationFn")));
            loss = Optional.of(className(outputLayer.get().object("lossFn")));
        }
        return new NetworkPlan(shapes, output, (int) parameters, activation, loss);
    }

    private static String className(JsonReader object) {
        String name = object.get(KnownClasses.KEY).asText();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private void add(String name, Shape shape) throws Refusal {
        require(
                shape.values() <= MOST_VALUES,
                root.entry(),
                shape,
                "%s must give at most %d values",
                name,
                MOST_VALUES);
        values += shape.values();
        require(
                values <= MOST_VALUES_OF_ALL,
                root.entry(),
                "at least " + values,
                "all vertices together must give at most %d values",
                MOST_VALUES_OF_ALL);
        shapes.put(name, shape);
    }

    private Shape shape(String name, List<Shape> read) throws Refusal {
        JsonReader vertex =
                new JsonReader(root.entry(), name, vertices.object(name).json());
        require(vertex.json().path(KnownClasses.KEY).isTextual(), root.entry(), "none", "%s must have an @class", name);
        if (!Rules.isLayer(vertex)) {
            KnownClasses.checkFields(root.entry(), name, vertex.json());
            return Rules.vertex(vertex, read, inputs);
        }
        require(read.size() == 1, root.entry(), read.size(), "%s must read 1 input", name);
        return layer(name, vertex, read.get(0));
    }

    private Shape layer(String name, JsonReader vertex, Shape in) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "layerConf", "outputVertex", "preProcessor"));
        NetworkPlan.checkLayerConf(vertex.object("layerConf"));
        JsonNode json = vertex.object("layerConf").object("layer").json();
        JsonReader layer = new JsonReader(root.entry(), name, json);
        LayerRule.Result result = Rules.layer(layer, preprocessed(name, vertex, in));
        if (json.has("lossFn")) {
            require(name.equals(output), root.entry(), name, "the output, and no other, may have a loss");
            outputLayer = Optional.of(layer);
        }
        parameters += result.parameters();
        require(
                parameters <= NetworkPlan.MOST_PARAMETERS,
                root.entry(),
                "at least " + parameters,
                "the network must have at most %d parameters",
                NetworkPlan.MOST_PARAMETERS);
        return result.shape();
    }

    private Shape preprocessed(String name, JsonReader vertex, Shape in) throws Refusal {
        if (vertex.get("preProcessor").isNull()) {
            return in;
        }
        return Rules.preprocess(
                new JsonReader(root.entry(), name, vertex.object("preProcessor").json()), in);
    }
}
