package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Attributes;
import io.auricle.onednn.internal.Convolutions;
import io.auricle.onednn.internal.Convolutions.Window;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.OneDnnException;
import io.auricle.onednn.internal.PrimitiveDesc;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;

/** A 2-D convolution with its bias, and its activation function if that could be joined. */
final class ConvolutionOp extends Op implements ActivationOp.Host, BatchNormOp.Host, GatedByRelu {
    private final Layer layer;
    private final Kernel kernel;
    private final Windows.Settings settings;

    private final PostOps post = new PostOps();

    private boolean gateTakenOver;
    private Window window;
    private boolean rounds;
    private PrimitiveDesc forward;
    private Value weights;

    /**
     * What a convolution multiplies by.
     *
     * @param weights name of the parameter
     * @param bias    name of the bias; null if there is none
     * @param view    the parameter in oneDNN's dimensions: O, I, H, W, or G, O, I, H, W for groups of channels
     */
    record Kernel(String weights, String bias, UnaryOperator<Value> view) {}

    ConvolutionOp(String vertex, Op input, Layer layer, Kernel kernel, Windows.Settings settings) {
        super(vertex, input);
        this.layer = layer;
        this.kernel = kernel;
        this.settings = settings;
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<ConvolutionLayer> site) {
        ConvolutionLayer conf = site.conf();
        checkFormat(site);
        var kernel = new Kernel("W", conf.hasBias() ? "b" : null, w -> w);
        Op op = new ConvolutionOp(site.name(), site.dropped(conf), site.layer(), kernel, Windows.Settings.of(conf));
        return site.activated(site.add(op), conf.getActivationFn());
    }

    static void checkFormat(Site<? extends ConvolutionLayer> site) {
        site.unless(site.conf().getCnn2dDataFormat() == CNN2DFormat.NCHW, "channels-last data");
    }

    @Override
    public boolean takeOver(Eltwise activation, boolean training) {
        boolean free = !training || post.isEmpty();
        if (free) {
            post.add(activation);
        }
        return free;
    }

    @Override
    public void takeOver(PostOps.ScaleShift norm) {
        post.add(norm);
    }

    @Override
    public boolean handOverGate() {
        gateTakenOver = post.function() != null && post.function().isRelu();
        return gateTakenOver;
    }

    @Override
    Value forward(Context c) {
        Value x = input().out();
        weights = kernel.view.apply(c.parameters().value(layer, kernel.weights));
        long[] in = x.dims();
        long[] w = weights.dims();
        long groups = w.length == 5 ? w[0] : 1;
        Unsupported.unless(
                in.length == 4 && in[1] == groups * w[w.length - 3], vertex, "input of another shape than configured");
        Windows.Sized sized = Windows.of(vertex, in, settings);
        window = sized.window();
        Value bias = kernel.bias == null ? null : c.parameters().vector(layer, kernel.bias);
        MemoryDesc result = MemoryDesc.any(in[0], groups * w[w.length - 4], sized.height(), sized.width());
        MemoryDesc biasDesc = bias == null ? null : bias.desc();
        Attributes attributes = post.attributes(c, 4);
        Supplier<PrimitiveDesc> product =
                () -> Convolutions.forward(c.training(), operand(in), operand(w), biasDesc, result, window, attributes);
        rounds = w.length == 4 && c.roundsForward(w[0], w[1]) && canRound(product);
        forward = product.get();
        Value y = c.builder().arena(forward.argument(DNNL_ARG_DST));
        c.builder()
                .step(
                        vertex + " convolution " + forward.implementation(),
                        forward,
                        post.into(Arguments.of(DNNL_ARG_SRC, c.builder().in(x, forward.argument(DNNL_ARG_SRC)))
                                .and(DNNL_ARG_WEIGHTS, c.builder().in(weights, forward.argument(DNNL_ARG_WEIGHTS)))
                                .and(DNNL_ARG_BIAS, bias)
                                .and(DNNL_ARG_DST, y)));
        return y;
    }

    /** What is multiplied: floats, or their upper halves. */
    private MemoryDesc operand(long... dims) {
        return rounds ? MemoryDesc.anyBfloat16(dims) : MemoryDesc.any(dims);
    }

    /** Whether oneDNN has code for an operation with rounded operands, other than its reference. */
    private boolean canRound(Supplier<PrimitiveDesc> operation) {
        rounds = true;
        try {
            return !operation.get().isReference();
        } catch (OneDnnException e) {
            if (e.isUnimplemented()) {
                return false;
            }
            throw e;
        } finally {
            rounds = false;
        }
    }

    private PrimitiveDesc weightsGradient(Value x, MemoryDesc bias, MemoryDesc diff, PrimitiveDesc hint) {
        return Convolutions.backwardWeights(
                operand(x.dims()), MemoryDesc.any(weights.dims()), bias, diff, window, hint, null);
    }

    private PrimitiveDesc dataGradient(MemoryDesc diff, PrimitiveDesc hint) {
        return Convolutions.backwardData(
                MemoryDesc.any(input().out().dims()), operand(weights.dims()), diff, window, hint, null);
    }

    @Override
    void backward(Context c, Value diff) {
        Value d = post.isEmpty() || gateTakenOver
                ? diff
                : ActivationOp.gradientThrough(c, vertex, post.function(), out(), diff);
        long[] w = weights.dims();
        rounds = w.length == 4
                && c.roundsBackward(w[0], w[1])
                && canRound(() -> weightsGradient(input().out(), null, operand(d.dims()), forward))
                && canRound(() -> dataGradient(operand(d.dims()), forward));
        backwardWeights(c, d);
        if (input().needsGradient()) {
            backwardData(c, d);
        }
    }

    private void backwardWeights(Context c, Value diff) {
        ProgramBuilder b = c.builder();
        Value x = input().out();
        Value gradient = kernel.view.apply(c.parameters().gradient(layer, kernel.weights));
        Value biasGradient = kernel.bias == null ? null : c.parameters().vectorGradient(layer, kernel.bias);
        PrimitiveDesc pd =
                weightsGradient(x, biasGradient == null ? null : biasGradient.desc(), operand(diff.dims()), forward);
        Value blocked = b.arena(pd.argument(DNNL_ARG_DIFF_WEIGHTS));
        b.step(
                vertex + " convolution backward weights " + pd.implementation(),
                pd,
                Arguments.of(DNNL_ARG_SRC, b.in(x, pd.argument(DNNL_ARG_SRC)))
                        .and(DNNL_ARG_DIFF_DST, b.in(diff, pd.argument(DNNL_ARG_DIFF_DST)))
                        .and(DNNL_ARG_DIFF_WEIGHTS, blocked)
                        .and(DNNL_ARG_DIFF_BIAS, biasGradient));
        b.reorder(vertex + " gradient to DL4J", blocked, gradient);
    }

    private void backwardData(Context c, Value diff) {
        ProgramBuilder b = c.builder();
        PrimitiveDesc pd = dataGradient(operand(diff.dims()), forward);
        Value diffSrc = b.arena(pd.argument(DNNL_ARG_DIFF_SRC));
        b.step(
                vertex + " convolution backward data " + pd.implementation(),
                pd,
                Arguments.of(DNNL_ARG_WEIGHTS, b.in(weights, pd.argument(DNNL_ARG_WEIGHTS)))
                        .and(DNNL_ARG_DIFF_DST, b.in(diff, pd.argument(DNNL_ARG_DIFF_DST)))
                        .and(DNNL_ARG_DIFF_SRC, diffSrc));
        input().addGradient(c, diffSrc);
    }

    @Override
    boolean needsGradient() {
        return true;
    }
}
