package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of DL4J that a configuration may name. DL4J makes an object of whatever class a configuration names, so that a name
 * which is not on this list never reaches it; neither does an object without a name, which DL4J would read by its older rules.
 */
final class KnownClasses {
    static final String KEY = "@class";
    static final String CONF = "org.deeplearning4j.nn.conf.";
    static final String LAYER = CONF + "layers.";
    private static final String ND4J = "org.nd4j.linalg.";

    /** What settings below a layer may be; layers and preprocessors only where they may be inside another. */
    private static final Set<String> SETTINGS = Stream.of(
                    under(LAYER, "LSTM", "recurrent.SimpleRnn", "DenseLayer"),
                    under(
                            CONF + "preprocessor.",
                            "CnnToFeedForwardPreProcessor",
                            "FeedForwardToCnnPreProcessor",
                            "CnnToRnnPreProcessor",
                            "ComposableInputPreProcessor",
                            "RnnToCnnPreProcessor",
                            "FeedForwardToRnnPreProcessor",
                            "RnnToFeedForwardPreProcessor"),
                    under(
                            CONF + "dropout.",
                            "Dropout",
                            "AlphaDropout",
                            "GaussianDropout",
                            "GaussianNoise",
                            "SpatialDropout"),
                    under(
                            CONF + "constraint.",
                            "MaxNormConstraint",
                            "MinMaxNormConstraint",
                            "NonNegativeConstraint",
                            "UnitNormConstraint"),
                    under(
                            CONF + "distribution.",
                            "ConstantDistribution",
                            "NormalDistribution",
                            "OrthogonalDistribution",
                            "TruncatedNormalDistribution",
                            "UniformDistribution"),
                    under(
                            "org.deeplearning4j.nn.weights.WeightInit",
                            "Constant",
                            "Distribution",
                            "Identity",
                            "LecunNormal",
                            "LecunUniform",
                            "Normal",
                            "Ones",
                            "Relu",
                            "ReluUniform",
                            "Uniform",
                            "VarScalingNormalFanAvg",
                            "VarScalingNormalFanIn",
                            "VarScalingNormalFanOut",
                            "VarScalingUniformFanAvg",
                            "VarScalingUniformFanIn",
                            "VarScalingUniformFanOut",
                            "Xavier",
                            "XavierUniform",
                            "Zero"),
                    under(
                            ND4J + "activations.impl.Activation",
                            "ELU",
                            "GELU",
                            "HardSigmoid",
                            "HardTanH",
                            "Identity",
                            "LReLU",
                            "Mish",
                            "ReLU",
                            "ReLU6",
                            "SELU",
                            "Sigmoid",
                            "SoftPlus",
                            "SoftSign",
                            "Softmax",
                            "Swish",
                            "TanH",
                            "ThresholdedReLU"),
                    under(
                            ND4J + "lossfunctions.impl.Loss",
                            "BinaryXENT",
                            "CosineProximity",
                            "Hinge",
                            "KLD",
                            "L1",
                            "L2",
                            "MAE",
                            "MAPE",
                            "MCXENT",
                            "MSE",
                            "MSLE",
                            "NegativeLogLikelihood",
                            "Poisson",
                            "SquaredHinge"),
                    under(
                            ND4J + "learning.config.",
                            "AdaDelta",
                            "AdaGrad",
                            "AdaMax",
                            "Adam",
                            "AMSGrad",
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
                            "StepSchedule"))
            .flatMap(Set::stream)
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
                "%s must have an @class of the allow-list",
                place);
        checkFields(entry, place, object);
    }

    /** Checks that every object below names a class of the settings. */
    static void checkFields(String entry, String place, JsonNode object) throws Refusal {
        boolean map = object.path(KEY).asText().endsWith(".MapSchedule");
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
