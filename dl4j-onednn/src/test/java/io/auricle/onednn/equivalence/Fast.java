package io.auricle.onednn.equivalence;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Accelerates a network of either kind. */
final class Fast {
    private Fast() {}

    static Model accelerate(Model network) {
        return accelerate(network, Options.defaults());
    }

    static Model accelerate(Model network, Options options) {
        return network instanceof ComputationGraph graph
                ? OneDnn.accelerate(graph, options)
                : OneDnn.accelerate((MultiLayerNetwork) network, options);
    }
}
