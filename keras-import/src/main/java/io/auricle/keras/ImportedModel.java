package io.auricle.keras;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.model.AxisOrder;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import io.auricle.zoo.model.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
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
    /** Keras's own orders before Deeplearning4j's. */
    private static final List<AxisOrder> ORDERS = List.of(
            AxisOrder.BANDS_FRAMES_WINDOWS,
            AxisOrder.FRAMES_BANDS_WINDOWS,
            AxisOrder.WINDOWS_BANDS_FRAMES,
            AxisOrder.WINDOWS_FRAMES_BANDS,
            AxisOrder.FRAMES_BANDS,
            AxisOrder.BANDS_FRAMES);

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

    /**
     * This model with labels, as a model file holds it, reading arrays that the caller makes.
     *
     * @param labels names of the outputs, in their order; none: {@code 0}, {@code 1} and so on
     * @return the model
     * @throws IllegalArgumentException if the labels do not fit, the answer has more axes than one, or an input leaves a length open
     */
    public SoundModel toSoundModel(List<String> labels) {
        List<ModelInput> made = inputs.stream()
                .map(input -> ModelInput.ofValues(
                        input.name(), input.shape().stream().mapToLong(n -> n).toArray()))
                .toList();
        return soundModel(labels, made);
    }

    /**
     * This model with labels and a front end, so that it reads sound.
     *
     * @param labels       names of the outputs, in their order; none: {@code 0}, {@code 1} and so on
     * @param frontEnd     how sound becomes its input; bands and frames must be the input's lengths
     * @param standardizer how the front end's values become its input; mean 0 and deviation 1 leave them as they are
     * @return the model
     * @throws IllegalArgumentException if the labels or the front end do not fit, or the model has several inputs
     */
    public SoundModel toSoundModel(List<String> labels, FrontEnd frontEnd, Standardizer standardizer) {
        check(inputs.size() == 1, "inputs must be 1 to read sound, got %d", inputs.size());
        KerasInput input = inputs.get(0);
        for (AxisOrder order : ORDERS) {
            ModelInput made = ModelInput.of(input.name(), frontEnd, 1, standardizer, order);
            if (fits(input, made.shape())) {
                return soundModel(labels, List.of(made));
            }
        }
        throw new IllegalArgumentException("the front end must make the input " + input.shape() + " of " + input.name()
                + ", got " + frontEnd.bands() + " bands x " + frontEnd.frames() + " frames");
    }

    private SoundModel soundModel(List<String> given, List<ModelInput> made) {
        check(outputShape.size() == 1, "the answer must have one axis beside the batch, got %s", outputShape);
        List<String> labels = given.isEmpty() && output != OutputKind.VALUES
                ? LongStream.range(0, outputShape.get(0))
                        .mapToObj(String::valueOf)
                        .toList()
                : given;
        Map<String, Object> origin = Map.of("importedFrom", "Keras " + kerasVersion, "notes", notes);
        return new SoundModel(graph, made, labels, output, origin, Thresholds.none());
    }

    private static boolean fits(KerasInput input, List<Long> shape) {
        boolean fits = input.shape().size() == shape.size();
        for (int i = 0; fits && i < shape.size(); i++) {
            fits = input.shape().get(i) == KerasInput.OPEN
                    || input.shape().get(i).equals(shape.get(i));
        }
        return fits;
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
