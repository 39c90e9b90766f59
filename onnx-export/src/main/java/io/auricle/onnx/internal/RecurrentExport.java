package io.auricle.onnx.internal;

import io.auricle.onnx.internal.LayerExport.Node;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/** LSTMs. Deeplearning4j's gates are cell, forget, output, input; ONNX's are input, output, forget, cell. */
final class RecurrentExport {
    private static final int[] OUR_GATE = {3, 2, 1, 0};
    private static final long TIME = 2;

    private RecurrentExport() {}

    static Value lstm(Node node) {
        return run(node, "forward");
    }

    static Value bidirectional(Node node) {
        Bidirectional conf = (Bidirectional) node.conf();
        Value one = branch(node.with(conf.getFwd(), "f"), "forward");
        Value two = branch(node.with(conf.getBwd(), "b"), "reverse");
        int rank = one.rank();
        return switch (conf.getMode()) {
            case CONCAT -> node.op("Concat", rank, Map.of("axis", 1L), one.name(), two.name());
            case ADD -> node.op("Add", rank, Map.of(), one.name(), two.name());
            case MUL -> node.op("Mul", rank, Map.of(), one.name(), two.name());
            case AVERAGE -> node.op("Mean", rank, Map.of(), one.name(), two.name());
        };
    }

    private static Value branch(Node node, String direction) {
        node.check(
                node.conf() instanceof LSTM,
                "two directions of a " + node.conf().getClass().getSimpleName());
        return run(node, direction);
    }

    static Value lastStep(Node node) {
        Layer inner = ((LastTimeStep) node.conf()).getUnderlying();
        return last(node.graph(), node.name() + "-last", Exporters.layer(node.with(inner, "")));
    }

    static Value last(OnnxGraph graph, String name, Value sequence) {
        return graph.node("Gather", name, 2, Map.of("axis", TIME), sequence.name(), graph.integer(name + "-index", -1));
    }

    private static Value run(Node node, String direction) {
        LSTM conf = (LSTM) node.conf();
        node.check(conf.getRnnDataFormat() != RNNFormat.NWC, "sequences with time before channels");
        INDArray kernel = node.parameter("W");
        INDArray recurrent = node.parameter("RW");
        long units = recurrent.size(0);
        long in = kernel.size(0);
        String name = node.name() + (direction.equals("forward") ? "" : "-" + direction);
        OnnxGraph graph = node.graph();
        Value steps = graph.node(
                "Transpose",
                name + "-steps",
                3,
                Map.of("perm", new long[] {2, 0, 1}),
                node.input().name());
        float[] bias = new float[(int) (8 * units)];
        System.arraycopy(gates(node.parameter("b").reshape(1, 4 * units), units), 0, bias, 0, (int) (4 * units));
        Map<String, Object> attributes = Map.of(
                "hidden_size",
                units,
                "direction",
                direction,
                "activations",
                ActivationExport.ofLstm(node, conf.getGateActivationFn(), conf.getActivationFn()),
                "activation_alpha",
                new float[] {0.2f, 0.2f, 0.2f},
                "activation_beta",
                new float[] {0.5f, 0.5f, 0.5f});
        Value all = graph.node(
                "LSTM",
                name + "-lstm",
                4,
                pruned(attributes),
                steps.name(),
                graph.constant(name + "-W", gates(kernel, units), 1, 4 * units, in),
                graph.constant(name + "-R", gates(recurrent, units), 1, 4 * units, units),
                graph.constant(name + "-B", bias, 1, 8 * units));
        Value one =
                graph.node("Squeeze", name + "-direction", 3, Map.of(), all.name(), graph.integers(name + "-axis", 1));
        return graph.node("Transpose", name, 3, Map.of("perm", new long[] {1, 2, 0}), one.name());
    }

    /** Slopes are for those functions alone that have them. */
    private static Map<String, Object> pruned(Map<String, Object> attributes) {
        Map<String, Object> kept = new java.util.HashMap<>(attributes);
        List<?> words = (List<?>) attributes.get("activations");
        int hard = (int) words.stream().filter("HardSigmoid"::equals).count();
        if (hard == 0) {
            kept.remove("activation_alpha");
            kept.remove("activation_beta");
        } else {
            float[] alpha = new float[hard];
            float[] beta = new float[hard];
            java.util.Arrays.fill(alpha, 0.2f);
            java.util.Arrays.fill(beta, 0.5f);
            kept.put("activation_alpha", alpha);
            kept.put("activation_beta", beta);
        }
        return kept;
    }

    /** [rows, 4 units] in our order of gates to [4 units, rows] in ONNX's. */
    private static float[] gates(INDArray ours, long unitCount) {
        int units = (int) unitCount;
        float[][] matrix = ours.toFloatMatrix();
        int rows = matrix.length;
        float[] theirs = new float[4 * units * rows];
        for (int gate = 0; gate < 4; gate++) {
            for (int u = 0; u < units; u++) {
                for (int row = 0; row < rows; row++) {
                    theirs[(gate * units + u) * rows + row] = matrix[row][OUR_GATE[gate] * units + u];
                }
            }
        }
        return theirs;
    }

    /** A dense output on each step. */
    static Value output(Node node) {
        RnnOutputLayer conf = (RnnOutputLayer) node.conf();
        INDArray weights = node.parameter("W");
        OnnxGraph graph = node.graph();
        Value rows = graph.node(
                "Transpose",
                node.name() + "-steps",
                3,
                Map.of("perm", new long[] {0, 2, 1}),
                node.input().name());
        Value sum = graph.node(
                "MatMul", node.name() + "-product", 3, Map.of(), rows.name(), node.constant("W", weights.shape()));
        if (conf.hasBias()) {
            sum = graph.node("Add", node.name() + "-sum", 3, Map.of(), sum.name(), node.constant("b", weights.size(1)));
        }
        boolean softmax = conf.getActivationFn() instanceof ActivationSoftmax;
        Value done = softmax
                ? graph.node("Softmax", node.name() + "-softmax", 3, Map.of("axis", 2L), sum.name())
                : ActivationExport.apply(node, softmax ? new ActivationIdentity() : conf.getActivationFn(), sum);
        return graph.node("Transpose", node.name(), 3, Map.of("perm", new long[] {0, 2, 1}), done.name());
    }
}
