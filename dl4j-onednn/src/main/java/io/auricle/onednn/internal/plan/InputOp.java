package io.auricle.onednn.internal.plan;

/** A network's input, where the caller keeps it. */
final class InputOp extends Op {
    private final Value value;

    InputOp(String vertex, Value value) {
        super(vertex);
        this.value = value;
    }

    @Override
    Value forward(Context c) {
        return value;
    }

    @Override
    void backward(Context c, Value diff) {
        throw new IllegalStateException("an input has no gradient");
    }

    @Override
    boolean needsGradient() {
        return false;
    }
}
