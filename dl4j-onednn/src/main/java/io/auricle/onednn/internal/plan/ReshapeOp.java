package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** The same numbers, in order 'c', under another shape: ReshapeVertex, and the flattening of images. */
final class ReshapeOp extends Op {
    private final UnaryOperator<long[]> shape;

    /** A reshape whose new shape is derived from the old one; at most one dimension of -1 takes what is left. */
    ReshapeOp(String vertex, Op input, UnaryOperator<long[]> shape) {
        super(vertex, input);
        this.shape = shape;
    }

    @Override
    Value forward(Context c) {
        Value x = input().out();
        long[] wanted = resolve(x.elements(), shape.apply(x.dims()));
        return c.builder().in(x, MemoryDesc.rowMajor(x.dims())).as(MemoryDesc.rowMajor(wanted));
    }

    @Override
    void backward(Context c, Value diff) {
        Value plain = c.builder().in(diff, MemoryDesc.rowMajor(diff.dims()));
        input().addGradient(c, plain.as(MemoryDesc.rowMajor(input().out().dims())));
    }

    private long[] resolve(long elements, long[] wanted) {
        long[] dims = wanted.clone();
        long known = Arrays.stream(dims).filter(d -> d >= 0).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] < 0) {
                dims[i] = known == 0 ? 0 : elements / known;
            }
        }
        Unsupported.unless(
                Arrays.stream(dims).reduce(1, (a, b) -> a * b) == elements,
                vertex,
                "a shape that the input does not fill");
        return dims;
    }
}
