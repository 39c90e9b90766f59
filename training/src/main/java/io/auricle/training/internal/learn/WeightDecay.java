package io.auricle.training.internal.learn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Decoupled weight decay: after each step a network's weights, but neither biases nor batch normalisation, shrink by
 * {@code rate * coefficient} of themselves.
 *
 * <p><b>Follows</b> AdamW (Loshchilov and Hutter 2019). DL4J's own does the same in its updater, but adds a penalty to the
 * score, whose norms ND4J computes slowly: a tenth of a step, for a loss that no curve of validation can be compared with.
 */
public final class WeightDecay {
    /** Neighbouring weights within the flat parameters. */
    private record Place(int start, int length) {}

    private final double coefficient;
    private final List<Place> places;

    private WeightDecay(double coefficient, List<Place> places) {
        this.coefficient = coefficient;
        this.places = places;
    }

    public static WeightDecay of(ComputationGraph graph, double coefficient) {
        List<Place> places = new ArrayList<>();
        for (Layer layer : graph.getLayers()) {
            var conf = layer.conf().getLayer();
            layer.paramTable().forEach((name, weights) -> {
                if (conf.initializer().isWeightParam(conf, name)) {
                    long start = weights.offset() - graph.params().offset();
                    places.add(new Place(Math.toIntExact(start), Math.toIntExact(weights.length())));
                }
            });
        }
        return new WeightDecay(coefficient, places);
    }

    public void apply(INDArray parameters, double rate) {
        if (coefficient == 0) {
            return;
        }
        float keep = (float) (1 - rate * coefficient);
        FloatBuffer values = parameters.data().asNioFloat();
        for (Place place : places) {
            for (int i = place.start; i < place.start + place.length; i++) {
                values.put(i, values.get(i) * keep);
            }
        }
    }
}
