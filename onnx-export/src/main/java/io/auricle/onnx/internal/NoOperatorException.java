package io.auricle.onnx.internal;

/** A vertex that ONNX's operators do not cover. */
public final class NoOperatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String vertex;
    private final String reason;

    /**
     * @param vertex name of the vertex
     * @param reason why it cannot be written
     */
    NoOperatorException(String vertex, String reason) {
        super(vertex + ": " + reason);
        this.vertex = vertex;
        this.reason = reason;
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
