package io.auricle.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A backbone and a head as one graph: windows become examples of the backbone, {@code [N, windows, bands, frames]} to
 * {@code [N * windows, 1, bands, frames]}, and its values become rows of the head's input, {@code [N, 1, windows, values]}.
 */
final class JoinedGraph {
    private static final String PREFIX = "backbone-";
    private static final String WINDOWS = PREFIX + "windows";
    private static final String VALUES = PREFIX + "values";

    private JoinedGraph() {}

    static ComputationGraph of(Backbone backbone, ComputationGraph head, int windows) {
        int bands = backbone.frontEnd().bands();
        int frames = backbone.frontEnd().frames();
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs(NetworkSpec.INPUT)
                .setInputTypes(InputType.convolutional(bands, frames, windows));
        builder.addVertex(WINDOWS, new ReshapeVertex(-1, 1, bands, frames), NetworkSpec.INPUT);
        String last = backbone.addTo(builder, WINDOWS, PREFIX);
        builder.addVertex(VALUES, new ReshapeVertex(-1, 1, windows, backbone.values()), last);
        addHead(builder, head.getConfiguration());
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        backbone.copyInto(graph, PREFIX);
        copyHead(head, graph);
        return graph;
    }

    private static void addHead(GraphBuilder builder, ComputationGraphConfiguration head) {
        String input = head.getNetworkInputs().get(0);
        for (Map.Entry<String, GraphVertex> vertex : head.getVertices().entrySet()) {
            List<String> inputs = head.getVertexInputs().get(vertex.getKey());
            String[] renamed = inputs.stream()
                    .map(name -> name.equals(input) ? VALUES : name)
                    .toArray(String[]::new);
            builder.addVertex(vertex.getKey(), vertex.getValue().clone(), renamed);
        }
        builder.setOutputs(head.getNetworkOutputs().toArray(String[]::new));
    }

    private static void copyHead(ComputationGraph head, ComputationGraph graph) {
        Arrays.stream(head.getLayers()).forEach(layer -> {
            String name = layer.conf().getLayer().getLayerName();
            for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
                graph.getLayer(name).getParam(parameter.getKey()).assign(parameter.getValue());
            }
        });
    }
}
