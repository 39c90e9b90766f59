package io.auricle.onednn.equivalence;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;

/** A network of either of Deeplearning4j's two kinds, asked the same questions. Answers are copies. */
interface Net {

    static Net of(Model model) {
        if (model instanceof ComputationGraph graph) {
            return new Graph(graph);
        }
        return new Layers((MultiLayerNetwork) model);
    }

    Model model();

    INDArray[] output(MultiDataSet data, boolean training);

    /** The named gradients of one call of computeGradientAndScore. */
    Map<String, INDArray> gradients(MultiDataSet data);

    void fit(MultiDataSet data);

    /** Views of the parameters by name. */
    Map<String, INDArray> parameters();

    /** The score of the last step. */
    default double score() {
        return model().score();
    }

    /** The score at test time. */
    double score(MultiDataSet data);

    /** Copies of the gradients that have a parameter: a locked batch norm lists two more, in memory already closed. */
    private static Map<String, INDArray> copies(Map<String, INDArray> gradients, Set<String> parameters) {
        var copies = new TreeMap<String, INDArray>();
        gradients.forEach((name, array) -> {
            if (parameters.contains(name)) {
                copies.put(name, array.dup());
            }
        });
        return copies;
    }

    private static INDArray[] copies(INDArray[] arrays) {
        INDArray[] copies = new INDArray[arrays.length];
        for (int i = 0; i < arrays.length; i++) {
            copies[i] = arrays[i].dup();
        }
        return copies;
    }

    /** A ComputationGraph. */
    record Graph(ComputationGraph model) implements Net {
        @Override
        public INDArray[] output(MultiDataSet data, boolean training) {
            return copies(model.output(training, data.getFeatures(), data.getFeaturesMaskArrays()));
        }

        @Override
        public Map<String, INDArray> gradients(MultiDataSet data) {
            model.setInputs(data.getFeatures());
            model.setLabels(data.getLabels());
            model.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
            model.computeGradientAndScore();
            var gradients = copies(
                    model.gradient().gradientForVariable(), model.paramTable().keySet());
            model.clearLayerMaskArrays();
            return gradients;
        }

        @Override
        public void fit(MultiDataSet data) {
            model.fit(data);
        }

        @Override
        public double score(MultiDataSet data) {
            return model.score(data);
        }

        @Override
        public Map<String, INDArray> parameters() {
            return new TreeMap<>(model.paramTable());
        }
    }

    /** A MultiLayerNetwork: one input, one output. */
    record Layers(MultiLayerNetwork model) implements Net {
        @Override
        public INDArray[] output(MultiDataSet data, boolean training) {
            INDArray mask = mask(data.getFeaturesMaskArrays());
            return copies(new INDArray[] {model.output(data.getFeatures(0), training, mask, null)});
        }

        @Override
        public Map<String, INDArray> gradients(MultiDataSet data) {
            model.setInput(data.getFeatures(0));
            model.setLabels(data.getLabels(0));
            model.setLayerMaskArrays(mask(data.getFeaturesMaskArrays()), mask(data.getLabelsMaskArrays()));
            model.computeGradientAndScore();
            var gradients = copies(
                    model.gradient().gradientForVariable(), model.paramTable().keySet());
            model.clearLayerMaskArrays();
            return gradients;
        }

        @Override
        public void fit(MultiDataSet data) {
            INDArray features = mask(data.getFeaturesMaskArrays());
            model.fit(data.getFeatures(0), data.getLabels(0), features, mask(data.getLabelsMaskArrays()));
        }

        @Override
        public double score(MultiDataSet data) {
            return model.score(new DataSet(
                    data.getFeatures(0),
                    data.getLabels(0),
                    mask(data.getFeaturesMaskArrays()),
                    mask(data.getLabelsMaskArrays())));
        }

        @Override
        public Map<String, INDArray> parameters() {
            return new TreeMap<>(model.paramTable());
        }

        private static INDArray mask(INDArray[] masks) {
            return masks == null ? null : masks[0];
        }
    }
}
