package io.auricle.onednn.internal.plan;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;

/**
 * What a plan must know of a network, be it a ComputationGraph or a MultiLayerNetwork.
 *
 * @param vertices in the order of execution; inputs first
 * @param rounds   whether products may round their inputs to bfloat16
 */
public record Network(List<Vertex> vertices, boolean rounds) {
    public Network {
        vertices = List.copyOf(vertices);
    }

    /**
     * One layer or vertex.
     *
     * @param name         its name
     * @param layer        the layer, or null
     * @param vertex       the configuration of a graph's vertex that is no layer, or null
     * @param runtime      the vertex itself, or null in a list of layers
     * @param preProcessor what the layer applies to its input, or null
     * @param inputs       indices of the vertices that it reads
     * @param input        number of the network's input that this is, or -1
     * @param output       number of the network's output that this is, or -1
     */
    public record Vertex(
            String name,
            Layer layer,
            GraphVertex vertex,
            org.deeplearning4j.nn.graph.vertex.GraphVertex runtime,
            InputPreProcessor preProcessor,
            List<Integer> inputs,
            int input,
            int output) {
        /** What a report calls it. */
        public String kind() {
            if (input >= 0) {
                return "input";
            }
            return layer != null
                    ? layer.conf().getLayer().getClass().getSimpleName()
                    : vertex.getClass().getSimpleName();
        }
    }
}
