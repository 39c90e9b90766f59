package io.auricle.onednn.internal.layers;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Memory;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.Poolings;
import io.auricle.onednn.internal.PrimitiveDesc;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingHelper;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Maximum and average over windows. */
final class Pooling extends Helper implements SubsamplingHelper {
    private final boolean countPadding;

    /**
     * @param countPadding whether an average divides by the size of the window even where it hangs over the edge
     */
    Pooling(String layer, boolean countPadding) {
        super(layer);
        this.countPadding = countPadding;
    }

    /** All that a program depends on; {@code gradient} is null for the forward pass. */
    private record Key(Layout input, Layout output, Layout gradient, Window window, PoolingType type) {}

    private static boolean able(INDArray input, PoolingType type) {
        return Layout.fits(input) && (type == PoolingType.MAX || type == PoolingType.AVG);
    }

    @Override
    public INDArray activate(
            INDArray input,
            boolean training,
            int[] kernel,
            int[] strides,
            int[] pad,
            PoolingType type,
            ConvolutionMode mode,
            int[] dilation,
            CNN2DFormat format,
            LayerWorkspaceMgr workspaces) {
        return attempt(able(input, type), () -> {
            var window = Window.of(kernel, strides, pad, dilation, mode);
            Layout in = Images.layout(input, format);
            long height = window.output(0, in.size(2));
            long width = window.output(1, in.size(3));
            INDArray output =
                    Images.create(workspaces, ArrayType.ACTIVATIONS, format, in.size(0), in.size(1), height, width);
            var key = new Key(in, Images.layout(output, format), null, window, type);
            program(key, () -> forward(key)).run(input, output);
            return output;
        });
    }

    private PrimitiveDesc describe(boolean training, Key key, MemoryDesc input) {
        return Poolings.forward(
                training,
                algorithm(key.type),
                input,
                MemoryDesc.any(key.output.dims()),
                key.window.kernelSize(),
                key.window.over(key.input.size(2), key.input.size(3)),
                null);
    }

    private int algorithm(PoolingType type) {
        if (type == PoolingType.MAX) {
            return dnnl_pooling_max;
        }
        return countPadding ? dnnl_pooling_avg_include_padding : dnnl_pooling_avg_exclude_padding;
    }

    private Program forward(Key key) {
        var program = new Program();
        Memory input = program.outside(key.input.desc());
        Memory output = program.outside(key.output.desc());
        Memory plain = program.plain(input);
        addForward(program, describe(false, key, plain.desc()), plain, output, null);
        return program;
    }

    private static void addForward(Program program, PrimitiveDesc desc, Memory input, Memory output, Memory places) {
        Memory result = program.before(output, desc.argument(DNNL_ARG_DST));
        program.add(
                desc,
                Program.arguments(DNNL_ARG_SRC, input).and(DNNL_ARG_DST, result).and(DNNL_ARG_WORKSPACE, places));
        program.deliver(result, output);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
            INDArray input,
            INDArray epsilon,
            int[] kernel,
            int[] strides,
            int[] pad,
            PoolingType type,
            ConvolutionMode mode,
            int[] dilation,
            CNN2DFormat format,
            LayerWorkspaceMgr workspaces) {
        return attempt(able(input, type) && Layout.fits(epsilon), () -> {
            INDArray gradient = Images.like(workspaces, input, format);
            var key = new Key(
                    Images.layout(input, format),
                    Images.layout(epsilon, format),
                    Images.layout(gradient, format),
                    Window.of(kernel, strides, pad, dilation, mode),
                    type);
            program(key, () -> backward(key)).run(input, epsilon, gradient);
            return new Pair<>(new DefaultGradient(), gradient);
        });
    }

    /** The places of the maxima are found again: Deeplearning4j keeps nothing between the passes. */
    private Program backward(Key key) {
        var program = new Program();
        Memory input = program.outside(key.input.desc());
        Memory epsilon = program.outside(key.output.desc());
        Memory gradient = program.outside(key.gradient.desc());
        Memory plain = program.plain(input);
        var forward = describe(true, key, plain.desc());
        Memory places = null;
        if (key.type == PoolingType.MAX) {
            places = program.inside(forward.argument(DNNL_ARG_WORKSPACE));
            Memory maxima = program.inside(forward.argument(DNNL_ARG_DST));
            addForward(program, forward, plain, maxima, places);
        }
        var desc = Poolings.backward(
                algorithm(key.type),
                MemoryDesc.any(key.input.dims()),
                MemoryDesc.any(key.output.dims()),
                key.window.kernelSize(),
                key.window.over(key.input.size(2), key.input.size(3)),
                forward);
        Memory result = program.before(gradient, desc.argument(DNNL_ARG_DIFF_SRC));
        program.add(
                desc,
                Program.arguments(DNNL_ARG_DIFF_DST, program.as(desc.argument(DNNL_ARG_DIFF_DST), epsilon))
                        .and(DNNL_ARG_DIFF_SRC, result)
                        .and(DNNL_ARG_WORKSPACE, places));
        program.deliver(result, gradient);
        return program;
    }
}
