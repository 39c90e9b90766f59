package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import io.auricle.onednn.internal.Elementwise;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;

/** Softmax over the rows of an output layer, for inference; in training the loss does it. */
final class SoftmaxOp extends Op {
    SoftmaxOp(String vertex, Op input) {
        super(vertex, input);
    }

    @Override
    Value forward(Context c) {
        Value x = input().out();
        Value y = c.builder().arena(x.desc());
        c.builder()
                .step(
                        vertex + " softmax",
                        Elementwise.softmax(false, x.desc(), y.desc(), 1, null),
                        Arguments.of(DNNL_ARG_SRC, x).and(DNNL_ARG_DST, y));
        return y;
    }

    @Override
    void backward(Context c, Value diff) {
        throw new IllegalStateException("softmax is for inference only");
    }
}
