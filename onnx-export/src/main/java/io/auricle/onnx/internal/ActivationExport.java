package io.auricle.onnx.internal;

import io.auricle.onnx.internal.LayerExport.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;

/** Activation functions as ONNX operators, and as words of ONNX's LSTM. */
final class ActivationExport {
    @FunctionalInterface
    private interface Export {
        Value export(Node node, IActivation function, Value x);
    }

    private static final Map<Class<?>, Export> KNOWN = known();
    private static final Map<Class<?>, String> LSTM_WORDS = Map.of(
            ActivationReLU.class, "Relu",
            ActivationTanH.class, "Tanh",
            ActivationSigmoid.class, "Sigmoid",
            ActivationHardSigmoid.class, "HardSigmoid",
            ActivationSoftSign.class, "Softsign",
            ActivationSoftPlus.class, "Softplus");

    private ActivationExport() {}

    private static Map<Class<?>, Export> known() {
        Map<Class<?>, Export> known = new HashMap<>();
        known.put(ActivationIdentity.class, (node, f, x) -> x);
        known.put(ActivationReLU.class, plain("Relu"));
        known.put(ActivationReLU6.class, (node, f, x) -> clip(node, x, 0, 6));
        known.put(ActivationHardTanH.class, (node, f, x) -> clip(node, x, -1, 1));
        known.put(ActivationSigmoid.class, plain("Sigmoid"));
        known.put(ActivationTanH.class, plain("Tanh"));
        known.put(ActivationSELU.class, plain("Selu"));
        known.put(ActivationSoftPlus.class, plain("Softplus"));
        known.put(ActivationSoftSign.class, plain("Softsign"));
        known.put(ActivationELU.class, (node, f, x) -> alpha(node, "Elu", x, ((ActivationELU) f).getAlpha()));
        known.put(ActivationLReLU.class, (node, f, x) -> alpha(node, "LeakyRelu", x, ((ActivationLReLU) f).getAlpha()));
        known.put(
                ActivationThresholdedReLU.class,
                (node, f, x) -> alpha(node, "ThresholdedRelu", x, ((ActivationThresholdedReLU) f).getTheta()));
        known.put(
                ActivationHardSigmoid.class,
                (node, f, x) -> node.op("HardSigmoid", x.rank(), Map.of("alpha", 0.2f, "beta", 0.5f), x.name()));
        known.put(ActivationSwish.class, (node, f, x) -> {
            Value gate = node.op("Sigmoid", x.rank(), Map.of(), x.name());
            return node.op("Mul", x.rank(), Map.of(), x.name(), gate.name());
        });
        known.put(ActivationSoftmax.class, (node, f, x) -> {
            node.check(x.rank() == 2, "softmax over more than one axis");
            return node.op("Softmax", 2, Map.of("axis", 1L), x.name());
        });
        return known;
    }

    private static Export plain(String op) {
        return (node, f, x) -> node.op(op, x.rank(), Map.of(), x.name());
    }

    private static Value alpha(Node node, String op, Value x, double alpha) {
        return node.op(op, x.rank(), Map.of("alpha", (float) alpha), x.name());
    }

    private static Value clip(Node node, Value x, float least, float most) {
        String low = node.graph().constant(node.name() + "-least", new float[] {least});
        String high = node.graph().constant(node.name() + "-most", new float[] {most});
        return node.op("Clip", x.rank(), Map.of(), x.name(), low, high);
    }

    static Value apply(Node node, IActivation function, Value x) {
        Export known = KNOWN.get(function.getClass());
        node.check(known != null, "activation " + function.getClass().getSimpleName());
        node.check(isPlain(function), "a rectifier with a threshold or a largest value");
        return known.export(node, function, x);
    }

    /** Deeplearning4j's rectifier can have options that ONNX's lacks; they show in its text only. */
    private static boolean isPlain(IActivation function) {
        return !(function instanceof ActivationReLU relu) || new ActivationReLU().equals(relu);
    }

    /** The words of gates, cell and hidden state. */
    static List<String> ofLstm(Node node, IActivation gate, IActivation cell) {
        String gateWord = LSTM_WORDS.get(gate.getClass());
        String cellWord = LSTM_WORDS.get(cell.getClass());
        boolean known = gateWord != null && cellWord != null;
        node.check(
                known,
                "an LSTM of " + gate.getClass().getSimpleName() + " and "
                        + cell.getClass().getSimpleName());
        node.check(isPlain(cell) && isPlain(gate), "a rectifier with a threshold or a largest value");
        return List.of(gateWord, cellWord, cellWord);
    }
}
