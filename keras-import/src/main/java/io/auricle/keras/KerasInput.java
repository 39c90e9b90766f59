package io.auricle.keras;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An input of an imported model.
 *
 * @param name  its name in Keras, and in the graph
 * @param shape its lengths in Keras's order, without the batch; {@link #OPEN} for a length that the model leaves open
 */
public record KerasInput(String name, List<Long> shape) {
    /** A length that the model leaves open. */
    public static final long OPEN = -1;

    /** Checks for null. */
    public KerasInput {
        requireNonNull(name, "name");
        shape = List.copyOf(shape);
    }
}
