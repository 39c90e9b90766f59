package io.auricle.keras;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * A Keras model has a layer that Deeplearning4j cannot have exactly. Nothing of its weights was read.
 *
 * <p>The message reads {@code model.h5, layer gru_1 (GRU): Deeplearning4j has no GRU, with reset_after or without}.
 */
public final class UnsupportedKerasException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final String layer;
    private final String kind;
    private final String reason;

    /**
     * @param source name of the file
     * @param layer  name of the layer
     * @param kind   its class in Keras
     * @param reason why it is refused
     * @param cause  what was thrown inside, or null
     */
    public UnsupportedKerasException(String source, String layer, String kind, String reason, Throwable cause) {
        super(source + ", layer " + layer + " (" + kind + "): " + reason, cause);
        this.source = requireNonNull(source, "source");
        this.layer = requireNonNull(layer, "layer");
        this.kind = requireNonNull(kind, "kind");
        this.reason = requireNonNull(reason, "reason");
    }

    /** {@return the name of the file} */
    public String source() {
        return source;
    }

    /** {@return the name of the layer} */
    public String layer() {
        return layer;
    }

    /** {@return its class in Keras} */
    public String kind() {
        return kind;
    }

    /** {@return why it is refused} */
    public String reason() {
        return reason;
    }
}
