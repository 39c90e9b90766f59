package io.auricle.keras.internal.assembly;

import static io.auricle.keras.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.keras.internal.Refusal;
import io.auricle.keras.internal.Unsupported;
import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.config.LayerSpec;
import io.auricle.keras.internal.config.LayerSpec.TensorRef;
import io.auricle.keras.internal.config.ModelSpec;
import io.auricle.keras.internal.graph.Atom;
import io.auricle.keras.internal.graph.Drawing;
import io.auricle.keras.internal.graph.LayerPath;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.layers.Kinds;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws a model, layer after layer as their inputs become known, with the models inside it drawn in place. */
final class ModelDrawer {
    private static final int MOST_AXES = 3;

    private final Drawing drawing = new Drawing();

    private record Use(LayerSpec layer, int call) {}

    /**
     * A drawn model.
     *
     * @param drawing its vertices
     * @param inputs  its inputs
     * @param output  what it answers
     */
    record Drawn(Drawing drawing, List<Tensor> inputs, Tensor output) {}

    private ModelDrawer() {}

    static Drawn draw(ModelSpec model) throws IOException {
        checkKinds(model);
        ModelDrawer drawer = new ModelDrawer();
        List<Tensor> inputs = new ArrayList<>();
        for (TensorRef ref : model.inputs()) {
            inputs.add(drawer.input(layer(model, ref)));
        }
        require(
                model.outputs().size() == 1,
                "model " + model.name(),
                model.outputs().size(),
                "outputs must be 1");
        List<Tensor> outputs = drawer.draw(model, null, inputs);
        return new Drawn(drawer.drawing, inputs, Outputs.inKerasOrder(drawer.drawing, outputs.get(0)));
    }

    private static void checkKinds(ModelSpec model) throws Unsupported {
        for (LayerSpec layer : model.layers()) {
            Kinds.check(layer);
            if (layer.nested().isPresent()) {
                checkKinds(layer.nested().get());
            }
        }
    }

    private static LayerSpec layer(ModelSpec model, TensorRef ref) throws Refusal {
        for (LayerSpec layer : model.layers()) {
            if (layer.name().equals(ref.layer())) {
                return layer;
            }
        }
        throw new Refusal("model " + model.name(), "layer " + ref.layer() + " must be one of its layers", "none");
    }

    /** An input, in Keras's order; what reads it brings it into its own. */
    private Tensor input(LayerSpec layer) throws IOException {
        LayerOptions options = layer.options();
        JsonNode shape = options.get("batch_input_shape", "batch_shape");
        boolean known = shape.isArray() && shape.size() >= 2 && shape.size() <= 1 + MOST_AXES;
        require(
                known,
                options.place(),
                LayerOptions.shown(shape),
                "input shape must be a batch and 1 to %d lengths",
                MOST_AXES);
        options.supported(!options.flag(false, "sparse") && !options.flag(false, "ragged"), "it is sparse or ragged");
        List<List<Atom>> axes = new ArrayList<>();
        for (int i = 1; i < shape.size(); i++) {
            JsonNode length = shape.get(i);
            boolean fits = length.isNull()
                    || length.isInt() && length.intValue() >= 1 && length.intValue() <= LayerOptions.MOST;
            require(
                    fits,
                    options.place(),
                    LayerOptions.shown(shape),
                    "input lengths must be in [1, %d], or open",
                    LayerOptions.MOST);
            axes.add(Tensor.axis(length.isNull() ? Atom.OPEN : length.intValue()));
        }
        String name = drawing.add(layer.name(), (org.deeplearning4j.nn.conf.layers.Layer) null);
        Tensor input = new Tensor(name, List.copyOf(axes), List.copyOf(axes));
        drawing.checkSize(input);
        return input;
    }

    private List<Tensor> draw(ModelSpec model, LayerPath around, List<Tensor> inputs) throws IOException {
        Map<TensorRef, Tensor> known = new HashMap<>();
        require(
                inputs.size() == model.inputs().size(),
                "model " + model.name(),
                inputs.size(),
                "inputs must be %d",
                model.inputs().size());
        for (int i = 0; i < inputs.size(); i++) {
            known.put(model.inputs().get(i), inputs.get(i));
        }
        Deque<Use> waiting = new ArrayDeque<>();
        for (LayerSpec layer : model.layers()) {
            for (int call = 0; call < layer.calls().size() && !layer.kind().equals("InputLayer"); call++) {
                waiting.add(new Use(layer, call));
            }
        }
        int idle = 0;
        while (!waiting.isEmpty()) {
            Use use = waiting.remove();
            List<TensorRef> wanted = use.layer.calls().get(use.call);
            if (known.keySet().containsAll(wanted)) {
                List<Tensor> read = wanted.stream().map(known::get).toList();
                remember(known, use, draw(model, around, use, read));
                idle = 0;
            } else {
                waiting.add(use);
                require(
                        ++idle <= waiting.size(),
                        "layer " + use.layer.name(),
                        wanted,
                        "its inputs must be made by other layers");
            }
        }
        List<Tensor> outputs = new ArrayList<>();
        for (TensorRef ref : model.outputs()) {
            require(
                    known.containsKey(ref),
                    "model " + model.name(),
                    ref.layer(),
                    "its outputs must be made by its layers");
            outputs.add(known.get(ref));
        }
        return outputs;
    }

    /** Keras counts the calls of models from 1: the call that made them is the first. */
    private static void remember(Map<TensorRef, Tensor> known, Use use, List<Tensor> outputs) {
        boolean model = use.layer.nested().isPresent();
        for (int i = 0; i < outputs.size(); i++) {
            known.put(new TensorRef(use.layer.name(), use.call + (model ? 1 : 0), i), outputs.get(i));
            if (model && use.layer.calls().size() == 1) {
                known.put(new TensorRef(use.layer.name(), 0, i), outputs.get(i));
            }
        }
    }

    private List<Tensor> draw(ModelSpec model, LayerPath around, Use use, List<Tensor> inputs) throws IOException {
        LayerSpec layer = use.layer;
        LayerPath path = around == null ? LayerPath.of(model, layer) : around.then(model, layer);
        if (use.call > 0) {
            drawing.note("layer " + path.name() + " is used more than once; its weights are copied for each use");
        }
        if (layer.nested().isPresent()) {
            return draw(layer.nested().get(), path, inputs);
        }
        return List.of(Kinds.draw(path, layer, path.name(), inputs, drawing));
    }
}
