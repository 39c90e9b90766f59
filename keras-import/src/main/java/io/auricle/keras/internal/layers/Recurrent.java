package io.auricle.keras.internal.layers;

import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Atom;
import io.auricle.keras.internal.graph.Group;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.graph.WeightNeed.Fill;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.LSTM;

/** LSTM, forwards or backwards, all steps or the last. */
final class Recurrent implements LayerKind {
    private static final int GATES = 4;
    /** Keras counts input, forget, cell, output; Deeplearning4j's columns are cell, forget, output, input. */
    private static final int[] KERAS_GATE = {2, 1, 3, 0};

    private static final int CELL = 2;

    @Override
    public Tensor draw(Call call) throws IOException {
        Tensor x = sequence(call);
        Cell cell = Cell.of(call, x);
        Tensor out = cell.run(call, x, call.vertex(), call.options().flag(false, "go_backwards"), false);
        call.need(cell.roles(), cell.fill(cell.vertex(), 0));
        return out;
    }

    /** The input as [features | time]. */
    static Tensor sequence(Call call) throws IOException {
        call.options().supported(!call.overTime(), "an LSTM on each time step has one axis too many");
        Tensor t = call.input(2);
        return call.arranged(
                t, Group.any(t.keras().get(1)), Group.exact(t.keras().get(0)));
    }

    /** One LSTM: its options, and its weights. */
    static final class Cell {
        private final LayerOptions options;
        private final int[] order;
        private final int units;
        private final boolean bias;
        private final boolean sequences;
        private final String word;
        private final String gateWord;
        private String lastVertex;

        private Cell(LayerOptions options, int[] order) throws IOException {
            this.options = options;
            this.order = order;
            this.units = options.positive("units", "output_dim");
            this.bias = options.flag(true, "use_bias");
            this.sequences = options.flag(false, "return_sequences");
            this.word = Activations.word(options, "tanh", "activation");
            this.gateWord = Activations.word(
                    options,
                    options.major() >= 2 ? "sigmoid" : "hard_sigmoid",
                    "recurrent_activation",
                    "inner_activation");
        }

        static Cell of(Call call, Tensor x) throws IOException {
            LayerOptions options = call.options();
            options.supported(!options.flag(false, "stateful"), "stateful: answers would depend on earlier ones");
            options.supported(!options.flag(false, "return_state"), "return_state: it answers more than one tensor");
            options.supported(!options.flag(false, "time_major"), "time_major: time before the batch");
            options.supported(x.size(1) != Atom.OPEN, "the number of its features must be fixed in the model");
            return new Cell(options, Tensor.order(x.physical().get(0), x.keras().get(1)));
        }

        boolean sequences() {
            return sequences;
        }

        String vertex() {
            return lastVertex;
        }

        /** Draws it; with {@code realign} a backward sequence is turned round again. */
        Tensor run(Call call, Tensor x, String name, boolean backwards, boolean realign) throws IOException {
            boolean gatesFuse = Activations.fuses(options, gateWord) || Activations.isHardSigmoid3(options, gateWord);
            options.supported(
                    gatesFuse && Activations.fuses(options, word),
                    "activation " + word + " with " + gateWord + " cannot be had exactly");
            var layer = new LSTM.Builder()
                    .nIn(order.length)
                    .nOut(units)
                    .activation(Activations.pointwise(options, word))
                    .gateActivationFunction(Activations.pointwise(options, gateWord))
                    .build();
            String input = backwards
                    ? call.drawing().add(name + "-backwards", new ReverseTimeSeriesVertex(), x.vertex())
                    : x.vertex();
            lastVertex = call.drawing().add(name, layer, input);
            List<Atom> out = Tensor.axis(units);
            List<Atom> time = x.keras().get(0);
            if (sequences) {
                String end = backwards && realign
                        ? call.drawing().add(name + "-forwards", new ReverseTimeSeriesVertex(), lastVertex)
                        : lastVertex;
                return new Tensor(
                        end, List.of(time, out), List.of(out, x.physical().get(1)));
            }
            String maskOf = call.drawing().vertices().keySet().iterator().next();
            String last = call.drawing().add(name + "-last", new LastTimeStepVertex(maskOf), lastVertex);
            return new Tensor(last, List.of(out), List.of(out));
        }

        List<Role> roles() {
            List<Role> roles = new ArrayList<>();
            roles.add(Role.of("kernel", order.length, (long) GATES * units).in("cell"));
            roles.add(Role.of("recurrent_kernel", units, (long) GATES * units).in("cell"));
            if (bias) {
                roles.add(Role.of("bias", (long) GATES * units).in("cell"));
            }
            return roles;
        }

        /** What to do with the weights that start at an index. */
        Fill fill(String vertex, int first) {
            float gate = (float) (Activations.isHardSigmoid3(options, gateWord) ? Activations.HARD_SIGMOID_3 : 1);
            return (weights, graph) -> {
                graph.set(
                        vertex,
                        "W",
                        gates(Kernels.rows(weights[first], order, GATES * units), gate),
                        order.length,
                        GATES * units);
                graph.set(vertex, "RW", gates(weights[first + 1], gate), units, GATES * units);
                graph.set(
                        vertex,
                        "b",
                        bias ? gates(weights[first + 2], gate) : new float[GATES * units],
                        1,
                        GATES * units);
            };
        }

        private float[] gates(float[] keras, float scale) {
            float[] ours = new float[keras.length];
            for (int row = 0; row < keras.length / (GATES * units); row++) {
                for (int g = 0; g < GATES; g++) {
                    float factor = KERAS_GATE[g] == CELL ? 1 : scale;
                    for (int u = 0; u < units; u++) {
                        ours[(row * GATES + g) * units + u] = factor * keras[(row * GATES + KERAS_GATE[g]) * units + u];
                    }
                }
            }
            return ours;
        }
    }
}
