package io.auricle.onednn.internal.plan;

/** A plan cannot do what a layer asks for; the message says what, for the report. */
public final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String vertex;

    Unsupported(String vertex, String reason) {
        super(reason, null, false, false);
        this.vertex = vertex;
    }

    /** The layer or vertex. */
    public String vertex() {
        return vertex;
    }

    static void unless(boolean supported, String vertex, String reason) {
        if (!supported) {
            throw new Unsupported(vertex, reason);
        }
    }
}
