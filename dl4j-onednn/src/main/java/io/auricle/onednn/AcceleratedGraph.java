package io.auricle.onednn;

import io.auricle.onednn.internal.plan.Network.Vertex;
import io.auricle.onednn.internal.plan.Pass;
import io.auricle.onednn.internal.plan.Pass.Recurrence;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** {@link Accelerated} as a graph. */
final class AcceleratedGraph extends ComputationGraph implements Accelerated {
    private static final long serialVersionUID = 1L;

    private final transient ComputationGraph original;
    private final transient Accelerator accelerator;
    private transient INDArray[] targets;

    AcceleratedGraph(ComputationGraph original, Options options) {
        super(original.getConfiguration());
        this.original = original;
        init(original.params(), false);
        setListeners(original.getListeners());
        ComputationGraphUpdater updater = original.getUpdater(false);
        if (updater != null && updater.getStateViewArray() != null) {
            setUpdater(FastUpdates.of(this, updater.getStateViewArray()));
        }
        boolean rounds = OneDnn.availability().resolve(options.precision()) == Precision.BF16;
        this.accelerator = new Accelerator(this, GraphNetwork.of(this, rounds), options);
    }

    @Override
    public Accelerator accelerator() {
        return accelerator;
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
        if (!computeByPlan()) {
            super.computeGradientAndScore();
        }
    }

    @Override
    public TrainingArrays trainingArrays() {
        if (getFlattenedGradients() == null) {
            initGradientsView();
        }
        synchronizeIterEpochCounts();
        return new TrainingArrays(getInputs(), targets, flattenedParams, getFlattenedGradients());
    }

    @Override
    public Pass pass(Recurrence recurrence) {
        INDArray[] masks = getInputMaskArrays();
        boolean masked = masks != null && Arrays.stream(masks).anyMatch(Objects::nonNull);
        return Pass.of(recurrence, accelerator.network(), masked);
    }

    @Override
    public String prefix(Vertex vertex) {
        return vertex.name() + "_";
    }

    /** Stock code takes the masks of the layers for the gradient, and those of the labels for the score. */
    @Override
    public boolean masksAgree() {
        INDArray[] masks = getLabelMaskArrays();
        for (int i = 0; i < getNumOutputArrays(); i++) {
            boolean labelsMasked = masks != null && masks[i] != null;
            if (getOutputLayer(i) == null || labelsMasked != (getOutputLayer(i).getMaskArray() != null)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean averages() {
        return conf().isMiniBatch();
    }

    @Override
    public void take(Gradient newGradient, double newScore) {
        if (solver != null) {
            ComputationGraphUpdater updater = getUpdater(false);
            if (updater == null || updater.getClass() == ComputationGraphUpdater.class) {
                setUpdater(FastUpdates.of(this, updater == null ? null : updater.getStateViewArray()));
            }
        }
        gradient = newGradient;
        score = newScore;
    }

    @Override
    public double score(MultiDataSet data, boolean training) {
        INDArray[] features = data.getFeatures();
        INDArray[] labels = data.getLabels();
        if (!training
                && Accelerated.isComplete(features)
                && features.length == getNumInputArrays()
                && Accelerated.isComplete(labels)
                && labels.length == getNumOutputArrays()) {
            if (data.hasMaskArrays()) {
                setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
            }
            setInputs(features);
            setLabels(labels);
            OptionalDouble found = scoreByPlan(flattenedParams, features, labels);
            if (data.hasMaskArrays()) {
                clearLayerMaskArrays();
            }
            if (found.isPresent()) {
                return found.getAsDouble();
            }
        }
        return super.score(data, training);
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
        if (!train
                && clearLayerInputs
                && !detachedInputs
                && features.length == getNumInputArrays()
                && Arrays.equals(layerIndexes, getOutputLayerIndices())) {
            setInputs(features); // vertices may ask how many rows there are
            setLayerMaskArrays(fMask, lMasks);
            Optional<INDArray[]> outputs = outputByPlan(fwdPassType, flattenedParams, features, outputWorkspace);
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

    @Override
    public ComputationGraph clone() {
        return new AcceleratedGraph(super.clone(), accelerator.options());
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
