package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.Normalizations;
import io.auricle.onednn.internal.PrimitiveDesc;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/**
 * Batch normalisation over images or vectors, joined with a ReLU behind it. The running statistics go where DL4J keeps
 * them: as "gradients" that its updater subtracts from the parameters.
 */
final class BatchNormOp extends Op implements ActivationOp.Host {
    private static final double LOG10_PER_LN = 1 / Math.log(10);

    /** An operation that can scale and shift its own result by channel, as batch norm does at test time. */
    interface Host {
        void takeOver(PostOps.ScaleShift norm);
    }

    private final Layer layer;
    private final BatchNormalization conf;

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
    }

    @Override
    public boolean takeOver(Eltwise function, boolean training) {
        relu = function.isRelu() && !fused;
        return relu;
    }

    @Override
    void fuse(boolean training) {
        if (!training && input().soleConsumer() == this && input().source() instanceof Host host) {
            host.takeOver(this::scaleShift);
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
            loadStatistics(c);
        }
        MemoryDesc workspaceDesc = forward.argument(DNNL_ARG_WORKSPACE);
        workspace = workspaceDesc.size() == 0 ? null : b.arena(workspaceDesc);
        Value shift;
        if (conf.isLockGammaBeta()) {
            scale = constant(b, in[1], lockedApplied() ? conf.getGamma() : 1);
            shift = constant(b, in[1], lockedApplied() ? conf.getBeta() : 0);
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

    private String spreadName() {
        return conf.isUseLogStd() ? "log10stdev" : "var";
    }

    private void loadStatistics(Context c) {
        Value globalMean = c.parameters().vector(layer, "mean");
        Value spread = c.parameters().vector(layer, spreadName());
        int n = mean.elements();
        c.builder()
                .java(
                        vertex + " running statistics",
                        stream -> {
                            Floats.copy(globalMean.address(), mean.address(), 4L * n);
                            Floats.put(variance.address(), variance(spread, n), n);
                        },
                        mean,
                        variance);
    }

    private float[] variance(Value spread, int n) {
        float[] numbers = new float[n];
        Floats.get(spread.address(), numbers, n);
        for (int i = 0; conf.isUseLogStd() && i < n; i++) {
            double deviation = Math.pow(10, numbers[i]);
            numbers[i] = (float) (deviation * deviation);
        }
        return numbers;
    }

    /** Batch norm at test time as one factor and one summand by channel. */
    private List<Value> scaleShift(Context c, int rank) {
        int n = Math.toIntExact(conf.getNOut());
        long[] dims = new long[rank];
        Arrays.fill(dims, 1);
        dims[1] = n;
        Value factor = c.builder().prepared(MemoryDesc.rowMajor(dims));
        Value summand = c.builder().prepared(MemoryDesc.rowMajor(dims));
        Value globalMean = c.parameters().vector(layer, "mean");
        Value spread = c.parameters().vector(layer, spreadName());
        boolean locked = conf.isLockGammaBeta();
        Value gamma = locked ? null : c.parameters().vector(layer, "gamma");
        Value beta = locked ? null : c.parameters().vector(layer, "beta");
        c.builder()
                .java(
                        vertex + " as scale and shift",
                        stream -> {
                            float[] scales = numbers(gamma, n, lockedApplied() ? conf.getGamma() : 1);
                            float[] shifts = numbers(beta, n, lockedApplied() ? conf.getBeta() : 0);
                            float[] means = numbers(globalMean, n, 0);
                            float[] variances = variance(spread, n);
                            for (int i = 0; i < n; i++) {
                                double s = scales[i] / Math.sqrt(variances[i] + conf.getEps());
                                scales[i] = (float) s;
                                shifts[i] = (float) (shifts[i] - means[i] * s);
                            }
                            Floats.put(factor.address(), scales, n);
                            Floats.put(summand.address(), shifts, n);
                        },
                        factor,
                        summand);
        return List.of(factor, summand);
    }

    /** DL4J applies locked values only if both differ from the neutral ones. */
    private boolean lockedApplied() {
        return conf.isLockGammaBeta() && conf.getGamma() != 1 && conf.getBeta() != 0;
    }

    private static float[] numbers(Value vector, int n, double otherwise) {
        float[] numbers = new float[n];
        if (vector == null) {
            Arrays.fill(numbers, (float) otherwise);
        } else {
            Floats.get(vector.address(), numbers, n);
        }
        return numbers;
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
        updateStatistics(c);
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

    /** DL4J's update: mean - batchMean and var - batchVar, times 1-decay; or the logarithm of the ratio of deviations. */
    private void updateStatistics(Context c) {
        Value globalMean = c.parameters().vector(layer, "mean");
        Value spread = c.parameters().vector(layer, spreadName());
        Value meanUpdate = c.parameters().vectorGradient(layer, "mean");
        Value spreadUpdate = c.parameters().vectorGradient(layer, spreadName());
        int n = mean.elements();
        float[] global = new float[n];
        float[] batch = new float[n];
        double decay = conf.getDecay();
        c.builder()
                .java(
                        vertex + " running statistics",
                        stream -> {
                            Floats.get(globalMean.address(), global, n);
                            Floats.get(mean.address(), batch, n);
                            for (int i = 0; i < n; i++) {
                                global[i] = (global[i] - batch[i]) * (float) (1 - decay);
                            }
                            Floats.put(meanUpdate.address(), global, n);
                            Floats.get(spread.address(), global, n);
                            Floats.get(variance.address(), batch, n);
                            for (int i = 0; i < n; i++) {
                                global[i] = conf.isUseLogStd()
                                        ? logDeviationUpdate(global[i], batch[i], decay)
                                        : (global[i] - batch[i]) * (float) (1 - decay);
                            }
                            Floats.put(spreadUpdate.address(), global, n);
                        },
                        mean,
                        variance);
    }

    private static float logDeviationUpdate(float log10Deviation, float batchVariance, double decay) {
        double old = Math.pow(10, 2.0 * log10Deviation);
        return (float) (0.5 * LOG10_PER_LN * Math.log(old / (decay * old + (1 - decay) * batchVariance)));
    }

    @Override
    boolean needsGradient() {
        return true;
    }
}
