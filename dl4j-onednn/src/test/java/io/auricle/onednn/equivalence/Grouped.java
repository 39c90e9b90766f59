package io.auricle.onednn.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.nd4j.linalg.activations.Activation;

/** Convolutions of each channel for itself, behind a small convolution to four channels. */
final class Grouped {
    private static final int BATCH = 3;

    private Grouped() {}

    private static Case depthwise(String name, Consumer<DepthwiseConvolution2D.Builder> options) {
        return Images.of("depthwise " + name, BATCH, 3, 13, 11, () -> {
            var builder = new DepthwiseConvolution2D.Builder(3, 3);
            options.accept(builder);
            return builder.build();
        });
    }

    private static Case separable(String name, Consumer<SeparableConvolution2D.Builder> options) {
        return Images.of("separable " + name, BATCH, 3, 13, 11, () -> {
            var builder = new SeparableConvolution2D.Builder(3, 3).nOut(6);
            options.accept(builder);
            return builder.build();
        });
    }

    static List<Case> all() {
        var cases = new ArrayList<>(List.of(
                depthwise("3x3", b -> {}),
                depthwise("3x3 without bias", b -> b.hasBias(false)),
                depthwise("3x3 same", b -> b.convolutionMode(ConvolutionMode.Same)),
                depthwise("3x3 same by strides of 2", b -> b.convolutionMode(ConvolutionMode.Same)
                        .stride(2, 2)),
                depthwise("3x3 by strides of 1 and 2", b -> b.stride(1, 2)),
                depthwise("3x3 with padding of 1 and 2", b -> b.padding(1, 2)),
                depthwise("5x2", b -> b.kernelSize(5, 2)),
                depthwise("3x3 dilated by 2", b -> b.dilation(2, 2)),
                depthwise("3x3 dilated by 2 and 3, same", b -> b.dilation(2, 3).convolutionMode(ConvolutionMode.Same)),
                depthwise("3x3 to two channels each", b -> b.depthMultiplier(2)),
                depthwise("3x3 to three channels each, without bias, same by strides of 2", b -> b.depthMultiplier(3)
                        .hasBias(false)
                        .convolutionMode(ConvolutionMode.Same)
                        .stride(2, 2)),
                separable("3x3", b -> {}),
                separable("3x3 without bias", b -> b.hasBias(false)),
                separable("3x3 same", b -> b.convolutionMode(ConvolutionMode.Same)),
                separable("3x3 same by strides of 2", b -> b.convolutionMode(ConvolutionMode.Same)
                        .stride(2, 2)),
                separable(
                        "5x2 by strides of 2 and 1 with padding",
                        b -> b.kernelSize(5, 2).stride(2, 1).padding(1, 1)),
                separable("3x3 dilated by 2", b -> b.dilation(2, 2)),
                separable("3x3 by two channels each", b -> b.depthMultiplier(2))));
        for (Activation activation :
                new Activation[] {Activation.RELU, Activation.LEAKYRELU, Activation.TANH, Activation.SIGMOID}) {
            cases.add(depthwise("3x3 then " + activation, b -> b.activation(activation)));
            cases.add(separable("3x3 then " + activation, b -> b.activation(activation)));
        }
        cases.add(mobileNet());
        return cases;
    }

    /** Blocks of a depthwise and a pointwise convolution, as many channels as vectors hold and more. */
    private static Case mobileNet() {
        var chain = Chain.graph(InputType.convolutional(14, 11, 1), () -> new Layer[] {
            pointwise(16, 3, 2),
            depthwise(1),
            pointwise(24, 1, 1),
            depthwise(2),
            new BatchNormalization(),
            pointwise(40, 1, 1),
            Images.output()
        });
        return new Case("MobileNet", chain, Data.of(Data.normal(3, BATCH, 1, 14, 11), Data.oneHot(BATCH)));
    }

    private static Layer pointwise(int filters, int size, int stride) {
        return new ConvolutionLayer.Builder(size, size)
                .stride(stride, stride)
                .nOut(filters)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }

    private static Layer depthwise(int stride) {
        return new DepthwiseConvolution2D.Builder(3, 3)
                .stride(stride, stride)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }
}
