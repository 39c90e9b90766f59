package io.auricle.zoo.model;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.internal.plan.NetworkPlan;
import io.auricle.zoo.internal.plan.Shape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold between a network and the rest of a model. */
final class ModelCheck {
    static final int LONGEST_LABEL = 200;
    static final int MOST_LABELS = 10_000;

    private static final Map<OutputKind, String> ACTIVATIONS =
            Map.of(OutputKind.SOFTMAX, "ActivationSoftmax", OutputKind.SIGMOID, "ActivationSigmoid");
    private static final Map<OutputKind, Set<String>> LOSSES = Map.of(
            OutputKind.SOFTMAX, Set.of("LossMCXENT", "LossNegativeLogLikelihood", "LossKLD"),
            OutputKind.SIGMOID, Set.of("LossBinaryXENT"));

    private ModelCheck() {}

    static NetworkPlan plan(String entry, ObjectNode configuration, List<ModelInput> inputs) throws Refusal {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (ModelInput input : inputs) {
            long[] dims = input.shape().stream().mapToLong(Long::longValue).toArray();
            require(
                    shapes.put(input.name(), Shape.of(dims)) == null,
                    entry,
                    input.name() + " twice",
                    "inputs must have different names");
        }
        return NetworkPlan.of(entry, configuration, shapes);
    }

    /** Checks that the network ends as its output says. */
    static void output(String entry, NetworkPlan plan, OutputKind output) throws Refusal {
        if (output == OutputKind.VALUES) {
            return;
        }
        String activation = ACTIVATIONS.get(output);
        require(
                plan.activation().equals(java.util.Optional.of(activation))
                        && LOSSES.get(output).contains(plan.loss().orElse("")),
                entry,
                plan.activation().orElse("no layer with a loss")
                        + plan.loss().map(loss -> " with " + loss).orElse(""),
                "%s must be an output layer with %s and one of %s, as the output is %s",
                plan.outputName(),
                activation,
                LOSSES.get(output).stream().sorted().toList(),
                output);
    }

    /** Checks that there is a label for each output; plain values may do without. */
    static void labels(String entry, List<String> labels, int classes, OutputKind output) throws Refusal {
        boolean none = output == OutputKind.VALUES && labels.isEmpty();
        require(
                none || labels.size() == classes && classes >= output.leastClasses(),
                entry,
                labels.size(),
                "labels must be one per network output, %d, and at least %d",
                classes,
                output.leastClasses());
        require(labels.size() <= MOST_LABELS, entry, labels.size(), "labels must be at most %d", MOST_LABELS);
        require(new HashSet<>(labels).size() == labels.size(), entry, "some twice", "labels must all be different");
        for (String label : labels) {
            require(
                    !label.isBlank() && label.length() <= LONGEST_LABEL,
                    entry,
                    label.isBlank() ? "a blank one" : label.length() + " characters",
                    "labels must have 1 to %d characters",
                    LONGEST_LABEL);
        }
    }

    static void thresholds(String entry, Thresholds thresholds, int classes) throws Refusal {
        int count = thresholds.values().size();
        require(
                count <= 1 || count == classes,
                entry,
                count,
                "thresholds must be none, one, or one per label, %d",
                classes);
    }
}
