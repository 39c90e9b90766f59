package io.auricle.onednn;

import io.auricle.onednn.internal.plan.Network;
import io.auricle.onednn.internal.plan.Network.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;

/** A graph as a plan sees it. */
final class GraphNetwork {
    private GraphNetwork() {}

    static Network of(ComputationGraph graph, boolean rounds) {
        Map<Integer, Integer> position = new HashMap<>();
        List<Vertex> result = new ArrayList<>();
        for (int index : graph.topologicalSortOrder()) {
            position.put(index, result.size());
            result.add(describe(graph, graph.getVertices()[index], position));
        }
        return new Network(result, rounds);
    }

    private static Vertex describe(ComputationGraph graph, GraphVertex vertex, Map<Integer, Integer> position) {
        String name = vertex.getVertexName();
        List<Integer> inputs = new ArrayList<>();
        VertexIndices[] from = vertex.getInputVertices();
        for (VertexIndices v : from == null ? new VertexIndices[0] : from) {
            inputs.add(position.get(v.getVertexIndex()));
        }
        return new Vertex(
                name,
                vertex.getLayer(),
                graph.getConfiguration().getVertices().get(name),
                vertex,
                vertex instanceof LayerVertex layer ? layer.getLayerPreProcessor() : null,
                inputs,
                vertex.isInputVertex()
                        ? graph.getConfiguration().getNetworkInputs().indexOf(name)
                        : -1,
                graph.getConfiguration().getNetworkOutputs().indexOf(name));
    }
}
