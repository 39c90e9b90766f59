package io.auricle.onednn.internal.layers;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Memory;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.PrimitiveDesc;
import io.auricle.onednn.internal.Recurrents;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.layers.recurrent.FwdPassReturn;
import org.deeplearning4j.nn.layers.recurrent.LSTMHelper;
import org.deeplearning4j.nn.layers.recurrent.LSTMHelpers;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A whole sequence through an LSTM with sigmoid gates and tanh; others, and masked ones, are left to Deeplearning4j.
 *
 * <p><b>Shape.</b> Deeplearning4j's: input batch x features x steps, weights rows x 4 * units in blocks I (the candidate),
 * F, O, G (the input gate). oneDNN's gates are input, forget, candidate, output.
 */
final class Lstm extends Helper implements LSTMHelper {
    /** Deeplearning4j's block for each of oneDNN's gates. */
    private static final int[] BLOCKS = {3, 1, 0, 2};

    private FwdPassReturn last;
    private INDArray biases;
    private Consumer<FwdPassReturn> redo;

    Lstm(String layer) {
        super(layer);
    }

    /** All that a program depends on; {@code epsilon} and {@code gradient} are null for the forward pass. */
    private record Key(
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

    @Override
    public boolean checkSupported(IActivation gate, IActivation activation, boolean peepholes) {
        return !peepholes && gate instanceof ActivationSigmoid && activation instanceof ActivationTanH;
    }

    @Override
    public FwdPassReturn activate(
            Layer layer,
            NeuralNetConfiguration conf,
            IActivation gate,
            INDArray input,
            INDArray recurrentWeights,
            INDArray inputWeights,
            INDArray biases,
            boolean training,
            INDArray before,
            INDArray cellBefore,
            boolean forBackprop,
            boolean forwards,
            String inputWeightKey,
            INDArray mask,
            boolean peepholes,
            LayerWorkspaceMgr workspaces) {
        var activation = ((org.deeplearning4j.nn.conf.layers.BaseLayer) conf.getLayer()).getActivationFn();
        boolean able = mask == null
                && checkSupported(gate, activation, peepholes)
                && input.rank() == 3
                && Layout.fits(input)
                && Layout.fits(inputWeights)
                && Layout.fits(recurrentWeights)
                && Layout.fitsVector(biases)
                && Layout.fits(before)
                && Layout.fits(cellBefore);
        last = null;
        return attempt(able, () -> {
            long units = recurrentWeights.size(0);
            long[] shape = {input.size(0), units, input.size(2)};
            var result = new FwdPassReturn();
            result.fwdPassOutput = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, shape, 'f');
            result.lastAct = state(workspaces, input.size(0), units);
            result.lastMemCell = state(workspaces, input.size(0), units);
            result.prevAct = before;
            result.prevMemCell = cellBefore;
            var key = new Key(
                    forwards,
                    Layout.of(input),
                    Layout.of(inputWeights),
                    Layout.of(recurrentWeights),
                    Layout.of(before),
                    Layout.of(cellBefore),
                    Layout.of(result.fwdPassOutput),
                    null,
                    null);
            program(key, () -> forward(key))
                    .run(
                            input,
                            before,
                            cellBefore,
                            inputWeights,
                            recurrentWeights,
                            biases,
                            result.fwdPassOutput,
                            result.lastAct,
                            result.lastMemCell);
            last = result;
            this.biases = biases;
            redo = forward -> {
                FwdPassReturn stock = LSTMHelpers.activateHelper(
                        (BaseRecurrentLayer<?>) layer,
                        conf,
                        gate,
                        input,
                        recurrentWeights,
                        inputWeights,
                        biases,
                        training,
                        before,
                        cellBefore,
                        true,
                        forwards,
                        inputWeightKey,
                        null,
                        false,
                        null,
                        CacheMode.NONE,
                        workspaces,
                        true);
                copy(stock, forward);
            };
            return result;
        });
    }

    /** What only Deeplearning4j's own backward pass reads. */
    private static void copy(FwdPassReturn from, FwdPassReturn to) {
        to.fwdPassOutputAsArrays = from.fwdPassOutputAsArrays;
        to.memCellState = from.memCellState;
        to.memCellActivations = from.memCellActivations;
        to.iz = from.iz;
        to.ia = from.ia;
        to.fa = from.fa;
        to.oa = from.oa;
        to.ga = from.ga;
    }

    private static INDArray state(LayerWorkspaceMgr workspaces, long rows, long units) {
        return workspaces.createUninitialized(ArrayType.FF_WORKING_MEM, DataType.FLOAT, new long[] {rows, units}, 'c');
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

    private Program forward(Key key) {
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

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
            NeuralNetConfiguration conf,
            IActivation gate,
            INDArray input,
            INDArray recurrentWeights,
            INDArray inputWeights,
            INDArray epsilon,
            boolean truncated,
            int truncatedLength,
            FwdPassReturn forward,
            boolean forwards,
            String inputWeightKey,
            String recurrentWeightKey,
            String biasWeightKey,
            Map<String, INDArray> gradientViews,
            INDArray mask,
            boolean peepholes,
            LayerWorkspaceMgr workspaces) {
        if (forward != last) {
            return null; // Deeplearning4j's own forward pass, which has kept what its backward pass needs
        }
        boolean able = Layout.fits(epsilon)
                && epsilon.rank() == 3
                && (!truncated || truncatedLength >= input.size(2))
                && Layout.fits(gradientViews.get(inputWeightKey))
                && Layout.fits(gradientViews.get(recurrentWeightKey))
                && Layout.fitsVector(gradientViews.get(biasWeightKey));
        Pair<Gradient, INDArray> result = attempt(able, () -> {
            INDArray gradient =
                    workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'f');
            var key = new Key(
                    forwards,
                    Layout.of(input),
                    Layout.of(inputWeights),
                    Layout.of(recurrentWeights),
                    Layout.of(forward.prevAct),
                    Layout.of(forward.prevMemCell),
                    null,
                    Layout.of(epsilon),
                    Layout.of(gradient));
            Program program = program(key, () -> backward(key));
            program.run(
                    input,
                    forward.prevAct,
                    forward.prevMemCell,
                    inputWeights,
                    recurrentWeights,
                    biases,
                    epsilon,
                    gradient,
                    gradientViews.get(inputWeightKey),
                    gradientViews.get(recurrentWeightKey),
                    gradientViews.get(biasWeightKey));
            return new Pair<>(gradients(gradientViews, inputWeightKey, recurrentWeightKey, biasWeightKey), gradient);
        });
        if (result == null) {
            last = null;
            redo.accept(forward);
        }
        return result;
    }

    private static Gradient gradients(Map<String, INDArray> views, String... keys) {
        Gradient gradients = new DefaultGradient();
        for (String key : keys) {
            gradients.gradientForVariable().put(key, views.get(key));
        }
        return gradients;
    }

    /** Forward once more, keeping what the way back needs, and back. */
    private Program backward(Key key) {
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
        Memory toWeights = sum(program, desc, DNNL_ARG_DIFF_WEIGHTS_LAYER);
        Memory toRecurrent = sum(program, desc, DNNL_ARG_DIFF_WEIGHTS_ITER);
        Memory toBias = sum(program, desc, DNNL_ARG_DIFF_BIAS);
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

    /** oneDNN adds to weight gradients: they start from zero. */
    private static Memory sum(Program program, PrimitiveDesc desc, int argument) {
        Memory sum = program.inside(desc.argument(argument));
        program.clear(sum);
        return sum;
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
