package io.auricle.zoo;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.zoo.internal.Refusal;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Makes graphs that share one set of parameters; the first one loads ND4J and its natives. */
final class SharedNetwork {
    private final boolean oneDnn;
    private final int threads;
    private ModelContents contents;
    private ComputationGraph base;

    /** A network still to be made. */
    SharedNetwork(ModelContents contents, boolean oneDnn, int threads) {
        this.contents = contents;
        this.oneDnn = oneDnn;
        this.threads = threads;
    }

    /** A copy of a network, so that its training or closing does not change ours. */
    SharedNetwork(ComputationGraph network, boolean oneDnn, int threads) {
        this.base = Graphs.over(network, network.params().dup());
        this.oneDnn = oneDnn;
        this.threads = threads;
    }

    ComputationGraph graph() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SharedNetwork.class.getClassLoader()); // ND4J looks for its backend there
        try {
            ComputationGraph graph = Graphs.over(base(), base().params());
            return oneDnn
                    ? OneDnn.accelerate(
                            graph, Options.builder().threads(threads).build())
                    : graph;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private synchronized ComputationGraph base() {
        if (base == null) {
            try {
                base = Graphs.graph(contents);
            } catch (Refusal e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            contents = null;
        }
        return base;
    }
}
