package io.auricle.keras.internal.config;

import io.auricle.keras.internal.config.LayerSpec.TensorRef;
import java.util.List;

/**
 * A model, or a model inside another.
 *
 * @param name    its name
 * @param layers  its layers, in the order of the file
 * @param inputs  the layers that its inputs are
 * @param outputs what it answers
 */
public record ModelSpec(String name, List<LayerSpec> layers, List<TensorRef> inputs, List<TensorRef> outputs) {}
