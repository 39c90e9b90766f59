package io.auricle.zoo;

import io.auricle.features.FrontEnd;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A pretrained network whose values describe a window of sound; a small network, the head, is trained on them.
 *
 * <p><b>Shape.</b> {@code [N, 1, bands, frames]} of {@link #frontEnd()} in, {@code [N, values]} out. <b>Threads.</b> Immutable; a graph
 * belongs to one thread at a time.
 */
public interface Backbone {
    /** {@return a text that is equal only for equal weights, such as a digest} */
    String key();

    /** {@return how sound becomes the backbone's input} */
    FrontEnd frontEnd();

    /** {@return how many values describe a window} */
    int values();

    /** {@return a new graph of the backbone alone, with its weights} */
    ComputationGraph graph();

    /**
     * Adds the backbone's layers to a graph, without weights: see {@link #copyInto}.
     *
     * @param graph  where to
     * @param input  a vertex of shape {@code [N, 1, bands, frames]}
     * @param prefix what the names of the layers start with
     * @return name of the last layer, whose output is {@code [N, values]}
     */
    String addTo(GraphBuilder graph, String input, String prefix);

    /**
     * Copies the weights into the layers that {@link #addTo} added.
     *
     * @param graph  an initialised graph
     * @param prefix what was given to {@link #addTo}
     */
    void copyInto(ComputationGraph graph, String prefix);
}
