package io.auricle.keras.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a model.
 *
 * @param name   its name, unique in its model
 * @param kind   its class in Keras, such as {@code Conv2D}
 * @param major  major version of the Keras that wrote it
 * @param config its options
 * @param calls  what it reads, once for each time that it is used
 * @param nested the model that it is, if it is one
 * @param custom whether the class is the author's own
 */
public record LayerSpec(
        String name,
        String kind,
        int major,
        JsonNode config,
        List<List<TensorRef>> calls,
        Optional<ModelSpec> nested,
        boolean custom) {

    /**
     * One output of one call of a layer.
     *
     * @param layer  name of the layer
     * @param call   which call
     * @param output which output of it
     */
    public record TensorRef(String layer, int call, int output) {}

    /** {@return its options, with checks} */
    public LayerOptions options() {
        return new LayerOptions(name, kind, major, config);
    }
}
