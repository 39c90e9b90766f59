package io.auricle.onednn;

import io.auricle.onednn.FastUpdates.Moment;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph's stock updater, faster where it can be. */
final class FastGraphUpdater extends ComputationGraphUpdater {
    private static final long serialVersionUID = 1L;

    private final transient FastUpdates fast = new FastUpdates();

    /** An updater over the given state, or over new state if it is null. */
    FastGraphUpdater(ComputationGraph graph, INDArray state) {
        super(graph, state);
    }

    @Override
    public synchronized void update(
            Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaceMgr) {
        if (FastUpdates.isOf(gradient, getFlattenedGradientsView()) && FastUpdates.suit(getOrderedLayers())) {
            fast.apply(this, new Moment(iteration, epoch), isMiniBatch() ? batchSize : 1);
        } else {
            super.update(gradient, iteration, epoch, batchSize, workspaceMgr);
        }
    }
}
