package io.auricle.keras.internal.graph;

import io.auricle.keras.internal.config.LayerSpec;
import io.auricle.keras.internal.config.ModelSpec;
import java.util.List;

/**
 * Where a layer is in a model: through which models inside models.
 *
 * @param models the models, the outermost first
 * @param layers the layer of each of them that leads on; the last is the layer itself
 */
public record LayerPath(List<ModelSpec> models, List<LayerSpec> layers) {

    /**
     * A layer of the outermost model.
     *
     * @param model the model
     * @param layer its layer
     * @return the path
     */
    public static LayerPath of(ModelSpec model, LayerSpec layer) {
        return new LayerPath(List.of(model), List.of(layer));
    }

    /**
     * A layer of the model that this path leads to.
     *
     * @param model the model
     * @param layer its layer
     * @return the path
     */
    public LayerPath then(ModelSpec model, LayerSpec layer) {
        return new LayerPath(append(models, model), append(layers, layer));
    }

    private static <T> List<T> append(List<T> list, T last) {
        return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(last))
                .toList();
    }

    /** {@return the names along the path, divided by dots} */
    public String name() {
        return String.join(".", layers.stream().map(LayerSpec::name).toList());
    }

    /** {@return whether every layer on the path is left trainable} */
    public boolean trainable() {
        return layers.stream()
                .allMatch(layer -> layer.config().path("trainable").asBoolean(true));
    }
}
