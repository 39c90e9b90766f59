package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Attributes;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.Poolings;
import io.auricle.onednn.internal.PrimitiveDesc;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * Max or average pooling. A max-pool behind ReLU zeroes the gradient in its stead, and multiplies its result by the mask of
 * a dropout behind it: dropped and negative values are then both zero in the result, which is all the way back needs.
 */
final class PoolingOp extends Op implements ActivationOp.Host, BatchNormOp.Host {
    private final SubsamplingLayer conf;
    private final int algorithm;

    private final PostOps post = new PostOps();

    private boolean gate;
    private DropoutOp dropout;
    private boolean dropoutScaleTakenOver;
    private Windows.Sized sized;
    private PrimitiveDesc forward;
    private Value workspace;
    private Value mask;

    PoolingOp(String vertex, Op input, SubsamplingLayer conf) {
        super(vertex, input);
        Unsupported.unless(conf.getCnn2dDataFormat() == CNN2DFormat.NCHW, vertex, "channels-last data");
        Unsupported.unless(
                conf.getPoolingType() == PoolingType.MAX || conf.getPoolingType() == PoolingType.AVG,
                vertex,
                "pooling type " + conf.getPoolingType());
        this.conf = conf;
        if (conf.getPoolingType() == PoolingType.MAX) {
            algorithm = dnnl_pooling_max;
        } else {
            Unsupported.unless(
                    conf.getDilation()[0] == 1 && conf.getDilation()[1] == 1, vertex, "average pooling with dilation");
            algorithm = conf.isAvgPoolIncludePadInDivisor()
                    ? dnnl_pooling_avg_include_padding
                    : dnnl_pooling_avg_exclude_padding;
        }
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<SubsamplingLayer> site) {
        return site.add(new PoolingOp(site.name(), site.input(), site.conf()));
    }

    @Override
    void fuse(boolean training) {
        if (training && algorithm == dnnl_pooling_max && input().soleConsumer() == this) {
            gate = input().source() instanceof GatedByRelu gated && gated.handOverGate();
        }
    }

    @Override
    public boolean takeOver(Eltwise function, boolean training) {
        if (!training) {
            post.add(function);
        }
        return !training;
    }

    @Override
    public void takeOver(PostOps.ScaleShift norm) {
        post.add(norm);
    }

    /** Takes over the mask of a dropout that alone reads the result. */
    boolean takeOver(DropoutOp op) {
        dropout = gate ? op : null;
        return gate;
    }

    /** Leaves the factor 1/keep of the gradient to the operation behind the dropout. */
    void leaveDropoutScale() {
        dropoutScaleTakenOver = true;
    }

    @Override
    Value forward(Context c) {
        Value x = input().out();
        long[] in = x.dims();
        Unsupported.unless(in.length == 4, vertex, "input of another shape than configured");
        sized = Windows.of(vertex, in, Windows.Settings.of(conf));
        forward = describe(c, x, post.attributes(c, 4));
        if (dropout != null) {
            mask = dropout.drawMask(c, forward.argument(DNNL_ARG_DST));
            forward = describe(c, x, new Attributes().thenBinary(dnnl_binary_mul, mask.desc()));
        }
        Value y = c.builder().arena(forward.argument(DNNL_ARG_DST));
        MemoryDesc workspaceDesc = forward.argument(DNNL_ARG_WORKSPACE);
        workspace = workspaceDesc.size() == 0 ? null : c.builder().arena(workspaceDesc);
        c.builder()
                .step(
                        vertex + " pooling " + forward.implementation(),
                        forward,
                        post.into(Arguments.of(DNNL_ARG_SRC, x)
                                .and(DNNL_ARG_DST, y)
                                .and(DNNL_ARG_WORKSPACE, workspace)
                                .and(Attributes.binaryArgument(0), mask)));
        return y;
    }

    private PrimitiveDesc describe(Context c, Value x, Attributes attributes) {
        long[] in = x.dims();
        MemoryDesc dst = MemoryDesc.any(in[0], in[1], sized.height(), sized.width());
        return Poolings.forward(c.training(), algorithm, x.desc(), dst, kernel(), sized.window(), attributes);
    }

    private long[] kernel() {
        return new long[] {conf.getKernelSize()[0], conf.getKernelSize()[1]};
    }

    @Override
    void backward(Context c, Value diff) {
        ProgramBuilder b = c.builder();
        Value d = diff;
        if (gate) {
            d = ActivationOp.gradientThrough(c, vertex, Eltwise.RELU, out(), d);
        }
        if (dropout != null && !dropoutScaleTakenOver) {
            d = DropoutOp.multiply(c, vertex, d, mask);
        }
        MemoryDesc diffSrcDesc = input().out().desc();
        PrimitiveDesc pd = Poolings.backward(
                algorithm, diffSrcDesc, forward.argument(DNNL_ARG_DST), kernel(), sized.window(), forward);
        Value diffSrc = b.arena(diffSrcDesc);
        b.step(
                vertex + " pooling backward " + pd.implementation(),
                pd,
                Arguments.of(DNNL_ARG_DIFF_DST, b.in(d, pd.argument(DNNL_ARG_DIFF_DST)))
                        .and(DNNL_ARG_WORKSPACE, workspace)
                        .and(DNNL_ARG_DIFF_SRC, diffSrc));
        input().addGradient(c, diffSrc);
    }
}
