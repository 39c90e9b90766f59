package io.auricle.onnx.internal;

import java.util.Map;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;

/**
 * Changes of shape before layers. Time steps in rows are counted example by example here, and step by step in Deeplearning4j: rows do not
 * meet each other, and the way back undoes the same order.
 */
final class Preprocessors {
    private Preprocessors() {}

    static Value export(Network network, String name, InputPreProcessor pre, Value input) {
        OnnxGraph graph = network.graph();
        if (pre instanceof ComposableInputPreProcessor all) {
            Value value = input;
            for (InputPreProcessor each : all.getInputPreProcessors()) {
                value = export(network, name, each, value);
            }
            return value;
        }
        if (pre instanceof CnnToFeedForwardPreProcessor) {
            return input.rank() == 2
                    ? input
                    : graph.node("Flatten", name + "-flat", 2, Map.of("axis", 1L), input.name());
        }
        if (pre instanceof FeedForwardToCnnPreProcessor cnn) {
            long[] shape = {-1, cnn.getNumChannels(), cnn.getInputHeight(), cnn.getInputWidth()};
            return input.rank() == 4
                    ? input
                    : graph.node(
                            "Reshape",
                            name + "-picture",
                            4,
                            Map.of(),
                            input.name(),
                            graph.integers(name + "-shape", shape));
        }
        if (pre instanceof RnnToFeedForwardPreProcessor rnn) {
            return toRows(graph, name, rnn, input);
        }
        if (pre instanceof FeedForwardToRnnPreProcessor rnn) {
            return toSteps(network, name, rnn, input);
        }
        throw new NoOperatorException(name, "preprocessor " + pre.getClass().getSimpleName());
    }

    private static Value toRows(OnnxGraph graph, String name, RnnToFeedForwardPreProcessor pre, Value input) {
        Value steps = pre.getRnnDataFormat() == RNNFormat.NWC ? input : swap(graph, name + "-steps", input);
        Value size = graph.node("Shape", name + "-size", 1, Map.of("start", 2L, "end", 3L), steps.name());
        Value shape = graph.node(
                "Concat", name + "-rows-shape", 1, Map.of("axis", 0L), graph.integers(name + "-any", -1), size.name());
        return graph.node("Reshape", name + "-rows", 2, Map.of(), steps.name(), shape.name());
    }

    /** The batch is that of the network's input. */
    private static Value toSteps(Network network, String name, FeedForwardToRnnPreProcessor pre, Value input) {
        OnnxGraph graph = network.graph();
        Value batch = graph.node("Shape", name + "-batch", 1, Map.of("start", 0L, "end", 1L), network.batchOf());
        Value size = graph.node("Shape", name + "-width", 1, Map.of("start", 1L, "end", 2L), input.name());
        Value shape = graph.node(
                "Concat",
                name + "-steps-shape",
                1,
                Map.of("axis", 0L),
                batch.name(),
                graph.integers(name + "-any", -1),
                size.name());
        Value steps = graph.node("Reshape", name + "-back", 3, Map.of(), input.name(), shape.name());
        return pre.getRnnDataFormat() == RNNFormat.NWC ? steps : swap(graph, name, steps);
    }

    private static Value swap(OnnxGraph graph, String name, Value input) {
        return graph.node("Transpose", name, 3, Map.of("perm", new long[] {0, 2, 1}), input.name());
    }
}
