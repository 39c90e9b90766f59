package io.auricle.keras.internal.layers;

import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;

/** Draws one kind of Keras layer. */
@FunctionalInterface
interface LayerKind {
    /**
     * Draws it.
     *
     * @param call the layer and what it reads
     * @return what it answers
     * @throws IOException if the options are wrong, or cannot be had exactly
     */
    Tensor draw(Call call) throws IOException;
}
