package io.auricle.zoo;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.zoo.internal.Refusal;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes graphs that share one set of parameters; the first one loads ND4J and its natives. */
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

    ComputationGraph graph() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SharedNetwork.class.getClassLoader()); // ND4J looks for its backend there
        try {
            ComputationGraph graph = plain();
            return oneDnn
                    ? OneDnn.accelerate(
                            graph, Options.builder().threads(threads).build())
                    : graph;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The first graph brings the parameters along, the others are made over them. */
    private synchronized ComputationGraph plain() {
        if (configuration != null) {
            return Graphs.over(configuration, parameters);
        }
        try {
            ComputationGraph first = Graphs.graph(contents);
            configuration = first.getConfiguration();
            parameters = first.params();
            contents = null;
            return first;
        } catch (Refusal e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
