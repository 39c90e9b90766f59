package io.auricle.keras.internal.assembly;

import static io.auricle.keras.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.keras.internal.Refusal;
import io.auricle.keras.internal.Source;
import io.auricle.keras.internal.config.ConfigReader;
import io.auricle.keras.internal.config.ModelSpec;
import io.auricle.keras.internal.graph.Drawing;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.h5.H5File;
import io.auricle.keras.internal.h5.H5Group;
import io.auricle.keras.internal.weights.WeightStore;
import io.auricle.keras.internal.zip.BoundedZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** From the bytes of a file to a graph. */
public final class Importer {
    private static final long MOST_JSON_BYTES = 16 << 20;
    private static final long MOST_WEIGHT_BYTES = 1L << 31;
    private static final double KERAS_EPSILON = 1e-7;
    private static final double KERAS_RATE = 1e-3;

    private Importer() {}

    /**
     * What a file holds, before its weights are read.
     *
     * @param config  the model's JSON
     * @param version the version of Keras that wrote it; empty if the file does not say
     * @param weights the group of its weights
     * @param bytes   how many bytes the weights may take
     * @param notes   what was left out
     */
    public record Contents(JsonNode config, String version, H5Group weights, long bytes, List<String> notes) {}

    /**
     * What was made of it.
     *
     * @param graph   the network
     * @param inputs  its inputs
     * @param output  what it answers
     * @param version the version of Keras that wrote it
     * @param notes   what a user should be told
     */
    public record Made(
            ComputationGraph graph, List<Tensor> inputs, Tensor output, String version, List<String> notes) {}

    /**
     * Reads everything but weights.
     *
     * @param file         a file's bytes
     * @param architecture the model's JSON from beside it, if there is some
     * @return the contents
     * @throws IOException if it is no Keras model, or is damaged
     */
    public static Contents open(Source file, Optional<String> architecture) throws IOException {
        if (BoundedZip.recognises(file)) {
            return openZip(BoundedZip.open(file));
        }
        require(H5File.recognises(file), "", "other bytes", "file must be an HDF5 file or a .keras file");
        H5Group root = H5File.open(file);
        Optional<String> inside = root.strings("model_config").map(List::toString);
        if (inside.isPresent()) {
            inside = Optional.of(root.strings("model_config").get().get(0));
        }
        Optional<String> text = inside.or(() -> architecture);
        require(
                text.isPresent(),
                "",
                "weights only",
                "file must hold the model_config, or its JSON must be given beside it");
        JsonNode json = ConfigReader.json("model_config", text.get());
        String version = root.strings("keras_version")
                .map(v -> v.get(0))
                .orElse(json.path("keras_version").asText(""));
        boolean optimiser =
                root.has("optimizer_weights") || root.strings("training_config").isPresent();
        return new Contents(
                json,
                version,
                root,
                file.size(),
                optimiser ? List.of("the optimiser's state and settings are left out") : List.of());
    }

    private static Contents openZip(BoundedZip zip) throws IOException {
        JsonNode json = ConfigReader.json("config.json", text(zip, "config.json"));
        JsonNode metadata = ConfigReader.json("metadata.json", text(zip, "metadata.json"));
        Source weights = zip.entry("model.weights.h5", MOST_WEIGHT_BYTES);
        boolean optimiser = json.path("compile_config").isObject();
        List<String> notes = optimiser ? List.of("the optimiser's state and settings are left out") : List.of();
        return new Contents(
                json, metadata.path("keras_version").asText(""), H5File.open(weights), weights.size(), notes);
    }

    private static String text(BoundedZip zip, String entry) throws IOException {
        Source source = zip.entry(entry, MOST_JSON_BYTES);
        return new String(source.slice(0, source.size()).array(), StandardCharsets.UTF_8);
    }

    /** Major version: as written, else as the style of the JSON tells. */
    static int major(Contents contents) {
        String version = contents.version();
        if (version.matches("\\d+\\..*")) {
            return Integer.parseInt(version.substring(0, version.indexOf('.')));
        }
        String text = contents.config().toString();
        return text.contains("\"nb_filter\"") || text.contains("\"output_dim\"")
                ? 1
                : text.contains("DTypePolicy") || text.contains("\"batch_shape\"") ? 3 : 2;
    }

    /**
     * Draws the graph, checks every weight's shape, and only then reads them.
     *
     * @param contents the file
     * @return the graph with its weights
     * @throws IOException if a layer cannot be had, or weights do not fit
     */
    public static Made make(Contents contents) throws IOException {
        ModelSpec model = ConfigReader.read(contents.config(), major(contents));
        ModelDrawer.Drawn drawn = ModelDrawer.draw(model);
        Drawing drawing = drawn.drawing();
        WeightStore.Found weights = WeightStore.of(contents.weights()).find(drawing.needs(), contents.bytes());
        ComputationGraph graph = graph(drawn);
        weights.readInto((vertex, key, values, shape) -> {
            INDArray parameter = graph.getLayer(vertex).getParam(key);
            parameter.assign(Nd4j.create(values, shape, 'c').reshape(parameter.shape()));
        });
        contents.notes().forEach(drawing::note);
        return new Made(graph, drawn.inputs(), drawn.output(), contents.version(), List.copyOf(drawing.notes()));
    }

    private static ComputationGraph graph(ModelDrawer.Drawn drawn) throws Refusal {
        drawn.drawing().protectShared();
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.ZERO)
                .updater(Adam.builder()
                        .learningRate(KERAS_RATE)
                        .epsilon(KERAS_EPSILON)
                        .build())
                .graphBuilder();
        builder.addInputs(drawn.inputs().stream().map(Tensor::vertex).toArray(String[]::new));
        for (Map.Entry<String, Drawing.Vertex> entry :
                drawn.drawing().vertices().entrySet()) {
            Drawing.Vertex vertex = entry.getValue();
            String[] inputs = vertex.inputs().toArray(String[]::new);
            if (vertex.layer() != null) {
                builder.addLayer(entry.getKey(), vertex.layer(), inputs);
            } else if (vertex.vertex() != null) {
                builder.addVertex(entry.getKey(), vertex.vertex(), inputs);
            }
        }
        builder.setOutputs(drawn.output().vertex());
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        return graph;
    }
}
