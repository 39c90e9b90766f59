package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Attributes;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.Products;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import org.deeplearning4j.nn.api.Layer;

/**
 * An LSTM with an activation function that oneDNN's own primitive does not have, such as ReLU: one product for the inputs
 * of all steps, one product for each step, and the cell's arithmetic between them. DL4J's weights are used in place.
 */
final class StepwiseLstmOp extends Op {
    private final Layer layer;
    private final Eltwise activation;
    private final boolean forwards;
    private final String prefix;

    private int steps;
    private long batch;
    private long in;
    private long hidden;
    private LstmCell cell;
    private Value x;
    private Value weights;
    private Value recurrent;
    private Value gates;
    private Value cells;
    private Value outputs;
    private boolean back;

    /** An LSTM that runs forwards or backwards in time; the parameters' names begin with a prefix inside Bidirectional. */
    StepwiseLstmOp(String vertex, Op input, Layer layer, Eltwise activation, boolean forwards, String prefix) {
        super(vertex, input);
        this.layer = layer;
        this.activation = activation;
        this.forwards = forwards;
        this.prefix = prefix;
    }

    @Override
    Value forward(Context c) {
        ProgramBuilder b = c.builder();
        weights = c.parameters().value(layer, prefix + "W");
        recurrent = c.parameters().value(layer, prefix + "RW");
        measure();
        Value sequence = b.in(input().out(), Sequences.timeMajor(input().out().dims()));
        x = sequence.as(MemoryDesc.rowMajor(steps * batch, in));
        gates = b.arena(MemoryDesc.rowMajor(steps * batch, 4 * hidden));
        cells = b.arena(MemoryDesc.rowMajor(steps * batch, hidden));
        outputs = b.arena(MemoryDesc.rowMajor(steps * batch, hidden));
        Value bias = c.parameters().vector(layer, prefix + "b");
        bias = bias.as(MemoryDesc.rowMajor(1, 4 * hidden));
        product(c, "input of all steps", x, weights, bias, gates, false);
        for (int i = 0; i < steps; i++) {
            forwardStep(c, at(i), i == 0 ? -1 : at(i - 1));
        }
        return outputs.as(Sequences.timeMajor(batch, hidden, steps));
    }

    private void measure() {
        long[] dims = input().out().dims();
        Unsupported.unless(
                dims.length == 3 && dims[1] == weights.dims()[0], vertex, "input of another shape than configured");
        batch = dims[0];
        in = dims[1];
        steps = Math.toIntExact(dims[2]);
        hidden = recurrent.dims()[0];
        cell = new LstmCell(activation, Math.toIntExact(batch), Math.toIntExact(hidden));
    }

    /** The time of the i-th step in the order of execution. */
    private int at(int i) {
        return forwards ? i : steps - 1 - i;
    }

    private void forwardStep(Context c, int t, int before) {
        Value own = rows(gates, t, 1);
        if (before >= 0) {
            product(c, "step", rows(outputs, before, 1), recurrent, null, own, true);
        }
        c.builder()
                .java(
                        vertex + " cell",
                        stream -> cell.forward(
                                address(gates, t),
                                before < 0 ? null : address(cells, before),
                                address(cells, t),
                                address(outputs, t)),
                        gates,
                        cells,
                        outputs);
    }

    @Override
    void backward(Context c, Value diff) {
        back = true;
        ProgramBuilder b = c.builder();
        Value diffOut = b.in(diff, Sequences.timeMajor(batch, hidden, steps));
        diffOut = diffOut.as(MemoryDesc.rowMajor(steps * batch, hidden));
        Value fromLater = b.arena(MemoryDesc.rowMajor(batch, hidden));
        for (int i = steps - 1; i >= 0; i--) {
            backwardStep(c, i, diffOut, fromLater);
        }
        product(
                c,
                "gradient of weights",
                transposed(x),
                gates,
                null,
                c.parameters().gradient(layer, prefix + "W"),
                false);
        recurrentGradient(c, c.parameters().gradient(layer, prefix + "RW"));
        biasGradient(b, c.parameters().vectorGradient(layer, prefix + "b"));
        if (input().needsGradient()) {
            Value diffSrc = b.arena(x.desc());
            product(c, "gradient of input", gates, transposed(weights), null, diffSrc, false);
            input().addGradient(c, diffSrc.as(Sequences.timeMajor(batch, in, steps)));
        }
    }

    private void backwardStep(Context c, int i, Value diffOut, Value fromLater) {
        int t = at(i);
        boolean last = i == steps - 1;
        c.builder()
                .java(
                        vertex + " cell backward",
                        stream -> {
                            if (last) {
                                cell.startBackward();
                            }
                            cell.backward(
                                    address(gates, t),
                                    i == 0 ? null : address(cells, at(i - 1)),
                                    address(cells, t),
                                    address(diffOut, t),
                                    last ? null : fromLater.address());
                        },
                        gates,
                        cells,
                        diffOut,
                        fromLater);
        if (i > 0) {
            product(c, "step backward", rows(gates, t, 1), transposed(recurrent), null, fromLater, false);
        }
    }

    /** Outputs of all steps but the last times the gate gradients of all but the first. */
    private void recurrentGradient(Context c, Value gradient) {
        if (steps == 1) {
            c.builder()
                    .java(
                            vertex + " clear",
                            stream -> Floats.clear(gradient.address(), 4L * gradient.elements()),
                            gradient);
            return;
        }
        Value earlier = rows(outputs, forwards ? 0 : 1, steps - 1);
        Value later = rows(gates, forwards ? 1 : 0, steps - 1);
        product(c, "gradient of recurrent weights", transposed(earlier), later, null, gradient, false);
    }

    private void biasGradient(ProgramBuilder b, Value gradient) {
        int width = Math.toIntExact(4 * hidden);
        float[] row = new float[width];
        float[] sum = new float[width];
        b.java(
                vertex + " gradient of bias",
                stream -> {
                    java.util.Arrays.fill(sum, 0);
                    for (long r = 0; r < steps * batch; r++) {
                        Floats.get(gates.address() + 4 * r * width, row, width);
                        for (int j = 0; j < width; j++) {
                            sum[j] += row[j];
                        }
                    }
                    Floats.put(gradient.address(), sum, width);
                },
                gates,
                gradient);
    }

    private void product(Context c, String name, Value first, Value second, Value bias, Value dst, boolean sum) {
        long[] sizes = {first.dims()[0], first.dims()[1], second.dims()[1]};
        Attributes attributes = Context.product(back ? c.roundsBackward(sizes) : c.roundsForward(sizes));
        if (sum) {
            attributes.thenSum(1);
        }
        c.builder()
                .step(
                        vertex + " " + name,
                        Products.matmul(
                                first.desc(), second.desc(), bias == null ? null : bias.desc(), dst.desc(), attributes),
                        Arguments.of(DNNL_ARG_SRC, first)
                                .and(DNNL_ARG_WEIGHTS, second)
                                .and(DNNL_ARG_BIAS, bias)
                                .and(DNNL_ARG_DST, dst));
    }

    private Value rows(Value all, int firstStep, int count) {
        return all.rows(firstStep * batch, count * batch);
    }

    private long address(Value all, int step) {
        return all.address() + 4 * step * batch * all.dims()[1];
    }

    private static Value transposed(Value matrix) {
        return matrix.as(matrix.desc().permuted(1, 0));
    }

    @Override
    boolean needsGradient() {
        return true;
    }
}
