package io.auricle.zoo.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where model files meet DL4J: the last step of reading one, and the first of writing. */
public final class Graphs {
    private Graphs() {}

    /**
     * Another graph of the same layers over given parameters, which it does not copy.
     *
     * @param configuration copied
     * @param parameters    as many as the configuration makes
     * @return a new graph
     */
    public static ComputationGraph over(ComputationGraphConfiguration configuration, INDArray parameters) {
        ComputationGraph graph = new ComputationGraph(configuration.clone());
        graph.init(parameters, false);
        return graph;
    }

    /**
     * Makes the graph of a checked configuration.
     *
     * @param configuration names only known classes
     * @param coefficients  as many as the configuration makes parameters
     * @param updaterState  the optimiser's state; empty for none
     * @return a new graph
     * @throws Refusal if DL4J does not make it
     */
    public static ComputationGraph graph(ObjectNode configuration, float[] coefficients, float[] updaterState)
            throws Refusal {
        try {
            ComputationGraph graph =
                    new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration.toString()));
            graph.init(Nd4j.createFromArray(coefficients), false);
            if (updaterState.length > 0) {
                graph.getUpdater().setStateViewArray(Nd4j.createFromArray(updaterState));
            }
            return graph;
        } catch (RuntimeException e) {
            Refusal refusal = new Refusal(
                    "configuration.json", "must be a network that DL4J makes", String.valueOf(e.getMessage()));
            refusal.initCause(e);
            throw refusal;
        }
    }

    /**
     * Writes a graph's configuration down.
     *
     * @param graph the graph
     * @return DL4J's own JSON in UTF-8
     */
    public static byte[] json(ComputationGraph graph) {
        return graph.getConfiguration().toJson().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Copies a graph's parameters.
     *
     * @param graph the graph
     * @return all of them in DL4J's order
     */
    public static float[] weights(ComputationGraph graph) {
        return row(graph.params());
    }

    /**
     * Copies the optimiser's state.
     *
     * @param graph the graph
     * @return the state, empty where the graph has none yet
     */
    public static float[] updaterState(ComputationGraph graph) {
        Updater updater = graph.getUpdater(false);
        INDArray state = updater == null ? null : updater.getStateViewArray();
        return state == null ? new float[0] : row(state);
    }

    private static float[] row(INDArray array) {
        return array.dup().reshape(array.length()).toFloatVector();
    }
}
