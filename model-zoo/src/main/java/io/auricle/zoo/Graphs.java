package io.auricle.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.zoo.internal.Refusal;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where model files meet DL4J: the last step of reading one, and the first of writing. */
final class Graphs {
    private Graphs() {}

    static SoundModel load(ModelContents contents) throws Refusal {
        ComputationGraph graph = graph(contents);
        return new SoundModel(
                graph,
                contents.frontEnd(),
                contents.labels(),
                contents.standardizer(),
                contents.training(),
                contents.threshold());
    }

    /** Another graph of the same layers over given parameters, which it does not copy. */
    static ComputationGraph over(ComputationGraphConfiguration configuration, INDArray parameters) {
        ComputationGraph graph = new ComputationGraph(configuration.clone());
        graph.init(parameters, false);
        return graph;
    }

    static ComputationGraph graph(ModelContents contents) throws Refusal {
        try {
            ObjectNode json = contents.configuration().deepCopy();
            json.putNull("topologicalOrder").putNull("topologicalOrderStr"); // DL4J works them out again
            ComputationGraph graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(json.toString()));
            graph.init(Nd4j.createFromArray(contents.coefficients()), false);
            if (contents.updaterState().length > 0) {
                graph.getUpdater().setStateViewArray(Nd4j.createFromArray(contents.updaterState()));
            }
            return graph;
        } catch (RuntimeException e) {
            Refusal refusal = new Refusal(
                    ModelContents.CONFIGURATION, "must be a network that DL4J makes", String.valueOf(e.getMessage()));
            refusal.initCause(e);
            throw refusal;
        }
    }

    static byte[] json(ComputationGraph graph) {
        return graph.getConfiguration().toJson().getBytes(StandardCharsets.UTF_8);
    }

    static float[] weights(ComputationGraph graph) {
        return row(graph.params());
    }

    /** The optimiser's state, empty where the graph has none yet. */
    static float[] updaterState(ComputationGraph graph) {
        Updater updater = graph.getUpdater(false);
        INDArray state = updater == null ? null : updater.getStateViewArray();
        return state == null ? new float[0] : row(state);
    }

    private static float[] row(INDArray array) {
        return array.dup().reshape(array.length()).toFloatVector();
    }
}
