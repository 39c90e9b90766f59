package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a configuration of DL4J would make, worked out from its JSON alone: no class of DL4J or ND4J is touched, nothing is allocated.
 *
 * @param shapes     what every input, layer and vertex gives, by name
 * @param outputName name of the output
 * @param parameters numbers in its parameters, DL4J's {@code numParams}
 * @param activation class of the output layer's activation, without package; empty if the output is no layer with a loss
 * @param loss       class of the output layer's loss, without package; empty if the output is no layer with a loss
 */
public record NetworkPlan(
        Map<String, Shape> shapes,
        String outputName,
        int parameters,
        Optional<String> activation,
        Optional<String> loss) {
    /** Parameters that a network may have: 32 million, 128 MB. */
    public static final int MOST_PARAMETERS = 1 << 25;

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
     * @param inputs shape of each input by name
     * @return the plan
     * @throws Refusal if it names a class, a field or a size that a model file must not have, or does not fit the inputs
     */
    public static NetworkPlan of(String entry, ObjectNode json, Map<String, Shape> inputs) throws Refusal {
        NetworkPlan plan = ofAnyOutput(entry, json, inputs);
        Shape answer = plan.shapes.get(plan.outputName);
        require(
                answer.rank() == 1 && answer.rows() == 1 && answer.stacked() == 1,
                entry,
                answer,
                "%s must answer one row of values an example",
                plan.outputName);
        return plan;
    }

    static NetworkPlan ofAnyOutput(String entry, ObjectNode json, Map<String, Shape> inputs) throws Refusal {
        JsonReader root = new JsonReader(entry, "", json);
        root.onlyKeys(ROOT);
        root.text("dataType", Set.of("FLOAT"));
        root.text("backpropType", Set.of("Standard"));
        checkLayerConf(root.object("defaultConfiguration"));
        root.object("defaultConfiguration").isNull("layer");
        checkPlain(root);
        return new GraphWalk(root, inputs).plan();
    }

    /** {@return how many values the network answers an example with} */
    public int classes() {
        return (int) shapes.get(outputName).dim(0);
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

    static void checkLayerConf(JsonReader conf) throws Refusal {
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
}
