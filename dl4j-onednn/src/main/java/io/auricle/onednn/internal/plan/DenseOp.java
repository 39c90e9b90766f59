package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.PrimitiveDesc;
import io.auricle.onednn.internal.Products;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;

/** A dense layer with its bias, and its activation function if that could be joined; DL4J's weights are used in place. */
final class DenseOp extends Op implements ActivationOp.Host, BatchNormOp.Host {
    private final Layer layer;
    private final boolean hasBias;

    private final PostOps post = new PostOps();

    private boolean rounds;
    private PrimitiveDesc forward;
    private Value x;
    private Value weights;

    DenseOp(String vertex, Op input, Layer layer, boolean hasBias) {
        super(vertex, input);
        this.layer = layer;
        this.hasBias = hasBias;
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<DenseLayer> site) {
        DenseLayer conf = site.conf();
        site.unless(!conf.hasLayerNorm(), "layer normalisation");
        Op op = site.add(new DenseOp(site.name(), site.dropped(conf), site.layer(), conf.hasBias()));
        return site.activated(op, conf.getActivationFn());
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
    Value forward(Context c) {
        ProgramBuilder b = c.builder();
        long[] in = input().out().dims();
        Value transposed = c.parameters().value(layer, "W");
        weights = transposed.as(transposed.desc().permuted(1, 0));
        long[] w = weights.dims();
        Unsupported.unless(in.length == 2 && in[1] == w[1], vertex, "input of another shape than configured");
        rounds = c.roundsForward(in[1], w[0]);
        x = b.in(input().out(), MemoryDesc.rowMajor(in));
        Value bias = hasBias ? c.parameters().vector(layer, "b") : null;
        Value y = b.arena(MemoryDesc.rowMajor(in[0], w[0]));
        forward = Products.innerProduct(
                c.training(),
                operand(x.desc()),
                operand(weights.desc()),
                bias == null ? null : bias.desc(),
                y.desc(),
                post.attributes(c, 2));
        b.step(
                vertex + " dense " + forward.implementation(),
                forward,
                post.into(Arguments.of(DNNL_ARG_SRC, b.in(x, forward.argument(DNNL_ARG_SRC)))
                        .and(DNNL_ARG_WEIGHTS, b.in(weights, forward.argument(DNNL_ARG_WEIGHTS)))
                        .and(DNNL_ARG_BIAS, bias)
                        .and(DNNL_ARG_DST, y)));
        return y;
    }

    /** What is multiplied: floats where they lie, or their upper halves in oneDNN's layout. */
    private MemoryDesc operand(MemoryDesc floats) {
        return rounds ? MemoryDesc.anyBfloat16(floats.dims()) : floats;
    }

    @Override
    void backward(Context c, Value diff) {
        rounds = c.roundsBackward(weights.dims());
        ProgramBuilder b = c.builder();
        Value d = b.in(
                post.isEmpty() ? diff : ActivationOp.gradientThrough(c, vertex, post.function(), out(), diff),
                out().desc());
        Value gradient = c.parameters().gradient(layer, "W");
        Value transposed = gradient.as(gradient.desc().permuted(1, 0));
        Value biasGradient = hasBias ? c.parameters().vectorGradient(layer, "b") : null;
        PrimitiveDesc pd = Products.innerProductBackwardWeights(
                operand(x.desc()),
                rounds ? MemoryDesc.any(transposed.dims()) : transposed.desc(),
                biasGradient == null ? null : biasGradient.desc(),
                operand(d.desc()),
                forward,
                null);
        Value result = rounds ? b.arena(pd.argument(DNNL_ARG_DIFF_WEIGHTS)) : transposed;
        b.step(
                vertex + " dense backward weights " + pd.implementation(),
                pd,
                Arguments.of(DNNL_ARG_SRC, b.in(x, pd.argument(DNNL_ARG_SRC)))
                        .and(DNNL_ARG_DIFF_DST, b.in(d, pd.argument(DNNL_ARG_DIFF_DST)))
                        .and(DNNL_ARG_DIFF_WEIGHTS, result)
                        .and(DNNL_ARG_DIFF_BIAS, biasGradient));
        if (rounds) {
            b.reorder(vertex + " gradient to DL4J", result, transposed);
        }
        if (input().needsGradient()) {
            Value diffSrc = b.arena(x.desc());
            PrimitiveDesc data = Products.innerProductBackwardData(
                    diffSrc.desc(), operand(weights.desc()), operand(d.desc()), forward, null);
            b.step(
                    vertex + " dense backward data " + data.implementation(),
                    data,
                    Arguments.of(DNNL_ARG_DIFF_DST, b.in(d, data.argument(DNNL_ARG_DIFF_DST)))
                            .and(DNNL_ARG_WEIGHTS, b.in(weights, data.argument(DNNL_ARG_WEIGHTS)))
                            .and(DNNL_ARG_DIFF_SRC, diffSrc));
            input().addGradient(c, diffSrc);
        }
    }

    @Override
    boolean needsGradient() {
        return true;
    }
}
