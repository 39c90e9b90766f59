package io.auricle.onednn;

import io.auricle.onednn.internal.plan.GradientViews;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A stock graph whose passes run on compiled plans where there are any. Everything above a pass (solver, updater, listeners,
 * counts, saving) is stock code, and so is every pass that has no plan.
 */
final class AcceleratedGraph extends ComputationGraph {
    private static final long serialVersionUID = 1L;

    private final transient ComputationGraph original;
    private final transient Options options;
    private final transient Accelerator accelerator;
    private transient INDArray[] targets;
    private transient Gradient views;

    AcceleratedGraph(ComputationGraph original, Options options) {
        super(original.getConfiguration());
        this.original = original;
        this.options = options;
        init(original.params(), false);
        setListeners(original.getListeners());
        shareUpdater();
        this.accelerator = new Accelerator(this, GraphNetwork.of(this), options);
    }

    Accelerator accelerator() {
        return accelerator;
    }

    Report report() {
        return accelerator.report(Listeners.readerOfActivations(getListeners()));
    }

    private void shareUpdater() {
        ComputationGraphUpdater updater = original.getUpdater(false);
        if (updater != null && updater.getStateViewArray() != null) {
            setUpdater(new FastGraphUpdater(this, updater.getStateViewArray()));
        }
    }

    @Override
    public void setLabels(INDArray... labels) {
        super.setLabels(labels);
        targets = labels;
    }

    @Override
    public void setLabel(int labelNum, INDArray label) {
        super.setLabel(labelNum, label);
        if (targets == null) {
            targets = new INDArray[getNumOutputArrays()];
        }
        targets[labelNum] = label;
    }

    @Override
    public void computeGradientAndScore() {
        if (!isPlannable() || !computeByPlan()) {
            super.computeGradientAndScore();
        }
    }

    private boolean isPlannable() {
        return getConfiguration().getBackpropType() == BackpropType.Standard
                && Listeners.readerOfActivations(getListeners()).isEmpty()
                && isComplete(getInputs())
                && isComplete(targets)
                && getInputMaskArrays() == null
                && getLabelMaskArrays() == null;
    }

    private boolean computeByPlan() {
        if (getFlattenedGradients() == null) {
            initGradientsView();
        }
        synchronizeIterEpochCounts();
        OptionalDouble loss = accelerator.train(
                flattenedParams, getFlattenedGradients(), getInputs(), targets, getIterationCount(), getEpochCount());
        if (loss.isEmpty()) {
            return false;
        }
        speedUpUpdater();
        gradient = gradientViews();
        score = averaged(loss.getAsDouble(), batchSize());
        Listeners.tellBackwardPass(this, getListeners());
        return true;
    }

    private double averaged(double loss, long rows) {
        return loss / (conf().isMiniBatch() ? rows : 1) + calcRegularizationScore(true);
    }

    @Override
    public double score(MultiDataSet data, boolean training) {
        INDArray[] features = data.getFeatures();
        INDArray[] labels = data.getLabels();
        boolean plain = !training
                && !data.hasMaskArrays()
                && getInputMaskArrays() == null
                && getLabelMaskArrays() == null
                && isComplete(features)
                && features.length == getNumInputArrays()
                && isComplete(labels)
                && labels.length == getNumOutputArrays();
        if (plain) {
            setInputs(features);
            setLabels(labels);
            OptionalDouble loss = accelerator.score(flattenedParams, features, labels);
            if (loss.isPresent()) {
                return averaged(loss.getAsDouble(), batchSize());
            }
        }
        return super.score(data, training);
    }

    /** A stock updater, be it new or restored, is replaced by a faster one over the same state. */
    private void speedUpUpdater() {
        if (solver != null) {
            ComputationGraphUpdater updater = getUpdater(false);
            if (updater == null) {
                setUpdater(new FastGraphUpdater(this, null));
            } else if (updater.getClass() == ComputationGraphUpdater.class) {
                setUpdater(new FastGraphUpdater(this, updater.getStateViewArray()));
            }
        }
    }

    private Gradient gradientViews() {
        if (views == null || !FastUpdates.isOf(views, getFlattenedGradients())) {
            views = new DefaultGradient(getFlattenedGradients());
            for (int index : topologicalSortOrder()) {
                GraphVertex vertex = getVertices()[index];
                if (vertex.hasLayer()) {
                    GradientViews.of(vertex.getLayer())
                            .forEach((name, view) -> views.setGradientFor(vertex.getVertexName() + "_" + name, view));
                }
            }
        }
        return views;
    }

    @Override
    protected INDArray[] outputOfLayersDetached(
            boolean train,
            FwdPassType fwdPassType,
            int[] layerIndexes,
            INDArray[] features,
            INDArray[] fMask,
            INDArray[] lMasks,
            boolean clearLayerInputs,
            boolean detachedInputs,
            MemoryWorkspace outputWorkspace) {
        boolean plain = !train
                && fwdPassType == FwdPassType.STANDARD
                && fMask == null
                && lMasks == null
                && clearLayerInputs
                && !detachedInputs
                && features.length == getNumInputArrays()
                && isComplete(features)
                && Arrays.equals(layerIndexes, getOutputLayerIndices())
                && Workspaces.newArraysGoTo(outputWorkspace);
        if (plain) {
            setInputs(features); // vertices may ask how many rows there are
            Optional<INDArray[]> outputs = accelerator.output(flattenedParams, features);
            if (outputs.isPresent()) {
                return outputs.get();
            }
        }
        return super.outputOfLayersDetached(
                train,
                fwdPassType,
                layerIndexes,
                features,
                fMask,
                lMasks,
                clearLayerInputs,
                detachedInputs,
                outputWorkspace);
    }

    private static boolean isComplete(INDArray[] arrays) {
        return arrays != null && Arrays.stream(arrays).allMatch(a -> a != null && !a.isEmpty());
    }

    @Override
    public ComputationGraph clone() {
        return new AcceleratedGraph(super.clone(), options);
    }

    /** Java serialisation writes a stock network; whoever reads it accelerates it anew. */
    private Object writeReplace() {
        return super.clone();
    }

    @Override
    public void close() {
        accelerator.close();
        super.close();
        original.close();
    }
}
