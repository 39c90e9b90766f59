package io.auricle.onednn.internal.layers;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Memory;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.PrimitiveDesc;
import io.auricle.onednn.internal.Recurrents;

/**
 * The programs of one LSTM: forward, and forward and back.
 *
 * <p><b>Shape.</b> Deeplearning4j's: input batch x features x steps, weights rows x 4 * units in blocks I (the candidate),
 * F, O, G (the input gate). oneDNN's gates are input, forget, candidate, output.
 */
final class LstmPrograms {
    /** Deeplearning4j's block for each of oneDNN's gates. */
    private static final int[] BLOCKS = {3, 1, 0, 2};

    private LstmPrograms() {}

    /** All that a program depends on; {@code epsilon} and {@code gradient} are null for the forward pass. */
    record Key(
            boolean forwards,
            Layout input,
            Layout inputWeights,
            Layout recurrentWeights,
            Layout before,
            Layout cellBefore,
            Layout output,
            Layout epsilon,
            Layout gradient) {
        long steps() {
            return input.size(2);
        }

        long rows() {
            return input.size(0);
        }

        long features() {
            return input.size(1);
        }

        long units() {
            return recurrentWeights.size(0);
        }
    }

    /** The caller's arrays of a forward pass, and what oneDNN makes of them. */
    private record Inputs(
            Memory sequence, Memory before, Memory cellBefore, Memory weights, Memory recurrent, Memory bias) {
        static Inputs declare(Program program, Key key) {
            Memory sequence = program.outside(key.input.permuted(2, 0, 1).desc());
            Memory before = program.outside(stateOf(key.before));
            Memory cellBefore = program.outside(stateOf(key.cellBefore));
            Memory weights = program.outside(gatesOf(key.inputWeights));
            Memory recurrent = program.outside(gatesOf(key.recurrentWeights));
            Memory bias = program.outside(MemoryDesc.rowMajor(1, 1, 4, key.units()));
            return new Inputs(
                    sequence,
                    before,
                    cellBefore,
                    gather(program, weights),
                    gather(program, recurrent),
                    gather(program, bias));
        }

        Program.Arguments bind(Program program, PrimitiveDesc desc) {
            return Program.arguments(DNNL_ARG_SRC_LAYER, program.as(desc.argument(DNNL_ARG_SRC_LAYER), sequence))
                    .and(DNNL_ARG_SRC_ITER, program.as(desc.argument(DNNL_ARG_SRC_ITER), before))
                    .and(DNNL_ARG_SRC_ITER_C, program.as(desc.argument(DNNL_ARG_SRC_ITER_C), cellBefore))
                    .and(DNNL_ARG_WEIGHTS_LAYER, program.as(desc.argument(DNNL_ARG_WEIGHTS_LAYER), weights))
                    .and(DNNL_ARG_WEIGHTS_ITER, program.as(desc.argument(DNNL_ARG_WEIGHTS_ITER), recurrent))
                    .and(DNNL_ARG_BIAS, program.as(desc.argument(DNNL_ARG_BIAS), bias));
        }
    }

    private static MemoryDesc stateOf(Layout rows) {
        long span = rows.size(0) * rows.size(1);
        long[] strides = {span, span, rows.strides().get(0), rows.strides().get(1)};
        return MemoryDesc.strided(new long[] {1, 1, rows.size(0), rows.size(1)}, strides);
    }

    private static MemoryDesc gatesOf(Layout weights) {
        long units = weights.size(1) / 4;
        long span = weights.size(0) * weights.size(1);
        long row = weights.strides().get(0);
        long column = weights.strides().get(1);
        return MemoryDesc.strided(
                new long[] {1, 1, weights.size(0), 4, units}, new long[] {span, span, row, units * column, column});
    }

    /** Copies Deeplearning4j's blocks into oneDNN's order. */
    private static Memory gather(Program program, Memory weights) {
        Memory gathered = program.inside(MemoryDesc.rowMajor(weights.desc().dims()));
        for (int gate = 0; gate < BLOCKS.length; gate++) {
            program.copy(gate(program, weights, BLOCKS[gate]), gate(program, gathered, gate));
        }
        return gathered;
    }

    /** The way back of {@link #gather}. */
    private static void scatter(Program program, Memory gathered, Memory weights) {
        Memory plain = program.plain(gathered);
        for (int gate = 0; gate < BLOCKS.length; gate++) {
            program.copy(gate(program, plain, gate), gate(program, weights, BLOCKS[gate]));
        }
    }

    private static Memory gate(Program program, Memory weights, int gate) {
        long[] dims = weights.desc().dims();
        long[] offsets = new long[dims.length];
        int axis = dims.length - 2;
        dims[axis] = 1;
        offsets[axis] = gate;
        return program.block(weights, dims, offsets);
    }

    /** All arrays in layouts of oneDNN's choice. */
    private static Recurrents.Shapes shapes(Key key) {
        var state = MemoryDesc.any(1, 1, key.rows(), key.units());
        return new Recurrents.Shapes(
                MemoryDesc.any(key.steps(), key.rows(), key.features()),
                state,
                state,
                MemoryDesc.any(1, 1, key.features(), 4, key.units()),
                MemoryDesc.any(1, 1, key.units(), 4, key.units()),
                MemoryDesc.any(1, 1, 4, key.units()),
                MemoryDesc.any(key.steps(), key.rows(), key.units()),
                state,
                state);
    }

    /** From the caller's input, states, weights and biases to output and last states. */
    static Program forward(Key key) {
        var program = new Program();
        var inputs = Inputs.declare(program, key);
        Memory output = program.outside(key.output.permuted(2, 0, 1).desc());
        var state = MemoryDesc.rowMajor(1, 1, key.rows(), key.units());
        Memory after = program.outside(state);
        Memory cellAfter = program.outside(state);
        var desc = Recurrents.lstm(false, key.forwards, shapes(key));
        Memory sequence = program.before(output, desc.argument(DNNL_ARG_DST_LAYER));
        Memory lastState = program.before(after, desc.argument(DNNL_ARG_DST_ITER));
        Memory lastCell = program.before(cellAfter, desc.argument(DNNL_ARG_DST_ITER_C));
        program.add(
                desc,
                inputs.bind(program, desc)
                        .and(DNNL_ARG_DST_LAYER, sequence)
                        .and(DNNL_ARG_DST_ITER, lastState)
                        .and(DNNL_ARG_DST_ITER_C, lastCell));
        program.deliver(sequence, output);
        program.deliver(lastState, after);
        program.deliver(lastCell, cellAfter);
        return program;
    }

    /** Forward once more, keeping what the way back needs, and back. */
    static Program backward(Key key) {
        var program = new Program();
        var inputs = Inputs.declare(program, key);
        Memory epsilon = program.outside(key.epsilon.permuted(2, 0, 1).desc());
        Memory gradient = program.outside(key.gradient.permuted(2, 0, 1).desc());
        Memory weightGradient = program.outside(gatesOf(key.inputWeights));
        Memory recurrentGradient = program.outside(gatesOf(key.recurrentWeights));
        Memory biasGradient = program.outside(MemoryDesc.rowMajor(1, 1, 4, key.units()));
        var shapes = withoutLastState(shapes(key));
        var forward = Recurrents.lstm(true, key.forwards, shapes);
        Memory sequence = program.inside(forward.argument(DNNL_ARG_DST_LAYER));
        Memory kept = program.inside(forward.argument(DNNL_ARG_WORKSPACE));
        program.add(
                forward,
                inputs.bind(program, forward).and(DNNL_ARG_DST_LAYER, sequence).and(DNNL_ARG_WORKSPACE, kept));

        var desc = Recurrents.lstmBackward(key.forwards, shapes, shapes, forward);
        Memory toInput = program.before(gradient, desc.argument(DNNL_ARG_DIFF_SRC_LAYER));
        Memory toWeights = program.inside(desc.argument(DNNL_ARG_DIFF_WEIGHTS_LAYER));
        Memory toRecurrent = program.inside(desc.argument(DNNL_ARG_DIFF_WEIGHTS_ITER));
        Memory toBias = program.inside(desc.argument(DNNL_ARG_DIFF_BIAS));
        program.add(
                desc,
                inputs.bind(program, desc)
                        .and(DNNL_ARG_DST_LAYER, program.as(desc.argument(DNNL_ARG_DST_LAYER), sequence))
                        .and(DNNL_ARG_WORKSPACE, kept)
                        .and(DNNL_ARG_DIFF_DST_LAYER, program.as(desc.argument(DNNL_ARG_DIFF_DST_LAYER), epsilon))
                        .and(DNNL_ARG_DIFF_SRC_LAYER, toInput)
                        .and(DNNL_ARG_DIFF_SRC_ITER, program.inside(desc.argument(DNNL_ARG_DIFF_SRC_ITER)))
                        .and(DNNL_ARG_DIFF_SRC_ITER_C, program.inside(desc.argument(DNNL_ARG_DIFF_SRC_ITER_C)))
                        .and(DNNL_ARG_DIFF_WEIGHTS_LAYER, toWeights)
                        .and(DNNL_ARG_DIFF_WEIGHTS_ITER, toRecurrent)
                        .and(DNNL_ARG_DIFF_BIAS, toBias));
        program.deliver(toInput, gradient);
        scatter(program, toWeights, weightGradient);
        scatter(program, toRecurrent, recurrentGradient);
        scatter(program, toBias, biasGradient);
        return program;
    }

    private static Recurrents.Shapes withoutLastState(Recurrents.Shapes s) {
        return new Recurrents.Shapes(
                s.srcLayer(),
                s.srcIter(),
                s.srcIterCell(),
                s.weightsLayer(),
                s.weightsIter(),
                s.bias(),
                s.dstLayer(),
                null,
                null);
    }
}
