package io.auricle.training.internal.learn;

import java.util.IdentityHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * How much of a network's own dropout is in force while it learns; its configuration says the whole again before it is saved.
 *
 * <p>Where batch norm follows dropout, as in the notebook's network, it learns the variance of thinned values and meets
 * full ones in use. <b>Follows</b> Li et al. 2019, <i>Understanding the disharmony between dropout and batch normalization by
 * variance shift</i>.
 */
public final class DropoutShare {
    private final Map<DropoutLayer, IDropout> own = new IdentityHashMap<>();

    private DropoutShare() {}

    /**
     * Weakens the dropout of a network that has not learnt yet.
     *
     * @param graph a network before it is accelerated
     * @param share what is left of each probability to drop; 1 changes nothing, 0 drops nothing
     * @return what puts the network's own dropout back
     */
    public static DropoutShare apply(ComputationGraph graph, double share) {
        DropoutShare weakened = new DropoutShare();
        if (share < 1) {
            for (Layer layer : graph.getLayers()) {
                if (layer.conf().getLayer() instanceof DropoutLayer dropout
                        && dropout.getIDropout() instanceof Dropout whole) {
                    weakened.own.put(dropout, whole);
                    dropout.setIDropout(share == 0 ? null : new Dropout(1 - share * (1 - whole.getP())));
                }
            }
        }
        return weakened;
    }

    /** Puts the network's own dropout back. */
    public void restore() {
        own.forEach(DropoutLayer::setIDropout);
    }
}
