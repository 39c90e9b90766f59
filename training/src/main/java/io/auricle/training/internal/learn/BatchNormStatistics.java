package io.auricle.training.internal.learn;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where batch normalisation's running means and variances lie among a network's weights.
 *
 * <p>DL4J starts them at 0 and 1 and moves them by {@code 1 - decay} a step, so that after {@code t} steps the start still
 * weighs {@code decay^t}: with the notebook's 0.99 a quarter after 140 steps. The start can be taken out exactly, as Adam
 * does with its moments: {@code mean / (1 - decay^t)} and {@code (variance - decay^t) / (1 - decay^t)}.
 */
public final class BatchNormStatistics {
    /** One layer's running statistics within the flat weights. */
    private record Place(int mean, int variance, int length, double decay) {}

    private final List<Place> places;

    private BatchNormStatistics(List<Place> places) {
        this.places = places;
    }

    /** Sets the share of the statistics that a step keeps, in a network that has not learnt yet. */
    public static void setDecay(ComputationGraph graph, double decay) {
        for (Layer layer : graph.getLayers()) {
            if (layer.conf().getLayer() instanceof BatchNormalization norm) {
                norm.setDecay(decay);
            }
        }
    }

    public static BatchNormStatistics of(ComputationGraph graph) {
        List<Place> places = new ArrayList<>();
        for (Layer layer : graph.getLayers()) {
            if (layer.conf().getLayer() instanceof BatchNormalization norm && !norm.isUseLogStd()) {
                INDArray mean = layer.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN);
                INDArray variance = layer.getParam(BatchNormalizationParamInitializer.GLOBAL_VAR);
                long start = graph.params().offset();
                places.add(new Place(
                        Math.toIntExact(mean.offset() - start),
                        Math.toIntExact(variance.offset() - start),
                        Math.toIntExact(mean.length()),
                        norm.getDecay()));
            }
        }
        return new BatchNormStatistics(places);
    }

    /** Copies the statistics from one set of weights to another: they are averages already and need no second one. */
    public void copy(float[] from, float[] to) {
        for (Place place : places) {
            System.arraycopy(from, place.mean, to, place.mean, place.length);
            System.arraycopy(from, place.variance, to, place.variance, place.length);
        }
    }

    /** Takes the start out of the statistics after some steps. */
    public void debias(float[] weights, long steps) {
        for (Place place : places) {
            double start = Math.pow(place.decay, steps);
            for (int i = 0; steps > 0 && i < place.length; i++) {
                weights[place.mean + i] /= (float) (1 - start);
                double variance = (weights[place.variance + i] - start) / (1 - start);
                weights[place.variance + i] = (float) Math.max(0, variance);
            }
        }
    }
}
