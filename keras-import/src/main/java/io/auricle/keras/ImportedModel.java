package io.auricle.keras;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A Keras model as a Deeplearning4j graph of stock layers.
 *
 * <p><b>Shape.</b> The graph reads and answers arrays in Keras's order, the batch first. <b>Threads.</b> As its graph: one at a time.
 *
 * @param graph        the network, with Keras's weights
 * @param inputs       its inputs, in Keras's order
 * @param outputShape  lengths of its answer in Keras's order, without the batch; {@link KerasInput#OPEN} for an open one
 * @param output       what the answer means
 * @param kerasVersion the version of Keras that wrote the file; empty if the file does not say
 * @param notes        what was left out, and what else a user should be told
 */
public record ImportedModel(
        ComputationGraph graph,
        List<KerasInput> inputs,
        List<Long> outputShape,
        OutputKind output,
        String kerasVersion,
        List<String> notes) {

    /** Checks for null. */
    public ImportedModel {
        requireNonNull(graph, "graph");
        requireNonNull(output, "output");
        requireNonNull(kerasVersion, "kerasVersion");
        inputs = List.copyOf(inputs);
        outputShape = List.copyOf(outputShape);
        notes = List.copyOf(notes);
    }

    /**
     * Answers with this model's graph.
     *
     * @param arrays one array for each input, in Keras's order, the batch first
     * @return the answer, the batch first
     * @throws IllegalArgumentException if an array does not fit its input
     */
    public INDArray predict(INDArray... arrays) {
        return predict(graph, arrays);
    }

    /**
     * Answers with another copy of the graph, such as an accelerated one.
     *
     * @param network the copy
     * @param arrays  one array for each input, in Keras's order, the batch first
     * @return the answer, the batch first
     * @throws IllegalArgumentException if an array does not fit its input
     */
    public INDArray predict(ComputationGraph network, INDArray... arrays) {
        requireNonNull(network, "network");
        if (arrays.length != inputs.size()) {
            throw new IllegalArgumentException("arrays must be " + inputs.size() + ", got " + arrays.length);
        }
        INDArray[] ours = new INDArray[arrays.length];
        for (int i = 0; i < arrays.length; i++) {
            ours[i] = checked(inputs.get(i), arrays[i]);
        }
        return network.output(false, ours)[0];
    }

    /** A copy, because activations at the start of a graph would change the caller's array. */
    private static INDArray checked(KerasInput input, INDArray array) {
        List<Long> shape = new ArrayList<>();
        boolean fits = array.rank() == input.shape().size() + 1;
        for (int i = 0; i < array.rank(); i++) {
            shape.add(array.size(i));
            fits = fits
                    && (i == 0
                            || input.shape().get(i - 1) == KerasInput.OPEN
                            || input.shape().get(i - 1) == array.size(i));
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "shape of " + input.name() + " must be a batch and " + input.shape() + ", got " + shape);
        }
        return array.dup('c');
    }
}
