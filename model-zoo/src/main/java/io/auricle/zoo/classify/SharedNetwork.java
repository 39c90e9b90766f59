package io.auricle.zoo.classify;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.zoo.classify.Network.Compiled;
import io.auricle.zoo.classify.Network.Stock;
import io.auricle.zoo.internal.Graphs;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.model.ModelContents;
import io.auricle.zoo.model.ModelInput;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes networks that share one set of parameters; the first one loads ND4J and its natives. */
final class SharedNetwork {
    private final boolean oneDnn;
    private final int threads;
    private ModelContents contents;
    private ComputationGraphConfiguration configuration;
    private INDArray parameters;

    /** A network still to be made. */
    SharedNetwork(ModelContents contents, boolean oneDnn, int threads) {
        this.contents = contents;
        this.oneDnn = oneDnn;
        this.threads = threads;
    }

    /** A copy of a network, so that its training or closing does not change ours. */
    SharedNetwork(ComputationGraph network, boolean oneDnn, int threads) {
        this.configuration = network.getConfiguration().clone();
        this.parameters = network.params().dup();
        this.oneDnn = oneDnn;
        this.threads = threads;
    }

    /** A network for one thread. */
    Network network(List<ModelInput> inputs) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SharedNetwork.class.getClassLoader()); // ND4J looks for its backend there
        try {
            ComputationGraph graph = plain();
            return oneDnn ? fast(graph, inputs) : new Stock(graph, inputs);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Network fast(ComputationGraph graph, List<ModelInput> inputs) {
        Options options = Options.builder().threads(threads).build();
        if (inputs.size() > 1) {
            return new Stock(OneDnn.accelerate(graph, options), inputs);
        }
        return OneDnn.inference(graph, options, Network.shape(1, inputs.get(0)))
                .<Network>map(inference -> new Compiled(inference, graph, options, inputs))
                .orElseGet(() -> new Stock(OneDnn.accelerate(graph, options), inputs));
    }

    /** The first graph brings the parameters along, the others are made over them. */
    private synchronized ComputationGraph plain() {
        if (configuration != null) {
            return Graphs.over(configuration, parameters);
        }
        try {
            ComputationGraph first = contents.graph();
            configuration = first.getConfiguration();
            parameters = first.params();
            contents = null;
            return first;
        } catch (Refusal e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
