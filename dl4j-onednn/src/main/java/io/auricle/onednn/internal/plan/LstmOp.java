package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.PrimitiveDesc;
import io.auricle.onednn.internal.Recurrents;
import io.auricle.onednn.internal.Recurrents.Shapes;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import org.deeplearning4j.nn.api.Layer;

/**
 * An LSTM with tanh over whole sequences, by oneDNN's own primitive, which multiplies the inputs of all steps at once.
 *
 * <p>DL4J's gates are blocks of columns in the order candidate, forget, output, input; oneDNN's are input, forget,
 * candidate, output. The weights are copied gate by gate into oneDNN's order, the gradients back.
 */
final class LstmOp extends Op {
    private static final int[] DL4J_BLOCK = {3, 1, 0, 2};

    private final Layer layer;
    private final boolean forwards;
    private final String prefix;

    private Shapes shapes;
    private PrimitiveDesc forward;
    private Value x;
    private Value y;
    private Value layerWeights;
    private Value recurrentWeights;
    private Value bias;
    private Value workspace;
    private Value zeros;

    /** An LSTM that runs forwards or backwards in time; the parameters' names begin with a prefix inside Bidirectional. */
    LstmOp(String vertex, Op input, Layer layer, boolean forwards, String prefix) {
        super(vertex, input);
        this.layer = layer;
        this.forwards = forwards;
        this.prefix = prefix;
    }

    @Override
    Value forward(Context c) {
        ProgramBuilder b = c.builder();
        long[] in = input().out().dims();
        Value w = c.parameters().value(layer, prefix + "W");
        Value rw = c.parameters().value(layer, prefix + "RW");
        Unsupported.unless(in.length == 3 && in[1] == w.dims()[0], vertex, "input of another shape than configured");
        long n = in[0];
        long steps = in[2];
        long hidden = rw.dims()[0];
        x = timeFirst(b.in(input().out(), Sequences.timeMajor(in)));
        shapes = shapes(steps, n, in[1], hidden);
        forward = Recurrents.lstm(c.training(), forwards, shapes, Context.product(c.roundsForward(n, in[1], hidden)));
        layerWeights = gather(b, w, in[1], hidden);
        recurrentWeights = gather(b, rw, hidden, hidden);
        bias = gather(b, biasRow(c.parameters().vector(layer, prefix + "b"), hidden), 1, hidden);
        bias = bias.as(shapes.bias());
        zeros = b.prepared(shapes.srcIter());
        b.java(
                vertex + " initial state",
                stream -> Floats.clear(zeros.address(), zeros.desc().size()),
                zeros);
        y = b.arena(shapes.dstLayer());
        MemoryDesc workspaceDesc = forward.argument(DNNL_ARG_WORKSPACE);
        workspace = workspaceDesc.size() == 0 ? null : b.arena(workspaceDesc);
        b.step(
                vertex + " LSTM " + forward.implementation(),
                forward,
                sources(b, forward).and(DNNL_ARG_DST_LAYER, y));
        return y.as(Sequences.timeMajor(n, hidden, steps));
    }

    private Arguments sources(ProgramBuilder b, PrimitiveDesc pd) {
        return Arguments.of(DNNL_ARG_SRC_LAYER, x)
                .and(DNNL_ARG_SRC_ITER, zeros)
                .and(DNNL_ARG_SRC_ITER_C, zeros)
                .and(DNNL_ARG_WEIGHTS_LAYER, b.in(layerWeights, pd.argument(DNNL_ARG_WEIGHTS_LAYER)))
                .and(DNNL_ARG_WEIGHTS_ITER, b.in(recurrentWeights, pd.argument(DNNL_ARG_WEIGHTS_ITER)))
                .and(DNNL_ARG_BIAS, bias)
                .and(DNNL_ARG_WORKSPACE, workspace);
    }

    @Override
    void backward(Context c, Value diff) {
        ProgramBuilder b = c.builder();
        long[] in = input().out().dims();
        long hidden = y.dims()[2];
        Shapes diffs = shapes(in[2], in[0], in[1], hidden);
        PrimitiveDesc pd = Recurrents.lstmBackward(
                forwards, shapes, diffs, forward, Context.product(c.roundsBackward(in[0], in[1], hidden)));
        Value diffDst = timeFirst(b.in(diff, Sequences.timeMajor(in[0], hidden, in[2])));
        Value diffSrc = b.arena(diffs.srcLayer());
        Value diffLayer = b.arena(pd.argument(DNNL_ARG_DIFF_WEIGHTS_LAYER));
        Value diffIter = b.arena(pd.argument(DNNL_ARG_DIFF_WEIGHTS_ITER));
        Value diffBias = b.arena(diffs.bias());
        b.step(
                vertex + " LSTM backward " + pd.implementation(),
                pd,
                sources(b, pd)
                        .and(DNNL_ARG_DST_LAYER, y)
                        .and(DNNL_ARG_DIFF_DST_LAYER, diffDst)
                        .and(DNNL_ARG_DIFF_SRC_LAYER, diffSrc)
                        .and(DNNL_ARG_DIFF_SRC_ITER, b.arena(diffs.srcIter()))
                        .and(DNNL_ARG_DIFF_SRC_ITER_C, b.arena(diffs.srcIterCell()))
                        .and(DNNL_ARG_DIFF_WEIGHTS_LAYER, diffLayer)
                        .and(DNNL_ARG_DIFF_WEIGHTS_ITER, diffIter)
                        .and(DNNL_ARG_DIFF_BIAS, diffBias));
        scatter(b, diffLayer, c.parameters().gradient(layer, prefix + "W"), in[1], hidden);
        scatter(b, diffIter, c.parameters().gradient(layer, prefix + "RW"), hidden, hidden);
        Value biasGradient = biasRow(c.parameters().vectorGradient(layer, prefix + "b"), hidden);
        scatter(b, diffBias.as(MemoryDesc.tagged(dnnl_ldigo, 1, 1, 1, 4, hidden)), biasGradient, 1, hidden);
        if (input().needsGradient()) {
            input().addGradient(c, diffSrc.as(Sequences.timeMajor(in)));
        }
    }

    private static Shapes shapes(long steps, long n, long in, long hidden) {
        return new Shapes(
                MemoryDesc.tagged(dnnl_tnc, steps, n, in),
                MemoryDesc.tagged(dnnl_ldnc, 1, 1, n, hidden),
                MemoryDesc.tagged(dnnl_ldnc, 1, 1, n, hidden),
                MemoryDesc.any(1, 1, in, 4, hidden),
                MemoryDesc.any(1, 1, hidden, 4, hidden),
                MemoryDesc.tagged(dnnl_ldgo, 1, 1, 4, hidden),
                MemoryDesc.tagged(dnnl_tnc, steps, n, hidden),
                null,
                null);
    }

    /** Copies DL4J's blocks of columns into oneDNN's order of gates. */
    private Value gather(ProgramBuilder b, Value columns, long in, long hidden) {
        Value gates = b.prepared(MemoryDesc.tagged(dnnl_ldigo, 1, 1, in, 4, hidden));
        for (int g = 0; g < 4; g++) {
            b.reorder(vertex + " weights to oneDNN", block(columns, g, in, hidden), gate(gates, g, in, hidden));
        }
        return gates;
    }

    private void scatter(ProgramBuilder b, Value packed, Value columns, long in, long hidden) {
        Value gates = b.in(packed, MemoryDesc.tagged(dnnl_ldigo, 1, 1, in, 4, hidden));
        for (int g = 0; g < 4; g++) {
            b.reorder(vertex + " gradient to DL4J", gate(gates, g, in, hidden), block(columns, g, in, hidden));
        }
    }

    private static Value gate(Value gates, int gate, long in, long hidden) {
        return gates.as(gates.desc().block(new long[] {1, 1, in, 1, hidden}, new long[] {0, 0, 0, gate, 0}));
    }

    private static Value block(Value columns, int gate, long in, long hidden) {
        MemoryDesc block = columns.desc().block(new long[] {in, hidden}, new long[] {0, DL4J_BLOCK[gate] * hidden});
        return columns.as(block.reshaped(1, 1, in, 1, hidden));
    }

    private static Value biasRow(Value vector, long hidden) {
        return vector.as(MemoryDesc.rowMajor(1, 4 * hidden));
    }

    /** The same memory with time, example, channel as dimensions. */
    private static Value timeFirst(Value sequence) {
        return sequence.as(sequence.desc().permuted(1, 2, 0));
    }

    @Override
    boolean needsGradient() {
        return true;
    }
}
