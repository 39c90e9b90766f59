package io.auricle.onednn.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers over images: each stands between a small convolution, which needs its input gradient, and an output layer. */
final class Images {
    private static final int BATCH = 3;

    private Images() {}

    /** A chain over images of the given size whose middle is the layer in question. */
    static Case of(String name, long batch, int channels, int height, int width, Supplier<Layer> middle) {
        Supplier<Layer[]> layers = () -> new Layer[] {front(), middle.get(), output()};
        var input = InputType.convolutional(height, width, channels);
        boolean graph = name.hashCode() % 2 == 0;
        var chain = graph ? Chain.graph(input, layers) : Chain.multiLayer(input, layers);
        var data = Data.of(Data.normal(3, batch, channels, height, width), Data.oneHot((int) batch));
        return new Case(name, chain, data);
    }

    static Layer front() {
        return new ConvolutionLayer.Builder(2, 2).nOut(4).build();
    }

    static Layer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(Data.CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static Case convolution(String name, int[] kernel, Consumer<ConvolutionLayer.Builder> options) {
        return of("convolution " + name, BATCH, 3, 13, 11, () -> {
            var builder = new ConvolutionLayer.Builder(kernel).nOut(6);
            options.accept(builder);
            return builder.build();
        });
    }

    static List<Case> convolutions() {
        var cases = new ArrayList<>(List.of(
                convolution("3x3", new int[] {3, 3}, b -> {}),
                convolution("3x3 without bias", new int[] {3, 3}, b -> b.hasBias(false)),
                convolution("3x3 same", new int[] {3, 3}, b -> b.convolutionMode(ConvolutionMode.Same)),
                convolution("3x3 same, no bias", new int[] {3, 3}, b -> b.convolutionMode(ConvolutionMode.Same)
                        .hasBias(false)),
                convolution(
                        "2x2 same, padded on one side", new int[] {2, 2}, b -> b.convolutionMode(ConvolutionMode.Same)),
                convolution("4x4 same by strides of 3", new int[] {4, 4}, b -> b.convolutionMode(ConvolutionMode.Same)
                        .stride(3, 3)),
                convolution("3x3 by strides of 2", new int[] {3, 3}, b -> b.stride(2, 2)),
                convolution("3x3 by strides of 1 and 2", new int[] {3, 3}, b -> b.stride(1, 2)),
                convolution("3x3 same by strides of 2", new int[] {3, 3}, b -> b.convolutionMode(ConvolutionMode.Same)
                        .stride(2, 2)),
                convolution("1x1", new int[] {1, 1}, b -> {}),
                convolution("1x1 by strides of 2", new int[] {1, 1}, b -> b.stride(2, 2)),
                convolution("5x5", new int[] {5, 5}, b -> {}),
                convolution("5x5 same", new int[] {5, 5}, b -> b.convolutionMode(ConvolutionMode.Same)),
                convolution("7x3", new int[] {7, 3}, b -> {}),
                convolution("1x5 with padding", new int[] {1, 5}, b -> b.padding(0, 2)),
                convolution("3x3 with padding of 1 and 2", new int[] {3, 3}, b -> b.padding(1, 2)),
                convolution("3x3 dilated by 2", new int[] {3, 3}, b -> b.dilation(2, 2)),
                convolution("3x3 dilated by 2 and 3, same", new int[] {3, 3}, b -> b.dilation(2, 3)
                        .convolutionMode(ConvolutionMode.Same)),
                convolution("as large as the image", new int[] {12, 10}, b -> {})));
        for (Activation activation : new Activation[] {
            Activation.RELU, Activation.LEAKYRELU, Activation.TANH, Activation.SIGMOID, Activation.IDENTITY
        }) {
            cases.add(convolution("3x3 then " + activation, new int[] {3, 3}, b -> b.activation(activation)));
        }
        cases.add(of("convolution of one image", 1, 1, 9, 9, () -> new ConvolutionLayer.Builder(3, 3)
                .nOut(5)
                .build()));
        cases.add(of("convolution to 17 channels", 5, 16, 8, 8, () -> new ConvolutionLayer.Builder(3, 3)
                .nOut(17)
                .build()));
        cases.add(of("convolution to 32 channels", 4, 2, 16, 21, () -> new ConvolutionLayer.Builder(3, 3)
                .nOut(32)
                .activation(Activation.RELU)
                .build()));
        return cases;
    }

    private static Case pooling(String name, PoolingType type, Consumer<SubsamplingLayer.Builder> options) {
        return of(type + " pooling " + name, BATCH, 3, 13, 12, () -> {
            var builder = new SubsamplingLayer.Builder(type).kernelSize(2, 2).stride(2, 2);
            options.accept(builder);
            return builder.build();
        });
    }

    static List<Case> poolings() {
        var cases = new ArrayList<Case>();
        for (PoolingType type : new PoolingType[] {PoolingType.MAX, PoolingType.AVG}) {
            cases.add(pooling("2x2", type, b -> {}));
            cases.add(pooling("3x2 by 1x2", type, b -> b.kernelSize(3, 2).stride(1, 2)));
            cases.add(pooling(
                    "3x3 by 1, overlapping", type, b -> b.kernelSize(3, 3).stride(1, 1)));
            cases.add(pooling("2x2 same", type, b -> b.convolutionMode(ConvolutionMode.Same)));
            cases.add(pooling("3x3 same", type, b -> b.kernelSize(3, 3).convolutionMode(ConvolutionMode.Same)));
            cases.add(pooling(
                    "4x4 same by 3", type, b -> b.kernelSize(4, 4).stride(3, 3).convolutionMode(ConvolutionMode.Same)));
            cases.add(pooling("3x3 with padding", type, b -> b.kernelSize(3, 3).padding(1, 1)));
            cases.add(pooling("over the whole image", type, b -> b.kernelSize(12, 11)));
        }
        cases.add(pooling("3x3 with padding that counts", PoolingType.AVG, b -> b.kernelSize(3, 3)
                .padding(1, 1)
                .avgPoolIncludePadInDivisor(true)));
        return cases;
    }

    private static Case norm(String name, Consumer<BatchNormalization.Builder> options) {
        return of("batch norm " + name, 4, 2, 7, 6, () -> {
            var builder = new BatchNormalization.Builder();
            options.accept(builder);
            return builder.build();
        });
    }

    static List<Case> norms() {
        return List.of(
                norm("", b -> {}),
                norm("with eps and decay", b -> b.eps(0.01).decay(0.7)),
                norm("with locked scale and shift", b -> b.lockGammaBeta(true)),
                norm(
                        "with locked scale of 2 and shift of 0.5",
                        b -> b.lockGammaBeta(true).gamma(2).beta(0.5)),
                norm("with the logarithm of the deviation", b -> b.useLogStd(true)),
                norm("with the variance itself", b -> b.useLogStd(false)));
    }

    static List<Case> activations() {
        var cases = new ArrayList<Case>();
        for (Activation activation : new Activation[] {
            Activation.RELU, Activation.LEAKYRELU, Activation.TANH, Activation.SIGMOID, Activation.IDENTITY
        }) {
            cases.add(of("activation " + activation, BATCH, 2, 7, 6, () -> new ActivationLayer(activation)));
        }
        return cases;
    }

    static List<Case> globalPoolings() {
        var cases = new ArrayList<Case>();
        for (PoolingType type : new PoolingType[] {PoolingType.MAX, PoolingType.AVG, PoolingType.SUM}) {
            cases.add(of("global " + type + " pooling of images", BATCH, 2, 7, 6, () -> new GlobalPoolingLayer(type)));
        }
        return cases;
    }
}
