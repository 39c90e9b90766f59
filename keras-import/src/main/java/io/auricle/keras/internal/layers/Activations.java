package io.auricle.keras.internal.layers;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Group;
import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Activation functions by Keras's words. */
final class Activations {
    static final String SOFTMAX = "softmax";
    static final String HARD_SIGMOID = "hard_sigmoid";
    /** Keras 3's hard sigmoid is the older one of 5/6 of its argument. */
    static final double HARD_SIGMOID_3 = 5.0 / 6.0;

    private static final Map<String, Supplier<IActivation>> POINTWISE = Map.ofEntries(
            Map.entry("linear", ActivationIdentity::new),
            Map.entry("relu", ActivationReLU::new),
            Map.entry("relu6", ActivationReLU6::new),
            Map.entry("sigmoid", ActivationSigmoid::new),
            Map.entry("tanh", ActivationTanH::new),
            Map.entry("elu", () -> new ActivationELU(1.0)),
            Map.entry("selu", ActivationSELU::new),
            Map.entry("softplus", ActivationSoftPlus::new),
            Map.entry("softsign", ActivationSoftSign::new),
            Map.entry("swish", ActivationSwish::new),
            Map.entry("silu", ActivationSwish::new),
            Map.entry(HARD_SIGMOID, ActivationHardSigmoid::new));

    private Activations() {}

    /** The word of an option; Keras 3 and some older files write an object of class and config. */
    static String word(LayerOptions options, String otherwise, String... keys) throws IOException {
        JsonNode value = options.get(keys);
        if (value.isObject()) {
            options.supported(
                    value.path("module").asText("keras").startsWith("keras")
                            && value.path("registered_name").asText("").indexOf('>') < 0,
                    "its " + keys[0] + " is code of the author's own");
            String name = value.path("config").isTextual()
                    ? value.path("config").textValue()
                    : value.path("class_name").asText();
            options.supported(
                    value.path("config").isTextual() || value.path("config").size() <= 2,
                    "its " + keys[0] + " has options of its own");
            return name.toLowerCase(java.util.Locale.ROOT);
        }
        return options.word(otherwise, keys);
    }

    /** A function of each value alone; empty word means none. */
    static IActivation pointwise(LayerOptions options, String word) throws IOException {
        Supplier<IActivation> known = POINTWISE.get(word);
        options.supported(known != null, "activation " + word + " cannot be had exactly");
        return known.get();
    }

    static boolean isHardSigmoid3(LayerOptions options, String word) {
        return word.equals(HARD_SIGMOID) && options.major() >= 3;
    }

    /** Whether a layer can apply the function itself; softmax and Keras 3's hard sigmoid need vertices of their own. */
    static boolean fuses(LayerOptions options, String word) {
        return !word.equals(SOFTMAX) && !isHardSigmoid3(options, word);
    }

    /** The activation that goes into the layer's own vertex. */
    static IActivation inside(LayerOptions options, String word) throws IOException {
        return fuses(options, word) ? pointwise(options, word) : new ActivationIdentity();
    }

    /** Adds vertices for what {@link #inside} left out. */
    static Tensor outside(Call call, Tensor t, String word) throws IOException {
        return fuses(call.options(), word) ? t : apply(call, t, word);
    }

    /** Adds vertices for an activation. */
    static Tensor apply(Call call, Tensor t, String word) throws IOException {
        if (word.equals(SOFTMAX)) {
            return softmax(call, t, t.rank() - 1);
        }
        Tensor x = t;
        if (isHardSigmoid3(call.options(), word)) {
            x = t.at(call.drawing().add(call.vertex() + "-scale", new ScaleVertex(HARD_SIGMOID_3), t.vertex()));
        }
        return layer(call, x, pointwise(call.options(), word));
    }

    static Tensor layer(Call call, Tensor t, IActivation activation) throws IOException {
        return t.at(call.drawing()
                .add(
                        call.vertex(),
                        new ActivationLayer.Builder().activation(activation).build(),
                        t.vertex()));
    }

    /** Along one axis: brought to the end, with all others in the batch. */
    static Tensor softmax(Call call, Tensor t, int axis) throws IOException {
        if (t.rank() == 1) {
            Tensor flat = call.arranged(t, Group.any(t.keras().get(0)));
            return layer(call, flat, new ActivationSoftmax());
        }
        Tensor last =
                call.arranged(t, Group.any(t.without(axis)), Group.any(t.keras().get(axis)));
        call.options()
                .supported(
                        java.util.Arrays.stream(last.arrayShape()).skip(1).allMatch(n -> n > 0),
                        "its length must be fixed in the model for softmax");
        int[] shape = last.arrayShape();
        String rows = call.drawing().add(call.vertex() + "-rows", new ReshapeVertex(-1, shape[2]), last.vertex());
        String done = call.drawing()
                .add(
                        call.vertex(),
                        new ActivationLayer.Builder()
                                .activation(new ActivationSoftmax())
                                .build(),
                        rows);
        return last.at(call.drawing().add(call.vertex() + "-axes", new ReshapeVertex(shape), done));
    }

    static List<String> words() {
        return POINTWISE.keySet().stream().sorted().toList();
    }
}
