package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Elementwise;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;

/** Inverted dropout: in training, values are kept with probability p and divided by it, or become 0. */
final class DropoutOp extends Op {
    private final Dropout conf;
    private final int number;

    private boolean absent;
    private PoolingOp host;
    private Value mask;

    /** A dropout that differs from the network's others by its number. */
    DropoutOp(String vertex, Op input, IDropout conf, int number) {
        super(vertex, input);
        Unsupported.unless(
                conf.getClass() == Dropout.class,
                vertex,
                "dropout of kind " + conf.getClass().getSimpleName());
        this.conf = (Dropout) conf;
        this.number = number;
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<DropoutLayer> site) {
        return site.dropped(site.conf());
    }

    @Override
    void fuse(boolean training) {
        absent = !training;
        if (training
                && input().soleConsumer() == this
                && input().source() instanceof PoolingOp pooling
                && pooling.takeOver(this)) {
            host = pooling;
        }
    }

    /** Leaves the gradient's factor 1/p to the caller and returns it, or returns 1 if that is not possible. */
    double handOverScale() {
        if (host == null || conf.getPSchedule() != null) {
            return 1;
        }
        host.leaveDropoutScale();
        return 1 / conf.getP();
    }

    @Override
    Op source() {
        boolean transparent = host != null || absent && input().soleConsumer() == this;
        return transparent ? input().source() : this;
    }

    @Override
    Value forward(Context c) {
        Value x = input().out();
        if (absent || host != null) {
            return x;
        }
        mask = drawMask(c, x.desc());
        return multiply(c, vertex, x, mask);
    }

    @Override
    void backward(Context c, Value diff) {
        input().addGradient(c, absent || host != null ? diff : multiply(c, vertex, diff, mask));
    }

    /** Appends the drawing of a mask of the given shape. */
    Value drawMask(Context c, MemoryDesc desc) {
        Value drawn = c.builder().arena(desc);
        int count = Math.toIntExact(desc.size() / Float.BYTES);
        MaskSource random = c.random();
        c.builder().java(vertex + " dropout mask", stream -> random.fill(drawn.address(), count, number, conf), drawn);
        return drawn;
    }

    static Value multiply(Context c, String vertex, Value x, Value mask) {
        Value first = c.builder().in(x, mask.desc());
        Value product = c.builder().arena(mask.desc());
        c.builder()
                .step(
                        vertex + " dropout",
                        Elementwise.binary(dnnl_binary_mul, first.desc(), mask.desc(), product.desc(), null),
                        Arguments.of(DNNL_ARG_SRC_0, first)
                                .and(DNNL_ARG_SRC_1, mask)
                                .and(DNNL_ARG_DST, product));
        return product;
    }
}
