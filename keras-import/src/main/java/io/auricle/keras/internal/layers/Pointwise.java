package io.auricle.keras.internal.layers;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;

/** Layers that look at each value alone. */
final class Pointwise {
    private Pointwise() {}

    static Tensor activation(Call call) throws IOException {
        return Activations.apply(call, call.input(), Activations.word(call.options(), "linear", "activation"));
    }

    /** Kept for those who train on; Deeplearning4j counts what stays, Keras what goes. */
    static Tensor dropout(Call call) throws IOException {
        double rate = call.options().number(0, "rate", "p");
        require(rate >= 0 && rate < 1, call.options().place(), rate, "rate must be in [0, 1)");
        Tensor t = call.input();
        return rate == 0
                ? t
                : t.at(call.drawing().add(call.vertex(), new DropoutLayer.Builder(1 - rate).build(), t.vertex()));
    }

    /** Changes nothing when the network answers; left out. */
    static Tensor trainingOnly(Call call) throws IOException {
        call.drawing().note(call.options().place() + " works in training only and is left out");
        return call.input();
    }
}
