package io.auricle.onnx;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.internal.AtomicFile;
import io.auricle.onnx.internal.Exporters;
import io.auricle.onnx.internal.Network;
import io.auricle.onnx.internal.OnnxGraph;
import io.auricle.onnx.internal.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        Value answer =
                new Network(graph, inputs.get(0).name()).export(network, inputs).get(0);
        graph.output(answer, "answer", outputShape);
        AtomicFile.write(file, out -> graph.model("network", metadata).writeTo(out));
    }

    /** {@return the names of Deeplearning4j's layers and vertices that can be written, in alphabetical order} */
    public static List<String> takenVertices() {
        return Exporters.taken();
    }
}
