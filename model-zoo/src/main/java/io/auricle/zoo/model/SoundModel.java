package io.auricle.zoo.model;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.internal.Graphs;
import io.auricle.zoo.internal.NetworkPlan;
import io.auricle.zoo.internal.PlainValues;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.internal.StrictJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained network with everything that its use must share with its training: what a {@link ModelFile} holds.
 *
 * <p><b>Shape.</b> The graph reads {@code [N, 1, frontEnd.bands(), frontEnd.frames()]} and answers {@code [N, labels.size()]}.
 * <b>Threads.</b> The graph belongs to one thread at a time; the rest is immutable.
 *
 * @param graph        the network, made of the layers of this zoo
 * @param frontEnd     how sound becomes the network's input
 * @param labels       names of the classes, in the order of the network's outputs; at least 2, all different
 * @param standardizer how decibels become the network's input
 * @param training     how it was trained and what it scored, in words: text keys; values are text, numbers, booleans, null, lists and maps
 * @param threshold    probability below which an answer means "not sure", in [0, 1]; calibrated on validation clips; empty: always sure
 */
public record SoundModel(
        ComputationGraph graph,
        FrontEnd frontEnd,
        List<String> labels,
        Standardizer standardizer,
        Map<String, Object> training,
        OptionalDouble threshold) {
    static final int LONGEST_LABEL = 200;

    /**
     * Checks that the parts belong together.
     *
     * @param graph        made of the layers of this zoo, for the front end's bands and frames
     * @param frontEnd     how sound becomes the network's input
     * @param labels       at least 2, all different, none blank or longer than 200 characters
     * @param standardizer how decibels become the network's input
     * @param training     values that JSON can hold
     * @param threshold    in [0, 1], or empty
     * @throws IllegalArgumentException if the graph does not read what the front end makes, or does not tell the labels apart, or a part
     *     is out of its range
     */
    public SoundModel {
        requireNonNull(graph, "graph");
        requireNonNull(frontEnd, "frontEnd");
        requireNonNull(standardizer, "standardizer");
        requireNonNull(threshold, "threshold");
        labels = List.copyOf(labels);
        training = PlainValues.copyOf("training", training);
        checkLabels(labels);
        int classes = classes(graph, frontEnd);
        check(
                labels.size() == classes,
                "labels must be as many as the network tells apart, %d, got %d",
                classes,
                labels.size());
        double sure = threshold.orElse(0);
        check(sure >= 0 && sure <= 1, "threshold must be in [0, 1], got %s", sure);
    }

    /**
     * Puts another graph in, such as the same one accelerated.
     *
     * @param other a graph of the same sizes
     * @return this model with that graph
     * @throws IllegalArgumentException if the graph does not fit the front end or the labels
     */
    public SoundModel withGraph(ComputationGraph other) {
        return new SoundModel(other, frontEnd, labels, standardizer, training, threshold);
    }

    private static void checkLabels(List<String> labels) {
        check(labels.size() >= 2, "labels must be at least 2, got %d", labels.size());
        check(new HashSet<>(labels).size() == labels.size(), "labels must all be different, got %s", labels);
        for (String label : labels) {
            check(
                    !label.isBlank() && label.length() <= LONGEST_LABEL,
                    "labels must have 1 to %d characters, got \"%s\"",
                    LONGEST_LABEL,
                    label);
        }
    }

    private static int classes(ComputationGraph graph, FrontEnd frontEnd) {
        byte[] json = Graphs.json(graph);
        try {
            return NetworkPlan.of("graph", StrictJson.parse("graph", json), frontEnd.bands(), frontEnd.frames())
                    .classes();
        } catch (Refusal e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
