package io.auricle.onednn.internal.layers;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Memory;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.Normalizations;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalizationHelper;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batch normalisation of images, and of rows, which Deeplearning4j passes as images of one pixel. It keeps mean and
 * variance of the last batch, from which Deeplearning4j moves its running estimates.
 */
final class BatchNorm extends Helper implements BatchNormalizationHelper {
    private final boolean scaled;
    private INDArray mean;
    private INDArray variance;

    /**
     * @param scaled whether the layer has a scale and a shift; if not, they are one and zero
     */
    BatchNorm(String layer, boolean scaled) {
        super(layer);
        this.scaled = scaled;
    }

    private enum Pass {
        INFERENCE,
        TRAINING,
        BACKWARD
    }

    /** All that a program depends on. */
    private record Key(Pass pass, Layout input, Layout output, Layout gradient, double epsilon) {}

    @Override
    public boolean checkSupported(double epsilon, boolean fixedGammaBeta) {
        return true;
    }

    @Override
    public INDArray preOutput(
            INDArray x,
            boolean training,
            long[] shape,
            INDArray gamma,
            INDArray beta,
            INDArray globalMean,
            INDArray globalVariance,
            double decay,
            double epsilon,
            CNN2DFormat format,
            LayerWorkspaceMgr workspaces) {
        boolean able = Layout.fits(x)
                && x.rank() == 4
                && vectors(globalMean, globalVariance)
                && (!scaled || vectors(gamma, beta));
        return attempt(able, () -> {
            Layout in = Images.layout(x, format);
            INDArray output = Images.create(
                    workspaces, ArrayType.ACTIVATIONS, format, in.size(0), in.size(1), in.size(2), in.size(3));
            var key = new Key(
                    training ? Pass.TRAINING : Pass.INFERENCE, in, Images.layout(output, format), null, epsilon);
            if (training) {
                mean = statistic(mean, globalMean);
                variance = statistic(variance, globalMean);
            }
            Program program = program(key, () -> forward(key));
            INDArray usedMean = training ? mean : globalMean;
            INDArray usedVariance = training ? variance : globalVariance;
            if (scaled) {
                program.run(x, output, usedMean, usedVariance, gamma, beta);
            } else {
                program.run(x, output, usedMean, usedVariance);
            }
            return output;
        });
    }

    private static boolean vectors(INDArray first, INDArray second) {
        return Layout.fitsVector(first) && Layout.fitsVector(second);
    }

    /** An array outside of all workspaces: it is read after the layer's own workspaces have closed. */
    private static INDArray statistic(INDArray old, INDArray like) {
        if (old != null && old.equalShapes(like)) {
            return old;
        }
        return Nd4j.create(DataType.FLOAT, like.shape()).detach();
    }

    private int flags(Pass pass) {
        int statistics = pass == Pass.INFERENCE ? dnnl_use_global_stats : 0;
        return statistics | (scaled ? dnnl_use_scale | dnnl_use_shift : 0);
    }

    private Program forward(Key key) {
        var program = new Program();
        Memory input = program.plain(program.outside(key.input.desc()));
        Memory output = program.outside(key.output.desc());
        var desc = Normalizations.forward(
                key.pass == Pass.TRAINING,
                input.desc(),
                MemoryDesc.any(key.output.dims()),
                (float) key.epsilon,
                flags(key.pass),
                null);
        Memory result = program.before(output, desc.argument(DNNL_ARG_DST));
        var perChannel = MemoryDesc.rowMajor(key.input.size(1));
        var arguments = Program.arguments(DNNL_ARG_SRC, input)
                .and(DNNL_ARG_DST, result)
                .and(DNNL_ARG_MEAN, program.outside(perChannel))
                .and(DNNL_ARG_VARIANCE, program.outside(perChannel));
        if (scaled) {
            arguments.and(DNNL_ARG_SCALE, program.outside(perChannel)).and(DNNL_ARG_SHIFT, program.outside(perChannel));
        }
        program.add(desc, arguments);
        program.deliver(result, output);
        return program;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
            INDArray input,
            INDArray epsilon,
            long[] shape,
            INDArray gamma,
            INDArray beta,
            INDArray dGammaView,
            INDArray dBetaView,
            double eps,
            CNN2DFormat format,
            LayerWorkspaceMgr workspaces) {
        boolean able = mean != null
                && Layout.fits(input)
                && input.rank() == 4
                && Layout.fits(epsilon)
                && (!scaled || vectors(dGammaView, dBetaView));
        return attempt(able, () -> {
            INDArray gradient = Images.like(workspaces, input, format);
            var key = new Key(
                    Pass.BACKWARD,
                    Images.layout(input, format),
                    Images.layout(epsilon, format),
                    Images.layout(gradient, format),
                    eps);
            Program program = program(key, () -> backward(key));
            if (scaled) {
                program.run(input, epsilon, gradient, mean, variance, gamma, dGammaView, dBetaView);
            } else {
                program.run(input, epsilon, gradient, mean, variance);
            }
            return new Pair<>(gradients(dGammaView, dBetaView), gradient);
        });
    }

    private Gradient gradients(INDArray dGammaView, INDArray dBetaView) {
        Gradient gradients = new DefaultGradient();
        if (scaled) {
            gradients.setGradientFor(BatchNormalizationParamInitializer.GAMMA, dGammaView);
            gradients.setGradientFor(BatchNormalizationParamInitializer.BETA, dBetaView);
        }
        return gradients;
    }

    private Program backward(Key key) {
        var program = new Program();
        Memory input = program.outside(key.input.desc());
        Memory epsilon = program.outside(key.output.desc());
        Memory gradient = program.outside(key.gradient.desc());
        Memory plain = program.plain(input);
        var forward = Normalizations.forward(
                true, plain.desc(), MemoryDesc.any(key.output.dims()), (float) key.epsilon, flags(key.pass), null);
        var desc = Normalizations.backward(
                MemoryDesc.any(key.input.dims()),
                MemoryDesc.any(key.output.dims()),
                plain.desc(),
                (float) key.epsilon,
                flags(key.pass),
                forward);
        var perChannel = MemoryDesc.rowMajor(key.input.size(1));
        Memory result = program.before(gradient, desc.argument(DNNL_ARG_DIFF_SRC));
        var arguments = Program.arguments(DNNL_ARG_SRC, plain)
                .and(DNNL_ARG_DIFF_DST, program.as(desc.argument(DNNL_ARG_DIFF_DST), epsilon))
                .and(DNNL_ARG_DIFF_SRC, result)
                .and(DNNL_ARG_MEAN, program.outside(perChannel))
                .and(DNNL_ARG_VARIANCE, program.outside(perChannel));
        if (scaled) {
            arguments
                    .and(DNNL_ARG_SCALE, program.outside(perChannel))
                    .and(DNNL_ARG_DIFF_SCALE, program.outside(perChannel))
                    .and(DNNL_ARG_DIFF_SHIFT, program.outside(perChannel));
        }
        program.add(desc, arguments);
        program.deliver(result, gradient);
        return program;
    }

    /** Copies: Deeplearning4j works on them in place. */
    @Override
    public INDArray getMeanCache(DataType type) {
        return mean == null ? null : copy(mean, type);
    }

    @Override
    public INDArray getVarCache(DataType type) {
        return variance == null ? null : copy(variance, type);
    }

    private static INDArray copy(INDArray statistic, DataType type) {
        return statistic.dataType() == type ? statistic.dup() : statistic.castTo(type);
    }
}
