package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Elementwise;
import io.auricle.onednn.internal.PrimitiveDesc;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;

/** An activation function, joined to the convolution, dense layer or batch norm before it where that can do it. */
final class ActivationOp extends Op {
    /** An operation that can apply an activation function to its own result. */
    interface Host {
        /** Takes the function over, if it can. */
        boolean takeOver(Eltwise function, boolean training);
    }

    private final Eltwise function;
    private boolean fused;

    ActivationOp(String vertex, Op input, Eltwise function) {
        super(vertex, input);
        this.function = function;
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<ActivationLayer> site) {
        return site.activated(site.input(), site.conf().getActivationFn());
    }

    @Override
    void fuse(boolean training) {
        fused = input().soleConsumer() == this
                && input().source() instanceof Host host
                && host.takeOver(function, training);
    }

    @Override
    Op source() {
        return fused ? input().source() : this;
    }

    @Override
    Value forward(Context c) {
        Value x = input().out();
        if (fused) {
            return x;
        }
        Value y = c.builder().arena(x.desc());
        c.builder()
                .step(
                        vertex + " activation",
                        Elementwise.forward(
                                c.training(), function.forward(), x.desc(), y.desc(), function.alpha(), 0, null),
                        Arguments.of(DNNL_ARG_SRC, x).and(DNNL_ARG_DST, y));
        return y;
    }

    @Override
    void backward(Context c, Value diff) {
        input().addGradient(c, fused ? diff : gradientThrough(c, vertex, function, out(), diff));
    }

    /** The gradient before a function, from its result and the gradient after it. */
    static Value gradientThrough(Context c, String vertex, Eltwise function, Value result, Value diff) {
        Value diffDst = c.builder().in(diff, result.desc());
        Value diffSrc = c.builder().arena(result.desc());
        PrimitiveDesc hint =
                Elementwise.forward(true, function.backward(), result.desc(), result.desc(), function.alpha(), 0, null);
        c.builder()
                .step(
                        vertex + " activation backward",
                        Elementwise.backward(
                                function.backward(),
                                diffSrc.desc(),
                                diffDst.desc(),
                                result.desc(),
                                function.alpha(),
                                0,
                                hint),
                        Arguments.of(DNNL_ARG_DST, result)
                                .and(DNNL_ARG_DIFF_DST, diffDst)
                                .and(DNNL_ARG_DIFF_SRC, diffSrc));
        return diffSrc;
    }
}
