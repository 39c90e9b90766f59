package io.auricle.onednn.internal.layers;

import io.auricle.onednn.internal.layers.LstmPrograms.Key;
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

/** A whole sequence through an LSTM with sigmoid gates and tanh; others, and masked ones, are left to Deeplearning4j. */
final class Lstm extends Helper implements LSTMHelper {
    private FwdPassReturn last;
    private INDArray biases;
    private Consumer<FwdPassReturn> redo;

    Lstm(String layer) {
        super(layer);
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
            program(key, () -> LstmPrograms.forward(key))
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
            Program program = program(key, () -> LstmPrograms.backward(key));
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
}
