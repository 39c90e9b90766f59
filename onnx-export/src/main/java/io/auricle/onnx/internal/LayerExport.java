package io.auricle.onnx.internal;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes one kind of layer as ONNX operators. */
@FunctionalInterface
interface LayerExport {
    /**
     * Adds operators.
     *
     * @param node the layer
     * @return what it answers
     */
    Value export(Node node);

    /**
     * One layer to export.
     *
     * @param graph  where to
     * @param name   name of the vertex
     * @param conf   its configuration
     * @param layer  its parameters
     * @param prefix what the parameters' names start with, inside a wrapper
     * @param input  what it reads
     */
    record Node(
            OnnxGraph graph,
            String name,
            org.deeplearning4j.nn.conf.layers.Layer conf,
            Layer layer,
            String prefix,
            Value input) {

        Node with(org.deeplearning4j.nn.conf.layers.Layer inner, String more) {
            return new Node(graph, name, inner, layer, prefix + more, input);
        }

        Node reading(Value other) {
            return new Node(graph, name, conf, layer, prefix, other);
        }

        INDArray parameter(String key) {
            INDArray value = layer.paramTable().get(prefix + key);
            check(value != null, "it has no parameter " + prefix + key);
            return value;
        }

        boolean has(String key) {
            return layer.paramTable().containsKey(prefix + key);
        }

        String constant(String key, long... shape) {
            return graph.constant(name + "-" + prefix + key, parameter(key), shape);
        }

        Value op(String type, int rank, Map<String, ?> attributes, String... inputs) {
            return graph.node(type, name, rank, attributes, inputs);
        }

        void check(boolean holds, String reason) {
            if (!holds) {
                throw new NoOperatorException(name, reason);
            }
        }
    }
}
