package io.auricle.zoo.internal;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The classes of DL4J that a configuration may name. DL4J makes an object of whatever class a configuration names, so that a name
 * which is not on this list never reaches it; neither does an object without a name, which DL4J would read by its older rules.
 */
final class KnownClasses {
    static final String KEY = "@class";
    private static final String CONF = "org.deeplearning4j.nn.conf.";
    private static final String ND4J = "org.nd4j.linalg.";

    static final Set<String> VERTICES =
            under(CONF + "graph.", "LayerVertex", "ReshapeVertex", "rnn.LastTimeStepVertex");
    static final Set<String> LAYERS = under(
            CONF + "layers.",
            "ConvolutionLayer",
            "SubsamplingLayer",
            "BatchNormalization",
            "ActivationLayer",
            "DropoutLayer",
            "DenseLayer",
            "LSTM",
            "recurrent.Bidirectional",
            "GlobalPoolingLayer",
            "OutputLayer");
    static final Set<String> PREPROCESSORS = under(CONF + "preprocessor.", "CnnToFeedForwardPreProcessor");
    private static final Set<String> SETTINGS = Arrays.stream(new Set<?>[] {
                under(CONF + "layers.", "LSTM"),
                PREPROCESSORS,
                under(CONF + "dropout.", "Dropout"),
                under(
                        "org.deeplearning4j.nn.weights.",
                        "WeightInitXavierUniform",
                        "WeightInitXavier",
                        "WeightInitRelu",
                        "WeightInitReluUniform"),
                under(ND4J + "activations.impl.Activation", "Identity", "ReLU", "Sigmoid", "Softmax", "TanH"),
                under(ND4J + "lossfunctions.impl.", "LossMCXENT"),
                under(
                        ND4J + "learning.config.",
                        "Adam",
                        "AMSGrad",
                        "AdaMax",
                        "Nadam",
                        "Nesterovs",
                        "NoOp",
                        "RmsProp",
                        "Sgd"),
                under(ND4J + "learning.regularization.", "L1Regularization", "L2Regularization", "WeightDecay"),
                under(
                        ND4J + "schedule.",
                        "CycleSchedule",
                        "ExponentialSchedule",
                        "FixedSchedule",
                        "InverseSchedule",
                        "MapSchedule",
                        "PolySchedule",
                        "RampSchedule",
                        "SigmoidSchedule",
                        "StepSchedule")
            })
            .flatMap(Set::stream)
            .map(String.class::cast)
            .collect(Collectors.toUnmodifiableSet());

    private KnownClasses() {}

    private static Set<String> under(String prefix, String... names) {
        return Arrays.stream(names).map(name -> prefix + name).collect(Collectors.toUnmodifiableSet());
    }

    /** Checks the class of an object, and that every object below it names a class of the settings. */
    static void check(String entry, String place, JsonNode object, Set<String> allowed) throws Refusal {
        JsonNode name = object.path(KEY);
        require(
                name.isTextual() && allowed.contains(name.textValue()),
                entry,
                name.isMissingNode() ? "an object without one" : JsonReader.shown(name),
                "%s must have an @class that Auricle knows",
                place);
        boolean map = name.textValue().endsWith(".MapSchedule");
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (map && field.getKey().equals("values")) {
                checkNumbers(entry, place + ".values", field.getValue());
            } else {
                checkBelow(entry, place + "." + field.getKey(), field.getValue());
            }
        }
    }

    /** Checks what may hold settings of any kind: each object in it must name its class. */
    static void checkBelow(String entry, String place, JsonNode value) throws Refusal {
        if (value.isObject()) {
            check(entry, place, value, SETTINGS);
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                checkBelow(entry, place, element);
            }
        }
    }

    private static void checkNumbers(String entry, String place, JsonNode map) throws Refusal {
        for (JsonNode value : map) {
            require(value.isNumber(), entry, JsonReader.shown(value), "%s must be numbers", place);
        }
    }
}
