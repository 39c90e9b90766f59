package io.auricle.onednn.internal.plan;

import java.util.SortedSet;
import java.util.TreeSet;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * What sets a pass apart from a plain one over whole sequences. Vertices that read a mask, and recurrent layers that read
 * the state of an earlier pass, run as Deeplearning4j's own code within the plan; all others stay on oneDNN.
 *
 * @param recurrence where recurrent layers start
 * @param masked     names of the vertices that have a mask at this pass
 */
public record Pass(Recurrence recurrence, SortedSet<String> masked) {
    /** Where recurrent layers start, and what they keep. */
    public enum Recurrence {
        /** At zero, and they keep nothing. */
        WHOLE,
        /** Where the piece of truncated back-propagation before this one ended. */
        STORED_STATE,
        /** Where the last call of {@code rnnTimeStep} ended. */
        TIME_STEPS
    }

    /** No masks, whole sequences. */
    public static final Pass PLAIN = new Pass(Recurrence.WHOLE, new TreeSet<>());

    /** The pass of a network whose layers have received their masks; {@code inputsMasked} if an input of it has one. */
    public static Pass of(Recurrence recurrence, Network network, boolean inputsMasked) {
        var masked = new TreeSet<String>();
        for (Network.Vertex v : network.vertices()) {
            boolean layerMasked = v.layer() != null && v.layer().getMaskArray() != null;
            if (layerMasked || inputsMasked && v.vertex() instanceof LastTimeStepVertex) {
                masked.add(v.name());
            }
        }
        return masked.isEmpty() && recurrence == Recurrence.WHOLE ? PLAIN : new Pass(recurrence, masked);
    }

    /** Whether DL4J's own code must run a vertex at this pass; throws where the plan cannot even do that. */
    boolean needsStock(Network.Vertex v) {
        if (recurrence != Recurrence.WHOLE && isRecurrent(v.layer())) {
            Unsupported.unless(
                    v.layer() instanceof BaseRecurrentLayer,
                    v.name(),
                    "state of layer " + v.layer().getClass().getSimpleName());
            return true;
        }
        return masked.contains(v.name()) && !(v.layer() instanceof IOutputLayer) && Lowerings.readsMask(v);
    }

    private static boolean isRecurrent(org.deeplearning4j.nn.api.Layer layer) {
        return layer instanceof RecurrentLayer
                || layer instanceof MultiLayerNetwork
                || layer instanceof BaseWrapperLayer wrapper && isRecurrent(wrapper.getUnderlying());
    }
}
