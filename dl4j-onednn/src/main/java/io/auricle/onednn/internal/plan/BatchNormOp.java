package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.Normalizations;
import io.auricle.onednn.internal.PrimitiveDesc;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/**
 * Batch normalisation over images or vectors, joined with a ReLU behind it. The running statistics go where DL4J keeps
 * them: as "gradients" that its updater subtracts from the parameters.
 */
final class BatchNormOp extends Op implements ActivationOp.Host {
    /** An operation that can scale and shift its own result by channel, as batch norm does at test time. */
    interface Host {
        void takeOver(PostOps.ScaleShift norm);
    }

    private final Layer layer;
    private final BatchNormalization conf;
    private final BatchStatistics statistics;

    private boolean relu;
    private boolean fused;
    private double diffScale = 1;
    private int flags;
    private PrimitiveDesc forward;
    private Value mean;
    private Value variance;
    private Value workspace;
    private Value scale;

    BatchNormOp(String vertex, Op input, Layer layer, BatchNormalization conf) {
        super(vertex, input);
        Unsupported.unless(conf.getCnn2DFormat() == CNN2DFormat.NCHW, vertex, "channels-last data");
        this.layer = layer;
        this.conf = conf;
        this.statistics = new BatchStatistics(vertex, layer, conf);
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<BatchNormalization> site) {
        return site.add(new BatchNormOp(site.name(), site.input(), site.layer(), site.conf()));
    }

    @Override
    public boolean takeOver(Eltwise function, boolean training) {
        relu = function.isRelu() && !fused;
        return relu;
    }

    @Override
    void fuse(boolean training) {
        if (!training && input().soleConsumer() == this && input().source() instanceof Host host) {
            host.takeOver(statistics::scaleShift);
            fused = true;
        }
        if (training
                && !conf.isLockGammaBeta()
                && input() instanceof DropoutOp dropout
                && dropout.soleConsumer() == this) {
            diffScale = dropout.handOverScale();
        }
    }

    @Override
    Op source() {
        return fused ? input().source() : this;
    }

    @Override
    Value forward(Context c) {
        Value x = input().out();
        long[] in = x.dims();
        Unsupported.unless(
                (in.length == 2 || in.length == 4) && in[1] == conf.getNOut(),
                vertex,
                "input of another shape than configured");
        if (fused) {
            return x;
        }
        flags = dnnl_use_scale
                | dnnl_use_shift
                | (relu ? dnnl_fuse_norm_relu : 0)
                | (c.training() ? 0 : dnnl_use_global_stats);
        forward =
                Normalizations.forward(c.training(), x.desc(), MemoryDesc.any(in), (float) conf.getEps(), flags, null);
        ProgramBuilder b = c.builder();
        Value y = b.arena(forward.argument(DNNL_ARG_DST));
        mean = b.prepared(MemoryDesc.rowMajor(in[1]));
        variance = b.prepared(MemoryDesc.rowMajor(in[1]));
        if (!c.training()) {
            statistics.load(c, mean, variance);
        }
        MemoryDesc workspaceDesc = forward.argument(DNNL_ARG_WORKSPACE);
        workspace = workspaceDesc.size() == 0 ? null : b.arena(workspaceDesc);
        Value shift;
        if (conf.isLockGammaBeta()) {
            scale = constant(b, in[1], statistics.lockedApplied() ? conf.getGamma() : 1);
            shift = constant(b, in[1], statistics.lockedApplied() ? conf.getBeta() : 0);
        } else {
            scale = c.parameters().vector(layer, "gamma");
            shift = c.parameters().vector(layer, "beta");
        }
        b.step(
                vertex + " batch norm " + forward.implementation(),
                forward,
                Arguments.of(DNNL_ARG_SRC, x)
                        .and(DNNL_ARG_DST, y)
                        .and(DNNL_ARG_MEAN, mean)
                        .and(DNNL_ARG_VARIANCE, variance)
                        .and(DNNL_ARG_WORKSPACE, workspace)
                        .and(DNNL_ARG_SCALE, scale)
                        .and(DNNL_ARG_SHIFT, shift));
        return y;
    }

    private Value constant(ProgramBuilder b, long count, double number) {
        Value vector = b.prepared(MemoryDesc.rowMajor(count));
        float[] numbers = new float[Math.toIntExact(count)];
        Arrays.fill(numbers, (float) number);
        b.java(vertex + " constants", stream -> Floats.put(vector.address(), numbers, numbers.length), vector);
        return vector;
    }

    @Override
    void backward(Context c, Value diff) {
        ProgramBuilder b = c.builder();
        Value x = input().out();
        PrimitiveDesc pd = Normalizations.backward(
                x.desc(), MemoryDesc.any(x.dims()), x.desc(), (float) conf.getEps(), flags, forward);
        Value diffSrc = b.arena(pd.argument(DNNL_ARG_DIFF_SRC));
        boolean locked = conf.isLockGammaBeta();
        Value backScale = locked ? constant(b, x.dims()[1], conf.getGamma()) : scaledGamma(b);
        b.step(
                vertex + " batch norm backward " + pd.implementation(),
                pd,
                Arguments.of(DNNL_ARG_SRC, x)
                        .and(DNNL_ARG_DIFF_DST, b.in(diff, pd.argument(DNNL_ARG_DIFF_DST)))
                        .and(DNNL_ARG_MEAN, mean)
                        .and(DNNL_ARG_VARIANCE, variance)
                        .and(DNNL_ARG_WORKSPACE, workspace)
                        .and(DNNL_ARG_SCALE, backScale)
                        .and(
                                DNNL_ARG_DIFF_SCALE,
                                locked ? b.arena(mean.desc()) : c.parameters().vectorGradient(layer, "gamma"))
                        .and(
                                DNNL_ARG_DIFF_SHIFT,
                                locked ? b.arena(mean.desc()) : c.parameters().vectorGradient(layer, "beta"))
                        .and(DNNL_ARG_DIFF_SRC, diffSrc));
        statistics.update(c, mean, variance);
        if (input().needsGradient()) {
            input().addGradient(c, diffSrc);
        }
    }

    /** The source's gradient is proportional to gamma, so a factor for it costs nothing there. */
    private Value scaledGamma(ProgramBuilder b) {
        if (diffScale == 1) {
            return scale;
        }
        Value scaled = b.arena(scale.desc());
        float[] numbers = new float[scale.elements()];
        float factor = (float) diffScale;
        b.java(
                vertex + " gamma times 1/keep",
                stream -> {
                    Floats.get(scale.address(), numbers, numbers.length);
                    for (int i = 0; i < numbers.length; i++) {
                        numbers[i] *= factor;
                    }
                    Floats.put(scaled.address(), numbers, numbers.length);
                },
                scaled);
        return scaled;
    }

    @Override
    boolean needsGradient() {
        return true;
    }
}
