package io.auricle.onnx;

import static java.util.Objects.requireNonNull;

/** A network has a vertex that cannot be written as ONNX operators; no file was written. */
public final class UnsupportedOnnxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String vertex;
    private final String reason;

    /**
     * @param vertex name of the vertex, or the part of the model
     * @param reason why it cannot be written
     */
    public UnsupportedOnnxException(String vertex, String reason) {
        super("vertex " + vertex + " has no ONNX operators: " + reason);
        this.vertex = requireNonNull(vertex, "vertex");
        this.reason = requireNonNull(reason, "reason");
    }

    /** {@return the name of the vertex} */
    public String vertex() {
        return vertex;
    }

    /** {@return why it cannot be written} */
    public String reason() {
        return reason;
    }
}
