package io.auricle.zoo.model;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.internal.Graphs;
import io.auricle.zoo.internal.PlainValues;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.internal.StrictJson;
import io.auricle.zoo.internal.plan.NetworkPlan;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained network with everything that its use must share with its training: what a {@link ModelFile} holds.
 *
 * <p><b>Shape.</b> The graph reads one array per {@link ModelInput} and answers {@code [N, labels.size()]}. <b>Threads.</b> The graph
 * belongs to one thread at a time; the rest is immutable.
 *
 * @param graph      the network, made of layers and vertices of the model file's allow-list
 * @param inputs     what the network reads, in the order of its inputs; at least 1
 * @param labels     names of the outputs, in their order, all different; may be none for {@link OutputKind#VALUES}
 * @param output     what the outputs mean
 * @param training   how it was trained and what it scored: text keys; values are text, numbers, booleans, null, lists and maps
 * @param thresholds probabilities from which a label counts as an answer
 */
public record SoundModel(
        ComputationGraph graph,
        List<ModelInput> inputs,
        List<String> labels,
        OutputKind output,
        Map<String, Object> training,
        Thresholds thresholds) {

    /**
     * Checks that the parts belong together.
     *
     * @throws IllegalArgumentException if the graph does not read the inputs, does not answer the labels, holds what a model file must not
     *     hold, or a part is out of its range
     */
    public SoundModel {
        requireNonNull(graph, "graph");
        requireNonNull(output, "output");
        requireNonNull(thresholds, "thresholds");
        inputs = List.copyOf(inputs);
        labels = List.copyOf(labels);
        training = PlainValues.copyOf("training", training);
        check(!inputs.isEmpty(), "inputs must be at least 1, got 0");
        check(
                inputs.stream()
                        .map(ModelInput::name)
                        .toList()
                        .equals(graph.getConfiguration().getNetworkInputs()),
                "inputs must be %s, as the graph's, got %s",
                graph.getConfiguration().getNetworkInputs(),
                inputs.stream().map(ModelInput::name).toList());
        checkFit(graph, inputs, labels, output, thresholds);
    }

    /**
     * A model with one input of one window, which names the likeliest of its labels.
     *
     * @param graph        reads {@code [N, 1, frontEnd.bands(), frontEnd.frames()]}, ends with a softmax
     * @param frontEnd     how sound becomes the network's input
     * @param labels       names of the classes, in the order of the network's outputs; at least 2
     * @param standardizer how decibels become the network's input
     * @param training     how it was trained
     * @param threshold    probability below which an answer means "not sure"; empty: always sure
     * @return the model
     * @throws IllegalArgumentException if the parts do not belong together
     */
    public static SoundModel of(
            ComputationGraph graph,
            FrontEnd frontEnd,
            List<String> labels,
            Standardizer standardizer,
            Map<String, Object> training,
            OptionalDouble threshold) {
        String name = graph.getConfiguration().getNetworkInputs().get(0);
        ModelInput input = ModelInput.of(name, frontEnd, 1, standardizer);
        return new SoundModel(graph, List.of(input), labels, OutputKind.SOFTMAX, training, Thresholds.of(threshold));
    }

    /**
     * Puts another graph in, such as the same one accelerated.
     *
     * @param other a graph of the same sizes
     * @return this model with that graph
     * @throws IllegalArgumentException if the graph does not fit the inputs or the labels
     */
    public SoundModel withGraph(ComputationGraph other) {
        return new SoundModel(other, inputs, labels, output, training, thresholds);
    }

    /**
     * The only input.
     *
     * @return the input
     * @throws IllegalStateException if there are several
     */
    public ModelInput input() {
        if (inputs.size() != 1) {
            throw new IllegalStateException("the model must have one input, got " + inputs.size());
        }
        return inputs.get(0);
    }

    /**
     * The front end of the only input.
     *
     * @return how sound becomes the network's input
     * @throws IllegalStateException if there are several inputs, or the input has no front end
     */
    public FrontEnd frontEnd() {
        return input().frontEnd()
                .orElseThrow(() -> new IllegalStateException("the model must have a front end, got none"));
    }

    /**
     * The standardizer of the only input.
     *
     * @return how decibels become the network's input
     * @throws IllegalStateException if there are several inputs
     */
    public Standardizer standardizer() {
        return input().standardizer();
    }

    /** {@return the probability below which an answer means "not sure"; empty if there is none, or labels have different ones} */
    public OptionalDouble threshold() {
        return thresholds.common();
    }

    private static void checkFit(
            ComputationGraph graph,
            List<ModelInput> inputs,
            List<String> labels,
            OutputKind output,
            Thresholds thresholds) {
        try {
            NetworkPlan plan = ModelCheck.plan("graph", StrictJson.parse("graph", Graphs.json(graph)), inputs);
            ModelCheck.output("graph", plan, output);
            ModelCheck.labels("", labels, plan.classes(), output);
            ModelCheck.thresholds("", thresholds, plan.classes());
        } catch (Refusal e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
