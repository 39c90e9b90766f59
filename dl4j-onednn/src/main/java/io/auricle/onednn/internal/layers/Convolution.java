package io.auricle.onednn.internal.layers;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Convolutions;
import io.auricle.onednn.internal.Memory;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.PrimitiveDesc;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.AlgoMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BwdDataAlgo;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BwdFilterAlgo;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.FwdAlgo;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionHelper;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two-dimensional convolution. What enters and leaves is plain; oneDNN's own layouts live only within a call.
 *
 * <p><b>Shape.</b> Weights output channels x input channels x height x width.
 */
final class Convolution extends Helper implements ConvolutionHelper {
    private final boolean hasBias;

    /** A layer without a bias gets one of zeros from Deeplearning4j, of whatever type: it is not looked at. */
    Convolution(String layer, boolean hasBias) {
        super(layer);
        this.hasBias = hasBias;
    }

    /** All that a program depends on; {@code gradient} is null for the forward pass. */
    private record Key(Layout input, Layout weights, Layout output, Layout gradient, Window window) {
        Convolutions.Window steps() {
            return window.over(input.size(2), input.size(3));
        }
    }

    @Override
    public INDArray preOutput(
            INDArray input,
            INDArray weights,
            INDArray bias,
            int[] kernel,
            int[] strides,
            int[] pad,
            AlgoMode mode,
            FwdAlgo algorithm,
            ConvolutionMode convolutionMode,
            int[] dilation,
            CNN2DFormat format,
            LayerWorkspaceMgr workspaces) {
        boolean able = Layout.fits(input) && Layout.fits(weights) && (!hasBias || Layout.fits(bias));
        return attempt(able, () -> {
            var window = Window.of(kernel, strides, pad, dilation, convolutionMode);
            Layout in = Images.layout(input, format);
            long height = window.output(0, in.size(2));
            long width = window.output(1, in.size(3));
            INDArray output = Images.create(
                    workspaces, ArrayType.ACTIVATIONS, format, in.size(0), weights.size(0), height, width);
            var key = new Key(in, Layout.of(weights), Images.layout(output, format), null, window);
            Program program = program(key, () -> forward(key));
            if (hasBias) {
                program.run(input, weights, output, bias);
            } else {
                program.run(input, weights, output);
            }
            return output;
        });
    }

    private PrimitiveDesc describe(boolean training, Key key) {
        return Convolutions.forward(
                training,
                MemoryDesc.any(key.input.dims()),
                MemoryDesc.any(key.weights.dims()),
                biasDesc(key),
                MemoryDesc.any(key.output.dims()),
                key.steps(),
                null);
    }

    private MemoryDesc biasDesc(Key key) {
        return hasBias ? MemoryDesc.rowMajor(key.weights.size(0)) : null;
    }

    private Program forward(Key key) {
        var program = new Program();
        var desc = describe(false, key);
        Memory input = program.outside(key.input.desc());
        Memory weights = program.outside(key.weights.desc());
        Memory output = program.outside(key.output.desc());
        Memory bias = hasBias ? program.outside(biasDesc(key)) : null;
        Memory result = program.before(output, desc.argument(DNNL_ARG_DST));
        program.add(
                desc,
                Program.arguments(DNNL_ARG_SRC, program.as(desc.argument(DNNL_ARG_SRC), input))
                        .and(DNNL_ARG_WEIGHTS, program.as(desc.argument(DNNL_ARG_WEIGHTS), weights))
                        .and(DNNL_ARG_BIAS, bias)
                        .and(DNNL_ARG_DST, result));
        program.deliver(result, output);
        return program;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
            INDArray input,
            INDArray weights,
            INDArray bias,
            INDArray delta,
            int[] kernel,
            int[] strides,
            int[] pad,
            INDArray biasGradView,
            INDArray weightGradView,
            IActivation activation,
            AlgoMode mode,
            BwdFilterAlgo filterAlgorithm,
            BwdDataAlgo dataAlgorithm,
            ConvolutionMode convolutionMode,
            int[] dilation,
            CNN2DFormat format,
            LayerWorkspaceMgr workspaces) {
        boolean able = Layout.fits(input)
                && Layout.fits(weights)
                && Layout.fits(delta)
                && Layout.fits(weightGradView)
                && Layout.of(weightGradView).equals(Layout.of(weights));
        return attempt(able, () -> {
            INDArray gradient = Images.like(workspaces, input, format);
            var key = new Key(
                    Images.layout(input, format),
                    Layout.of(weights),
                    Images.layout(delta, format),
                    Images.layout(gradient, format),
                    Window.of(kernel, strides, pad, dilation, convolutionMode));
            Program program = program(key, () -> backward(key));
            if (hasBias) {
                program.run(input, weights, delta, gradient, weightGradView, biasGradView);
            } else {
                program.run(input, weights, delta, gradient, weightGradView);
            }
            return new Pair<>(gradients(biasGradView, weightGradView), gradient);
        });
    }

    private Gradient gradients(INDArray biasGradView, INDArray weightGradView) {
        Gradient gradients = new DefaultGradient();
        if (hasBias) {
            gradients.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradView);
        }
        gradients.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradView, 'c');
        return gradients;
    }

    private Program backward(Key key) {
        var program = new Program();
        var forward = describe(true, key);
        Memory input = program.outside(key.input.desc());
        Memory weights = program.outside(key.weights.desc());
        Memory delta = program.outside(key.output.desc());
        Memory diffInput = program.outside(key.gradient.desc());
        Memory diffWeights = program.outside(key.weights.desc());
        Memory diffBias = hasBias ? program.outside(biasDesc(key)) : null;
        addDataGradient(program, key, forward, weights, delta, diffInput);
        addFilterGradient(program, key, forward, input, delta, diffWeights, diffBias);
        return program;
    }

    private static void addDataGradient(
            Program program, Key key, PrimitiveDesc forward, Memory weights, Memory delta, Memory diffInput) {
        var desc = Convolutions.backwardData(
                MemoryDesc.any(key.input.dims()),
                MemoryDesc.any(key.weights.dims()),
                MemoryDesc.any(key.output.dims()),
                key.steps(),
                forward);
        Memory result = program.before(diffInput, desc.argument(DNNL_ARG_DIFF_SRC));
        program.add(
                desc,
                Program.arguments(DNNL_ARG_DIFF_DST, program.as(desc.argument(DNNL_ARG_DIFF_DST), delta))
                        .and(DNNL_ARG_WEIGHTS, program.as(desc.argument(DNNL_ARG_WEIGHTS), weights))
                        .and(DNNL_ARG_DIFF_SRC, result));
        program.deliver(result, diffInput);
    }

    private void addFilterGradient(
            Program program,
            Key key,
            PrimitiveDesc forward,
            Memory input,
            Memory delta,
            Memory diffWeights,
            Memory diffBias) {
        var desc = Convolutions.backwardWeights(
                MemoryDesc.any(key.input.dims()),
                MemoryDesc.any(key.weights.dims()),
                biasDesc(key),
                MemoryDesc.any(key.output.dims()),
                key.steps(),
                forward);
        Memory result = program.before(diffWeights, desc.argument(DNNL_ARG_DIFF_WEIGHTS));
        program.add(
                desc,
                Program.arguments(DNNL_ARG_SRC, program.as(desc.argument(DNNL_ARG_SRC), input))
                        .and(DNNL_ARG_DIFF_DST, program.as(desc.argument(DNNL_ARG_DIFF_DST), delta))
                        .and(DNNL_ARG_DIFF_WEIGHTS, result)
                        .and(DNNL_ARG_DIFF_BIAS, diffBias));
        program.deliver(result, diffWeights);
    }

    /** Left to Deeplearning4j, which works in place. */
    @Override
    public INDArray activate(INDArray z, IActivation activation, boolean training) {
        return null;
    }
}
