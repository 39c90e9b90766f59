package io.auricle.onednn;

import io.auricle.onednn.internal.plan.Network;
import io.auricle.onednn.internal.plan.Network.Vertex;
import io.auricle.onednn.internal.plan.Pass;
import io.auricle.onednn.internal.plan.Pass.Recurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** {@link Accelerated} as a list of layers. */
@SuppressWarnings("overrides") // a varargs mismatch between DL4J's own types
final class AcceleratedNetwork extends MultiLayerNetwork implements Accelerated {
    private static final long serialVersionUID = 1L;

    private final transient MultiLayerNetwork original;
    private final transient Accelerator accelerator;

    AcceleratedNetwork(MultiLayerNetwork original, Options options) {
        super(original.getLayerWiseConfigurations());
        this.original = original;
        init(original.params(), false);
        setListeners(original.getListeners());
        if (original.getUpdater(false) instanceof MultiLayerUpdater updater && updater.getStateViewArray() != null) {
            setUpdater(FastUpdates.of(this, updater.getStateViewArray()));
        }
        boolean rounds = OneDnn.availability().resolve(options.precision()) == Precision.BF16;
        this.accelerator = new Accelerator(this, network(rounds), options);
    }

    @Override
    public Accelerator accelerator() {
        return accelerator;
    }

    @Override
    public void computeGradientAndScore() {
        if (!computeByPlan()) {
            super.computeGradientAndScore();
        }
    }

    @Override
    public TrainingArrays trainingArrays() {
        if (flattenedGradients == null) {
            initGradientsView();
        }
        synchronizeIterEpochCounts();
        return new TrainingArrays(new INDArray[] {input}, new INDArray[] {labels}, flattenedParams, flattenedGradients);
    }

    @Override
    public Pass pass(Recurrence recurrence) {
        return Pass.of(recurrence, accelerator.network(), false);
    }

    @Override
    public String prefix(Vertex vertex) {
        return vertex.inputs().get(0) + "_";
    }

    /** A mask of the whole network would replace those of the layers. */
    @Override
    public boolean masksAgree() {
        return mask == null;
    }

    @Override
    public boolean averages() {
        return getOutputLayer().conf().isMiniBatch();
    }

    @Override
    public void take(Gradient newGradient, double newScore) {
        if (solver != null) {
            Updater updater = getUpdater(false);
            if (updater == null || updater.getClass() == MultiLayerUpdater.class) {
                setUpdater(FastUpdates.of(this, updater == null ? null : updater.getStateViewArray()));
            }
        }
        gradient = newGradient;
        score = newScore;
    }

    @Override
    public double score(DataSet data, boolean training) {
        INDArray[] features = {data.getFeatures()};
        INDArray[] wanted = {data.getLabels()};
        if (!training && Accelerated.isComplete(features) && Accelerated.isComplete(wanted)) {
            if (data.hasMaskArrays()) {
                setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
            }
            setInput(features[0]);
            setLabels(wanted[0]);
            OptionalDouble found = scoreByPlan(flattenedParams, features, wanted);
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
    protected INDArray outputOfLayerDetached(
            boolean train,
            FwdPassType fwdPassType,
            int layerIndex,
            INDArray features,
            INDArray featureMask,
            INDArray labelsMask,
            MemoryWorkspace outputWorkspace) {
        if (!train && layerIndex == layers.length - 1) {
            setInput(features);
            setLayerMaskArrays(featureMask, labelsMask);
            Optional<INDArray[]> outputs =
                    outputByPlan(fwdPassType, flattenedParams, new INDArray[] {features}, outputWorkspace);
            if (outputs.isPresent()) {
                return outputs.get()[0];
            }
        }
        return super.outputOfLayerDetached(
                train, fwdPassType, layerIndex, features, featureMask, labelsMask, outputWorkspace);
    }

    @Override
    public MultiLayerNetwork clone() {
        return new AcceleratedNetwork(super.clone(), accelerator.options());
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

    private Network network(boolean rounds) {
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
        return new Network(vertices, rounds);
    }
}
