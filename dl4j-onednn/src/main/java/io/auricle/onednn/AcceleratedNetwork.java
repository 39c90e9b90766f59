package io.auricle.onednn;

import io.auricle.onednn.internal.plan.GradientViews;
import io.auricle.onednn.internal.plan.Network;
import io.auricle.onednn.internal.plan.Network.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What {@link AcceleratedGraph} is to a graph, for a list of layers. */
@SuppressWarnings("overrides") // a varargs mismatch between DL4J's own types
final class AcceleratedNetwork extends MultiLayerNetwork {
    private static final long serialVersionUID = 1L;

    private final transient MultiLayerNetwork original;
    private final transient Options options;
    private final transient Accelerator accelerator;

    AcceleratedNetwork(MultiLayerNetwork original, Options options) {
        super(original.getLayerWiseConfigurations());
        this.original = original;
        this.options = options;
        init(original.params(), false);
        setListeners(original.getListeners());
        if (original.getUpdater(false) instanceof MultiLayerUpdater updater && updater.getStateViewArray() != null) {
            setUpdater(new FastLayersUpdater(this, updater.getStateViewArray()));
        }
        this.accelerator = new Accelerator(this, network(), options);
    }

    Accelerator accelerator() {
        return accelerator;
    }

    Report report() {
        return accelerator.report(Listeners.readerOfActivations(getListeners()));
    }

    @Override
    public void computeGradientAndScore() {
        if (!isPlannable() || !computeByPlan()) {
            super.computeGradientAndScore();
        }
    }

    private boolean isPlannable() {
        return getLayerWiseConfigurations().getBackpropType() == BackpropType.Standard
                && Listeners.readerOfActivations(getListeners()).isEmpty()
                && input != null
                && labels != null
                && mask == null
                && getMaskArray() == null
                && hasNoMasks();
    }

    private boolean hasNoMasks() {
        for (Layer layer : layers) {
            if (layer.getMaskArray() != null) {
                return false;
            }
        }
        return true;
    }

    private boolean computeByPlan() {
        if (flattenedGradients == null) {
            initGradientsView();
        }
        synchronizeIterEpochCounts();
        OptionalDouble loss = accelerator.train(
                flattenedParams,
                flattenedGradients,
                new INDArray[] {input},
                new INDArray[] {labels},
                getIterationCount(),
                getEpochCount());
        if (loss.isEmpty()) {
            return false;
        }
        speedUpUpdater();
        if (gradient == null || !FastUpdates.isOf(gradient, flattenedGradients)) {
            gradient = new DefaultGradient(flattenedGradients);
            for (int i = 0; i < layers.length; i++) {
                String prefix = i + "_";
                GradientViews.of(layers[i]).forEach((name, view) -> gradient.setGradientFor(prefix + name, view));
            }
        }
        score = averaged(loss.getAsDouble(), getInputMiniBatchSize());
        Listeners.tellBackwardPass(this, getListeners());
        return true;
    }

    private double averaged(double loss, long rows) {
        return loss / (getOutputLayer().conf().isMiniBatch() ? rows : 1) + calcRegularizationScore(true);
    }

    @Override
    public double score(DataSet data, boolean training) {
        INDArray features = data.getFeatures();
        INDArray labels = data.getLabels();
        boolean plain =
                !training && !data.hasMaskArrays() && hasNoMasks() && isComplete(features) && isComplete(labels);
        if (plain) {
            setInput(features);
            setLabels(labels);
            OptionalDouble loss =
                    accelerator.score(flattenedParams, new INDArray[] {features}, new INDArray[] {labels});
            if (loss.isPresent()) {
                return averaged(loss.getAsDouble(), features.size(0));
            }
        }
        return super.score(data, training);
    }

    private static boolean isComplete(INDArray array) {
        return array != null && !array.isEmpty();
    }

    /** A stock updater, be it new or restored, is replaced by a faster one over the same state. */
    private void speedUpUpdater() {
        if (solver != null) {
            Updater updater = getUpdater(false);
            if (updater == null) {
                setUpdater(new FastLayersUpdater(this, null));
            } else if (updater.getClass() == MultiLayerUpdater.class) {
                setUpdater(new FastLayersUpdater(this, updater.getStateViewArray()));
            }
        }
    }

    @Override
    protected INDArray outputOfLayerDetached(
            boolean train,
            FwdPassType fwdPassType,
            int layerIndex,
            INDArray features,
            INDArray featureMask,
            INDArray labelsMask,
            MemoryWorkspace outputWorkspace) {
        boolean plain = !train
                && fwdPassType == FwdPassType.STANDARD
                && layerIndex == layers.length - 1
                && featureMask == null
                && labelsMask == null
                && !features.isEmpty()
                && Workspaces.newArraysGoTo(outputWorkspace);
        if (plain) {
            setInput(features);
            Optional<INDArray[]> outputs = accelerator.output(flattenedParams, new INDArray[] {features});
            if (outputs.isPresent()) {
                return outputs.get()[0];
            }
        }
        return super.outputOfLayerDetached(
                train, fwdPassType, layerIndex, features, featureMask, labelsMask, outputWorkspace);
    }

    @Override
    public MultiLayerNetwork clone() {
        return new AcceleratedNetwork(super.clone(), options);
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

    private Network network() {
        List<Vertex> vertices = new ArrayList<>();
        vertices.add(new Vertex("input", null, null, null, null, List.of(), 0, -1));
        for (int i = 0; i < layers.length; i++) {
            String name = layers[i].conf().getLayer().getLayerName();
            vertices.add(new Vertex(
                    name == null ? String.valueOf(i) : name,
                    layers[i],
                    null,
                    null,
                    getLayerWiseConfigurations().getInputPreProcess(i),
                    List.of(i),
                    -1,
                    i == layers.length - 1 ? 0 : -1));
        }
        return new Network(vertices);
    }
}
