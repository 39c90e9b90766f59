package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Convolutions.Window;
import io.auricle.onednn.internal.Elementwise;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.Poolings;
import io.auricle.onednn.internal.PrimitiveDesc;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/** The maximum, mean or sum of each channel over an image or a sequence: pooling with a window as large as its input. */
final class GlobalPoolingOp extends Op {
    private final GlobalPoolingLayer conf;
    private final int algorithm;

    private MemoryDesc image;
    private Window window;
    private long[] kernel;
    private float factor;
    private PrimitiveDesc forward;
    private Value workspace;

    GlobalPoolingOp(String vertex, Op input, GlobalPoolingLayer conf) {
        super(vertex, input);
        PoolingType type = conf.getPoolingType();
        Unsupported.unless(type != PoolingType.PNORM, vertex, "global pooling by p-norm");
        this.conf = conf;
        this.algorithm = type == PoolingType.MAX ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding;
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<GlobalPoolingLayer> site) {
        return site.add(new GlobalPoolingOp(site.name(), site.input(), site.conf()));
    }

    @Override
    Value forward(Context c) {
        Value x = input().out();
        long[] in = x.dims();
        int[] usual = in.length == 3 ? new int[] {2} : new int[] {2, 3};
        Unsupported.unless(in.length == 3 || in.length == 4, vertex, "input of another shape than configured");
        Unsupported.unless(
                conf.getPoolingDimensions() == null || Arrays.equals(conf.getPoolingDimensions(), usual),
                vertex,
                "global pooling over other dimensions than usual");
        image = in.length == 4 ? x.desc() : x.desc().reshaped(in[0], in[1], 1, in[2]);
        long[] size = image.dims();
        kernel = new long[] {size[2], size[3]};
        window = new Window(kernel, new long[2], new long[2], new long[2]);
        factor = conf.getPoolingType() == PoolingType.SUM ? kernel[0] * kernel[1] : 1;
        forward = Poolings.forward(
                c.training(), algorithm, image, MemoryDesc.any(in[0], in[1], 1, 1), kernel, window, null);
        Value y = c.builder().arena(forward.argument(DNNL_ARG_DST));
        MemoryDesc workspaceDesc = forward.argument(DNNL_ARG_WORKSPACE);
        workspace = workspaceDesc.size() == 0 ? null : c.builder().arena(workspaceDesc);
        c.builder()
                .step(
                        vertex + " global pooling " + forward.implementation(),
                        forward,
                        Arguments.of(DNNL_ARG_SRC, x.as(image))
                                .and(DNNL_ARG_DST, y)
                                .and(DNNL_ARG_WORKSPACE, workspace));
        Value plain = c.builder().in(y, MemoryDesc.rowMajor(in[0], in[1], 1, 1));
        return scaled(c, plain).as(MemoryDesc.rowMajor(shape(in)));
    }

    private long[] shape(long[] in) {
        if (conf.isCollapseDimensions()) {
            return new long[] {in[0], in[1]};
        }
        return in.length == 3 ? new long[] {in[0], in[1], 1} : new long[] {in[0], in[1], 1, 1};
    }

    /** A sum is a mean times the count. */
    private Value scaled(Context c, Value x) {
        return factor == 1 ? x : scale(c, vertex, x, factor);
    }

    static Value scale(Context c, String vertex, Value x, float factor) {
        Value y = c.builder().arena(x.desc());
        c.builder()
                .step(
                        vertex + " factor",
                        Elementwise.forward(false, dnnl_eltwise_linear, x.desc(), y.desc(), factor, 0, null),
                        Arguments.of(DNNL_ARG_SRC, x).and(DNNL_ARG_DST, y));
        return y;
    }

    @Override
    void backward(Context c, Value diff) {
        ProgramBuilder b = c.builder();
        long[] in = image.dims();
        Value plain = b.in(diff, MemoryDesc.rowMajor(diff.dims()));
        Value small = scaled(c, plain.as(MemoryDesc.rowMajor(in[0], in[1], 1, 1)));
        PrimitiveDesc pd = Poolings.backward(algorithm, image, forward.argument(DNNL_ARG_DST), kernel, window, forward);
        Value diffSrc = b.arena(image);
        b.step(
                vertex + " global pooling backward " + pd.implementation(),
                pd,
                Arguments.of(DNNL_ARG_DIFF_DST, b.in(small, pd.argument(DNNL_ARG_DIFF_DST)))
                        .and(DNNL_ARG_WORKSPACE, workspace)
                        .and(DNNL_ARG_DIFF_SRC, diffSrc));
        input().addGradient(c, diffSrc.as(input().out().desc()));
    }
}
