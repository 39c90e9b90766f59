package io.auricle.keras.internal;

import java.io.IOException;

/** A layer that cannot be had exactly in Deeplearning4j: which, of which kind, and why. */
public final class Unsupported extends IOException {
    private static final long serialVersionUID = 1L;

    private final String layer;
    private final String kind;
    private final String reason;

    /**
     * @param layer  name of the layer
     * @param kind   its class in Keras
     * @param reason why it is refused
     */
    public Unsupported(String layer, String kind, String reason) {
        super("layer " + layer + " (" + kind + "): " + reason);
        this.layer = layer;
        this.kind = kind;
        this.reason = reason;
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
