package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/** The same numbers, in order 'c', under another shape: ReshapeVertex, and the flattening of images. */
final class ReshapeOp extends Op {
    private final UnaryOperator<long[]> shape;

    /** A reshape whose new shape is derived from the old one; at most one dimension of -1 takes what is left. */
    ReshapeOp(String vertex, Op input, UnaryOperator<long[]> shape) {
        super(vertex, input);
        this.shape = shape;
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<ReshapeVertex> site) {
        ReshapeVertex conf = site.conf();
        site.unless(conf.getReshapeOrder() == 'c', "a reshape in order " + conf.getReshapeOrder());
        long[] wanted = Arrays.stream(conf.getNewShape()).asLongStream().toArray();
        return site.add(new ReshapeOp(site.name(), site.input(), old -> wanted));
    }

    /** Images as rows. */
    static Op lowerFlattening(Site<CnnToFeedForwardPreProcessor> site) {
        return site.add(new ReshapeOp(site.name(), site.input(), old -> new long[] {old[0], -1}));
    }

    /** Rows as images; what are images already stay as they are. */
    static Op lowerImages(Site<FeedForwardToCnnPreProcessor> site) {
        FeedForwardToCnnPreProcessor cnn = site.conf();
        return site.add(new ReshapeOp(
                site.name(),
                site.input(),
                old -> old.length == 4
                        ? old
                        : new long[] {old[0], cnn.getNumChannels(), cnn.getInputHeight(), cnn.getInputWidth()}));
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
