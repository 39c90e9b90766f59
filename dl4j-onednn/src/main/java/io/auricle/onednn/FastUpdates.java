package io.auricle.onednn;

import io.auricle.onednn.internal.AdamKernel;
import io.auricle.onednn.internal.AdamKernel.Step;
import java.util.List;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.UpdaterBlock.ParamState;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.Regularization.ApplyStep;

/**
 * The update of DL4J's updaters with Adam's arithmetic done by {@link AdamKernel}. State, order and result are DL4J's;
 * blocks with other updaters are left to them.
 */
final class FastUpdates {
    private final AdamKernel kernel = new AdamKernel();

    /** Where in training an update is. */
    record Moment(int iteration, int epoch) {}

    /** The stock updater of a graph with these updates, over the given state, or over new state if it is null. */
    static ComputationGraphUpdater of(ComputationGraph graph, INDArray state) {
        return new OfGraph(graph, state);
    }

    /** The stock updater of a list of layers with these updates, over the given state, or over new state if it is null. */
    static MultiLayerUpdater of(MultiLayerNetwork network, INDArray state) {
        return new OfLayers(network, state);
    }

    /** Divides, regularises and updates; false where gradients are clipped or normalised first, or lie elsewhere. */
    private boolean update(
            BaseMultiLayerUpdater<?> updater, Trainable[] layers, Gradient gradient, Moment now, int rows) {
        boolean suited = isOf(gradient, updater.getFlattenedGradientsView()) && suit(layers);
        if (suited) {
            apply(updater, now, rows);
        }
        return suited;
    }

    private static boolean suit(Trainable[] layers) {
        for (Trainable layer : layers) {
            var normalization =
                    layer.getConfig() == null ? null : layer.getConfig().getGradientNormalization();
            if (normalization != null && normalization != GradientNormalization.None) {
                return false;
            }
        }
        return true;
    }

    /** Whether a gradient lies in a flat array: Deeplearning4j hands out another view of it at each call. */
    static boolean isOf(Gradient gradient, INDArray flat) {
        INDArray view = gradient.gradient();
        return view.length() == flat.length()
                && view.data().addressPointer().address()
                        == flat.data().addressPointer().address();
    }

    /** Divides by the batch size, regularises and updates, block by block. */
    private void apply(BaseMultiLayerUpdater<?> updater, Moment now, int divisor) {
        for (UpdaterBlock block : updater.getUpdaterBlocks()) {
            if (!block.skipDueToPretrainConfig(false)) {
                apply(block, now, divisor);
            }
        }
    }

    private void apply(UpdaterBlock block, Moment now, int divisor) {
        GradientUpdater<?> own = block.getGradientUpdater();
        INDArray gradient = block.getGradientView();
        boolean divisible = block.getLayersAndVariablesInBlock().stream()
                .allMatch(p -> p.getLayer().updaterDivideByMinibatch(p.getParamName()));
        if (own instanceof AdamUpdater adam
                && own.getClass() == AdamUpdater.class
                && divisible
                && AdamKernel.accepts(gradient, mean(adam), square(adam))) {
            adam(block, adam, now, divisor);
            return;
        }
        for (ParamState p : block.getLayersAndVariablesInBlock()) {
            if (divisor != 1 && p.getLayer().updaterDivideByMinibatch(p.getParamName())) {
                p.getGradView().divi(divisor);
            }
        }
        block.update(now.iteration, now.epoch);
    }

    private void adam(UpdaterBlock block, AdamUpdater updater, Moment now, int divisor) {
        INDArray gradient = block.getGradientView();
        Adam conf = updater.getConfig();
        double rate = conf.getLearningRate(now.iteration, now.epoch);
        boolean regularised = regularises(block, ApplyStep.BEFORE_UPDATER);
        if (regularised) {
            gradient.divi(divisor);
            regularise(block, ApplyStep.BEFORE_UPDATER, rate, now);
        }
        kernel.update(
                gradient,
                mean(updater),
                square(updater),
                Step.of(
                        regularised ? 1 : 1.0 / divisor,
                        rate,
                        conf.getBeta1(),
                        conf.getBeta2(),
                        conf.getEpsilon(),
                        now.iteration));
        regularise(block, ApplyStep.POST_UPDATER, rate, now);
    }

    private static boolean regularises(UpdaterBlock block, ApplyStep step) {
        return block.getLayersAndVariablesInBlock().stream()
                .flatMap(p -> regularizations(p).stream())
                .anyMatch(r -> r.applyStep() == step);
    }

    private static void regularise(UpdaterBlock block, ApplyStep step, double rate, Moment now) {
        for (ParamState p : block.getLayersAndVariablesInBlock()) {
            for (Regularization r : regularizations(p)) {
                if (r.applyStep() == step) {
                    r.apply(p.getParamView(), p.getGradView(), rate, now.iteration, now.epoch);
                }
            }
        }
    }

    private static List<Regularization> regularizations(ParamState p) {
        List<Regularization> list = p.getLayer().getConfig().getRegularizationByParam(p.getParamName());
        return list == null ? List.of() : list;
    }

    private static INDArray mean(AdamUpdater updater) {
        return updater.getState().get(AdamUpdater.M_STATE);
    }

    private static INDArray square(AdamUpdater updater) {
        return updater.getState().get(AdamUpdater.V_STATE);
    }

    private static final class OfGraph extends ComputationGraphUpdater {
        private static final long serialVersionUID = 1L;

        private final transient FastUpdates fast = new FastUpdates();

        OfGraph(ComputationGraph graph, INDArray state) {
            super(graph, state);
        }

        @Override
        public synchronized void update(
                Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaces) {
            int rows = isMiniBatch() ? batchSize : 1;
            if (!fast.update(this, getOrderedLayers(), gradient, new Moment(iteration, epoch), rows)) {
                super.update(gradient, iteration, epoch, batchSize, workspaces);
            }
        }
    }

    private static final class OfLayers extends MultiLayerUpdater {
        private static final long serialVersionUID = 1L;

        private final transient FastUpdates fast = new FastUpdates();

        OfLayers(MultiLayerNetwork network, INDArray state) {
            super(network, state);
        }

        @Override
        public synchronized void update(
                Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaces) {
            int rows = isMiniBatch() ? batchSize : 1;
            if (!fast.update(this, getOrderedLayers(), gradient, new Moment(iteration, epoch), rows)) {
                super.update(gradient, iteration, epoch, batchSize, workspaces);
            }
        }
    }
}
