package io.auricle.onnx;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.internal.AtomicFile;
import io.auricle.onnx.internal.Exporters;
import io.auricle.onnx.internal.FrontEndExport;
import io.auricle.onnx.internal.Metadata;
import io.auricle.onnx.internal.Network;
import io.auricle.onnx.internal.NoOperatorException;
import io.auricle.onnx.internal.OnnxGraph;
import io.auricle.onnx.internal.Value;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.SoundModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onnx.Onnx.ModelProto;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Writes models as ONNX files: opset 17, IR version 8, floats, the batch left open.
 *
 * <p><b>Shape.</b> As the network's; <b>Threads.</b> the network must not be in use. <b>Cost.</b> The weights twice in memory.
 */
public final class OnnxModels {
    private OnnxModels() {}

    /**
     * Writes a network alone.
     *
     * @param network     an initialised network of stock layers, with one output
     * @param inputShapes for each input its lengths without the batch; -1 for a length left open
     * @param outputShape lengths of the answer without the batch; -1 for a length left open
     * @param metadata    what the file tells beside the network
     * @param file        where to; replaced if it is there
     * @throws UnsupportedOnnxException if a vertex cannot be written; nothing is left at the file then
     * @throws IOException              if writing fails
     */
    public static void write(
            ComputationGraph network,
            List<long[]> inputShapes,
            long[] outputShape,
            Map<String, String> metadata,
            Path file)
            throws IOException {
        requireNonNull(network, "network");
        requireNonNull(file, "file");
        List<String> names = network.getConfiguration().getNetworkInputs();
        check(inputShapes.size() == names.size(), "inputShapes must be %d, got %d", names.size(), inputShapes.size());
        check(network.getNumOutputArrays() == 1, "network must have 1 output, got %d", network.getNumOutputArrays());
        OnnxGraph graph = new OnnxGraph();
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            inputs.add(graph.input(names.get(i), inputShapes.get(i)));
        }
        Value answer = answer(graph, inputs.get(0), network, inputs);
        graph.output(answer, "answer", outputShape);
        AtomicFile.write(file, out -> graph.model("network", metadata).writeTo(out));
    }

    /**
     * Writes the network of a model. Its inputs are what the model's front ends make, standardised; labels, front ends, standardizers and
     * thresholds stand in the file's metadata.
     *
     * @param model the model
     * @param file  where to; replaced if it is there
     * @throws UnsupportedOnnxException if a vertex cannot be written; nothing is left at the file then
     * @throws IOException              if writing fails
     */
    public static void write(SoundModel model, Path file) throws IOException {
        write(model, false, file);
    }

    /**
     * Writes a model that reads samples: its front ends are operators before the network. An input {@code [N, samples]} is mono, at the
     * front end's rate, as long as its windows.
     *
     * @param model the model; each input must have a front end
     * @param file  where to; replaced if it is there
     * @throws IllegalArgumentException if an input has no front end
     * @throws UnsupportedOnnxException if a vertex cannot be written; nothing is left at the file then
     * @throws IOException              if writing fails
     */
    public static void writeWithFrontEnd(SoundModel model, Path file) throws IOException {
        write(model, true, file);
    }

    private static void write(SoundModel model, boolean samples, Path file) throws IOException {
        requireNonNull(file, "file");
        OnnxGraph graph = new OnnxGraph();
        List<Value> read = new ArrayList<>();
        List<Value> inputs = new ArrayList<>();
        for (ModelInput input : model.inputs()) {
            Value value;
            if (samples) {
                check(input.frontEnd().isPresent(), "input %s must have a front end to read samples", input.name());
                value = graph.input(input.name() + "-samples", FrontEndExport.samples(input));
            } else {
                value = graph.input(
                        input.name(), input.shape().stream().mapToLong(n -> n).toArray());
            }
            read.add(value);
            inputs.add(samples ? FrontEndExport.export(graph, input, value) : value);
        }
        Value answer = answer(graph, read.get(0), model.graph(), inputs);
        String name = model.output() == OutputKind.VALUES ? "values" : "probabilities";
        graph.output(
                answer, name, model.labels().isEmpty() ? -1 : model.labels().size());
        ModelProto proto = graph.model("sound", Metadata.of(model));
        AtomicFile.write(file, proto::writeTo);
    }

    private static Value answer(OnnxGraph graph, Value batch, ComputationGraph network, List<Value> inputs) {
        try {
            return new Network(graph, batch.name()).export(network, inputs).get(0);
        } catch (NoOperatorException e) {
            throw new UnsupportedOnnxException(e.vertex(), e.reason());
        }
    }

    /** {@return the names of Deeplearning4j's layers and vertices that can be written, in alphabetical order} */
    public static List<String> takenVertices() {
        return Exporters.taken();
    }
}
