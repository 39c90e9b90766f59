package io.auricle.zoo;

import io.auricle.features.FrontEnd;
import java.io.IOException;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A small network on a frozen {@link Backbone}: training computes the backbone's values once a window, and trains on those.
 *
 * <p><b>Shape.</b> {@link #create} makes the head: {@code [N, 1, windows, values]} in, where the rows are consecutive windows of a clip in
 * the order of time, {@code [N, classes]} out. {@link #join} makes the network for the model file:
 * {@code [N, windows, bands, frames]} in.
 */
public interface BackboneArchitecture extends Architecture {
    /**
     * Loads the backbone.
     *
     * @return the backbone, with its weights
     * @throws java.io.FileNotFoundException if the artifact with the weights is not on the class path; the text names it
     * @throws IOException                   if they cannot be read
     */
    Backbone backbone() throws IOException;

    /**
     * Puts a trained head behind the backbone.
     *
     * @param backbone what {@link #backbone} loaded
     * @param head     a graph that {@link #create} made
     * @param windows  rows of the head's input; at least 1
     * @return a graph of its own, with the weights of both; it answers what the head answers on the backbone's values
     */
    default ComputationGraph join(Backbone backbone, ComputationGraph head, int windows) {
        return JoinedGraph.of(backbone, head, windows);
    }

    /** {@return how many values the backbone gives a window} */
    int valuesPerWindow();

    /** {@return how many consecutive windows of the backbone the head reads at once; at least 1} */
    int windows();

    /** {@return the backbone's front end} */
    @Override
    FrontEnd usualFrontEnd();
}
