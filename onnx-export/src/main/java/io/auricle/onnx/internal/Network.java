package io.auricle.onnx.internal;

import io.auricle.onnx.internal.LayerExport.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Writes a Deeplearning4j graph, vertex after vertex, into an ONNX graph.
 *
 * @param graph   where to
 * @param batchOf name of a tensor that has the network's batch
 */
public record Network(OnnxGraph graph, String batchOf) {

    /**
     * Adds the operators of a whole network.
     *
     * @param network the network
     * @param inputs  what it reads, in the order of its inputs
     * @return what it answers, in the order of its outputs
     */
    public List<Value> export(ComputationGraph network, List<Value> inputs) {
        ComputationGraphConfiguration conf = network.getConfiguration();
        Map<String, Value> known = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            known.put(conf.getNetworkInputs().get(i), inputs.get(i));
        }
        for (int index : network.topologicalSortOrder()) {
            String name = network.getVertices()[index].getVertexName();
            if (!known.containsKey(name)) {
                List<Value> read = conf.getVertexInputs().get(name).stream()
                        .map(known::get)
                        .toList();
                known.put(name, vertex(network, name, conf.getVertices().get(name), read));
            }
        }
        List<Value> outputs = new ArrayList<>();
        conf.getNetworkOutputs().forEach(name -> outputs.add(known.get(name)));
        return outputs;
    }

    private Value vertex(ComputationGraph network, String name, GraphVertex vertex, List<Value> inputs) {
        if (!(vertex instanceof LayerVertex layer)) {
            return Vertices.export(this, name, vertex, inputs);
        }
        Value input = layer.getPreProcessor() == null
                ? inputs.get(0)
                : Preprocessors.export(this, name + "-before", layer.getPreProcessor(), inputs.get(0));
        return Exporters.layer(
                new Node(graph, name, layer.getLayerConf().getLayer(), network.getLayer(name), "", input));
    }
}
