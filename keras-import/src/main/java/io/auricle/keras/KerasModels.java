package io.auricle.keras;

import static java.util.Objects.requireNonNull;

import io.auricle.keras.internal.Refusal;
import io.auricle.keras.internal.Source;
import io.auricle.keras.internal.Unsupported;
import io.auricle.keras.internal.assembly.Importer;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.layers.Kinds;
import io.auricle.zoo.model.OutputKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * Reads Keras models: HDF5 files of Keras 1 and 2 and of Keras 3, and {@code .keras} files.
 *
 * <pre>{@code
 * ImportedModel model = KerasModels.read(Path.of("model.h5"));
 * INDArray answer = model.predict(input);
 * }</pre>
 *
 * <p>Nothing is deserialised but numbers and JSON, and no code of the file is run. A layer that Deeplearning4j cannot have exactly is
 * refused by name before any weight is read. <b>Threads.</b> Any. <b>Cost.</b> Twice the weights in memory for a moment.
 */
public final class KerasModels {
    private static final long MOST_JSON_BYTES = 16 << 20;

    private KerasModels() {}

    /**
     * Reads a complete model.
     *
     * @param file an {@code .h5} or {@code .keras} file
     * @return the model
     * @throws MalformedKerasException   if it is no such file, is damaged, or its weights do not fit
     * @throws UnsupportedKerasException if a layer cannot be had exactly
     * @throws IOException               if reading fails
     */
    public static ImportedModel read(Path file) throws IOException {
        requireNonNull(file, "file");
        return read(file, Optional.empty());
    }

    /**
     * Reads weights whose model is described beside them.
     *
     * @param weights      an {@code .h5} file, as {@code save_weights} writes it
     * @param architecture the JSON that {@code to_json} writes
     * @return the model
     * @throws MalformedKerasException   if either is no such file, is damaged, or they do not fit each other
     * @throws UnsupportedKerasException if a layer cannot be had exactly
     * @throws IOException               if reading fails
     */
    public static ImportedModel read(Path weights, Path architecture) throws IOException {
        requireNonNull(weights, "weights");
        requireNonNull(architecture, "architecture");
        long size = Files.size(architecture);
        if (size > MOST_JSON_BYTES) {
            throw new MalformedKerasException(
                    architecture.toString(),
                    "",
                    "JSON must have at most " + MOST_JSON_BYTES + " bytes",
                    String.valueOf(size),
                    null);
        }
        return read(weights, Optional.of(new String(Files.readAllBytes(architecture), StandardCharsets.UTF_8)));
    }

    private static ImportedModel read(Path file, Optional<String> architecture) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return imported(Importer.make(Importer.open(Source.of(channel), architecture)));
        } catch (Refusal e) {
            throw new MalformedKerasException(file.toString(), e.place(), e.rule(), e.found(), e);
        } catch (Unsupported e) {
            throw new UnsupportedKerasException(file.toString(), e.layer(), e.kind(), e.reason(), e);
        }
    }

    private static ImportedModel imported(Importer.Made made) {
        List<KerasInput> inputs = made.inputs().stream().map(KerasModels::input).toList();
        Layer last = made.graph().getLayer(made.output().vertex()) == null
                ? null
                : made.graph().getLayer(made.output().vertex()).conf().getLayer();
        List<Long> shape = Arrays.stream(made.output().shape()).boxed().toList();
        return new ImportedModel(made.graph(), inputs, shape, kind(last), made.version(), made.notes());
    }

    private static KerasInput input(Tensor t) {
        return new KerasInput(t.vertex(), Arrays.stream(t.shape()).boxed().toList());
    }

    private static OutputKind kind(Layer last) {
        if (last instanceof BaseLayer layer && layer.getActivationFn() instanceof ActivationSoftmax) {
            return OutputKind.SOFTMAX;
        }
        boolean sigmoid = last instanceof BaseLayer layer && layer.getActivationFn() instanceof ActivationSigmoid;
        return sigmoid ? OutputKind.SIGMOID : OutputKind.VALUES;
    }

    /** {@return the classes of Keras layers that are taken, in alphabetical order} */
    public static List<String> takenLayers() {
        return Kinds.taken();
    }

    /** {@return classes of Keras layers that are refused whatever their options, each with the reason} */
    public static Map<String, String> refusedLayers() {
        return Kinds.refusals();
    }
}
