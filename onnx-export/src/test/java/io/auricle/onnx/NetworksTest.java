package io.auricle.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnxruntime.OrtException;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.BackboneArchitecture;
import io.auricle.zoo.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** ONNX Runtime answers as Deeplearning4j does, for every architecture of the zoo and every kind of layer and vertex. */
class NetworksTest {
    private static final double TOLERANCE = 1e-5;
    private static final int[] BATCHES = {1, 3, 32};
    private static final long[] PICTURE = {3, 9, 10};
    private static final long[] SEQUENCE = {4, 6};

    @TempDir
    private Path folder;

    static Stream<Architecture> architectures() {
        return Architectures.all().stream()
                .filter(architecture ->
                        !(architecture instanceof BackboneArchitecture)); // heads, without their backbone
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("architectures")
    void every_architecture_answers_the_same(Architecture architecture) throws Exception {
        FrontEnd frontEnd = architecture == Architectures.SB_CNN ? FrontEnd.urbanSound() : FrontEnd.compact();
        ComputationGraph graph = architecture.create(NetworkSpec.of(frontEnd, 5, 3));
        check(graph, new long[] {1, frontEnd.bands(), frontEnd.frames()}, 5);
    }

    static Stream<Arguments> pictures() {
        return Stream.of(
                picture(
                        "convolution same",
                        g -> g.addLayer(
                                "x",
                                conv().convolutionMode(ConvolutionMode.Same)
                                        .stride(2, 1)
                                        .build(),
                                "in")),
                picture(
                        "convolution same, even",
                        g -> g.addLayer(
                                "x",
                                new ConvolutionLayer.Builder(4, 2)
                                        .nIn(3)
                                        .nOut(2)
                                        .convolutionMode(ConvolutionMode.Same)
                                        .build(),
                                "in")),
                picture(
                        "convolution truncate, padded, no bias",
                        g -> g.addLayer("x", conv().padding(2, 1).hasBias(false).build(), "in")),
                picture(
                        "convolution dilated",
                        g -> g.addLayer(
                                "x",
                                conv().dilation(2, 3)
                                        .convolutionMode(ConvolutionMode.Same)
                                        .build(),
                                "in")),
                picture(
                        "depthwise",
                        g -> g.addLayer(
                                "x",
                                new DepthwiseConvolution2D.Builder(3, 2)
                                        .nIn(3)
                                        .nOut(6)
                                        .depthMultiplier(2)
                                        .convolutionMode(ConvolutionMode.Same)
                                        .build(),
                                "in")),
                picture(
                        "separable",
                        g -> g.addLayer(
                                "x",
                                new SeparableConvolution2D.Builder(3, 2)
                                        .dataFormat(CNN2DFormat.NCHW)
                                        .nIn(3)
                                        .nOut(4)
                                        .depthMultiplier(2)
                                        .convolutionMode(ConvolutionMode.Same)
                                        .build(),
                                "in")),
                picture(
                        "maximum same",
                        g -> g.addLayer(
                                "x",
                                pool(PoolingType.MAX)
                                        .convolutionMode(ConvolutionMode.Same)
                                        .build(),
                                "in")),
                picture(
                        "mean same",
                        g -> g.addLayer(
                                "x",
                                pool(PoolingType.AVG)
                                        .convolutionMode(ConvolutionMode.Same)
                                        .build(),
                                "in")),
                picture(
                        "mean padded",
                        g -> g.addLayer("x", pool(PoolingType.AVG).padding(1, 1).build(), "in")),
                picture(
                        "mean padded, pads counted",
                        g -> g.addLayer(
                                "x",
                                pool(PoolingType.AVG)
                                        .padding(1, 1)
                                        .avgPoolIncludePadInDivisor(true)
                                        .build(),
                                "in")),
                picture(
                        "batch norm",
                        g -> g.addLayer(
                                "x",
                                new BatchNormalization.Builder()
                                        .nIn(3)
                                        .nOut(3)
                                        .eps(1e-3)
                                        .build(),
                                "in")),
                picture(
                        "batch norm by logarithms",
                        g -> g.addLayer(
                                "x",
                                new BatchNormalization.Builder()
                                        .nIn(3)
                                        .nOut(3)
                                        .useLogStd(true)
                                        .build(),
                                "in")),
                picture(
                        "batch norm locked",
                        g -> g.addLayer(
                                "x",
                                new BatchNormalization.Builder()
                                        .nIn(3)
                                        .nOut(3)
                                        .lockGammaBeta(true)
                                        .gamma(1.5)
                                        .beta(0.25)
                                        .build(),
                                "in")),
                picture("edges", g -> g.addLayer("pad", new ZeroPaddingLayer.Builder(1, 2, 3, 0).build(), "in")
                        .addLayer("x", new Cropping2D.Builder(2, 0, 1, 3).build(), "pad")),
                picture(
                        "prelu",
                        g -> g.addLayer(
                                "x",
                                new PReLULayer.Builder()
                                        .inputShape(3, 9, 10)
                                        .weightInit(WeightInit.XAVIER)
                                        .build(),
                                "in")),
                picture("global maximum", g -> g.addLayer("x", new GlobalPoolingLayer(PoolingType.MAX), "in")),
                picture("global mean", g -> g.addLayer("x", new GlobalPoolingLayer(PoolingType.AVG), "in")),
                picture(
                        "global sum, axes kept",
                        g -> g.addLayer(
                                "x",
                                new GlobalPoolingLayer.Builder(PoolingType.SUM)
                                        .collapseDimensions(false)
                                        .build(),
                                "in")),
                picture("dropout", g -> g.addLayer("x", new DropoutLayer(0.5), "in")),
                picture("scale and shift", g -> g.addVertex("s", new ScaleVertex(1.5), "in")
                        .addVertex("x", new ShiftVertex(-0.25), "s")),
                picture("subset", g -> g.addVertex("x", new SubsetVertex(1, 2), "in")),
                picture("stack and unstack", g -> g.addVertex("two", new ScaleVertex(2), "in")
                        .addVertex("s", new StackVertex(), "in", "two")
                        .addVertex("x", new UnstackVertex(1, 2), "s")),
                picture("norm", g -> g.addVertex("x", new L2NormalizeVertex(), "in")),
                picture("merge and elementwise", g -> {
                    g.addLayer("a", conv().convolutionMode(ConvolutionMode.Same).build(), "in");
                    g.addLayer(
                            "b",
                            conv().convolutionMode(ConvolutionMode.Same)
                                    .activation(Activation.SIGMOID)
                                    .build(),
                            "in");
                    for (ElementWiseVertex.Op op : ElementWiseVertex.Op.values()) {
                        g.addVertex(op.name(), new ElementWiseVertex(op), "a", "b");
                    }
                    g.addVertex("x", new MergeVertex(), "Add", "Subtract", "Product", "Average", "Max");
                }),
                picture("flat dense without bias", g -> g.addVertex("flat", new ReshapeVertex(-1, 270), "in")
                        .addLayer(
                                "x",
                                new DenseLayer.Builder()
                                        .nIn(270)
                                        .nOut(4)
                                        .hasBias(false)
                                        .activation(Activation.TANH)
                                        .build(),
                                "flat")),
                picture("output of a loss", g -> g.addLayer("p", new GlobalPoolingLayer(PoolingType.AVG), "in")
                        .addLayer(
                                "x",
                                new LossLayer.Builder(LossFunction.MCXENT)
                                        .activation(Activation.SOFTMAX)
                                        .build(),
                                "p")));
    }

    static Stream<Arguments> sequences() {
        return Stream.of(
                sequence("lstm", g -> g.addLayer("x", lstm().build(), "in")),
                sequence(
                        "lstm of relu and hard sigmoid",
                        g -> g.addLayer(
                                "x",
                                lstm().activation(Activation.RELU)
                                        .gateActivationFunction(Activation.HARDSIGMOID)
                                        .build(),
                                "in")),
                sequence(
                        "lstm of softsign",
                        g -> g.addLayer(
                                "x", lstm().activation(Activation.SOFTSIGN).build(), "in")),
                sequence("last step vertex", g -> g.addLayer("l", lstm().build(), "in")
                        .addVertex("x", new LastTimeStepVertex("in"), "l")),
                sequence("last step layer", g -> g.addLayer("x", new LastTimeStep(lstm().build()), "in")),
                sequence("backwards", g -> g.addVertex("r", new ReverseTimeSeriesVertex(), "in")
                        .addLayer("x", lstm().build(), "r")),
                sequence(
                        "bidirectional, joined",
                        g -> g.addLayer("x", new Bidirectional(Bidirectional.Mode.CONCAT, lstm().build()), "in")),
                sequence(
                        "bidirectional, added",
                        g -> g.addLayer("x", new Bidirectional(Bidirectional.Mode.ADD, lstm().build()), "in")),
                sequence(
                        "bidirectional, multiplied",
                        g -> g.addLayer("x", new Bidirectional(Bidirectional.Mode.MUL, lstm().build()), "in")),
                sequence(
                        "bidirectional, averaged",
                        g -> g.addLayer("x", new Bidirectional(Bidirectional.Mode.AVERAGE, lstm().build()), "in")),
                sequence(
                        "output on each step",
                        g -> g.addLayer(
                                "x",
                                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                                        .nIn(4)
                                        .nOut(3)
                                        .activation(Activation.SOFTMAX)
                                        .build(),
                                "in")),
                sequence("mean over time", g -> g.addLayer("x", new GlobalPoolingLayer(PoolingType.AVG), "in")),
                sequence(
                        "transposed",
                        g -> g.addVertex(
                                "x",
                                new PreprocessorVertex(new ComposableInputPreProcessor(
                                        new RnnToFeedForwardPreProcessor(RNNFormat.NWC),
                                        new FeedForwardToRnnPreProcessor(RNNFormat.NCW))),
                                "in")),
                sequence("dense over time", g -> g.addLayer(
                                "d",
                                new DenseLayer.Builder()
                                        .nIn(4)
                                        .nOut(5)
                                        .activation(Activation.TANH)
                                        .build(),
                                new RnnToFeedForwardPreProcessor(),
                                "in")
                        .addLayer("x", lstm(5).build(), new FeedForwardToRnnPreProcessor(), "d")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void every_kind_for_pictures_answers_the_same(String name, Consumer<GraphBuilder> draw) throws Exception {
        check(graph(draw), PICTURE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void every_kind_for_sequences_answers_the_same(String name, Consumer<GraphBuilder> draw) throws Exception {
        check(graph(draw), SEQUENCE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {
                "IDENTITY",
                "RELU",
                "RELU6",
                "SIGMOID",
                "HARDSIGMOID",
                "TANH",
                "HARDTANH",
                "ELU",
                "SELU",
                "LEAKYRELU",
                "SOFTPLUS",
                "SOFTSIGN",
                "SWISH",
                "THRESHOLDEDRELU"
            })
    void every_activation_answers_the_same(Activation activation) throws Exception {
        check(graph(g -> g.addLayer("x", new ActivationLayer(activation), "in")), PICTURE);
    }

    @Test
    void a_layer_without_operators_is_refused_by_name_and_leaves_no_file() {
        ComputationGraph graph = graph(g -> g.addLayer("x", new LocalResponseNormalization.Builder().build(), "in"));
        Path file = folder.resolve("refused.onnx");

        assertThatExceptionOfType(UnsupportedOnnxException.class)
                .isThrownBy(() -> OnnxModels.write(graph, List.of(PICTURE), PICTURE, Map.of(), file))
                .withMessage("vertex x has no ONNX operators: layer LocalResponseNormalization");
        assertThat(file).doesNotExist();
    }

    @Test
    void every_kind_that_is_listed_is_tried_here() {
        assertThat(OnnxModels.takenVertices())
                .contains("ConvolutionLayer", "LSTM", "MergeVertex")
                .hasSizeGreaterThan(25);
    }

    private void check(ComputationGraph graph, long[] shape, long... answer) throws IOException, OrtException {
        Path file = folder.resolve("network.onnx");
        INDArray first = input(1, shape);
        long[] shapeOut = graph.output(false, first)[0].shape();
        long[] each = java.util.Arrays.copyOfRange(shapeOut, 1, shapeOut.length);
        if (answer.length > 0) {
            assertThat(each).containsExactly(answer);
        }
        OnnxModels.write(graph, List.of(shape), each, Map.of("who", "a test"), file);
        try (Runtime runtime = new Runtime(file)) {
            assertThat(runtime.metadata()).containsEntry("who", "a test");
            for (int batch : BATCHES) {
                INDArray input = input(batch, shape);
                INDArray ours = graph.output(false, input.dup())[0];
                INDArray theirs = runtime.run(
                        List.of(graph.getConfiguration().getNetworkInputs().get(0)), input);
                assertThat(theirs.shape()).isEqualTo(ours.shape());
                assertThat(theirs.sub(ours).amaxNumber().doubleValue())
                        .as("batch of %d", batch)
                        .isLessThan(TOLERANCE);
                assertThat(ours.stdNumber().doubleValue())
                        .as("answers must differ for the test to mean anything")
                        .isPositive();
            }
        }
        Files.delete(file);
    }

    private static INDArray input(int batch, long... shape) {
        long[] whole = new long[shape.length + 1];
        whole[0] = batch;
        System.arraycopy(shape, 0, whole, 1, shape.length);
        Nd4j.getRandom().setSeed(batch);
        return Nd4j.randn(DataType.FLOAT, whole);
    }

    private static ComputationGraph graph(Consumer<GraphBuilder> draw) {
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER)
                .graphBuilder()
                .addInputs("in");
        draw.accept(builder);
        ComputationGraph graph = new ComputationGraph(builder.setOutputs("x").build());
        graph.init();
        if (graph.numParams() > 0) { // biases and statistics, too
            Nd4j.getRandom().setSeed(7);
            graph.params()
                    .addi(Nd4j.rand(DataType.FLOAT, graph.params().shape()).muli(0.2));
        }
        return graph;
    }

    private static Arguments picture(String name, Consumer<GraphBuilder> draw) {
        return Arguments.of(name, draw);
    }

    private static Arguments sequence(String name, Consumer<GraphBuilder> draw) {
        return Arguments.of(name, draw);
    }

    private static ConvolutionLayer.Builder conv() {
        return new ConvolutionLayer.Builder(3, 2).nIn(3).nOut(4).activation(Activation.RELU);
    }

    private static SubsamplingLayer.Builder pool(PoolingType type) {
        return new SubsamplingLayer.Builder(type).kernelSize(3, 2).stride(2, 2);
    }

    private static LSTM.Builder lstm() {
        return lstm(4);
    }

    private static LSTM.Builder lstm(int in) {
        return new LSTM.Builder().nIn(in).nOut(5).activation(Activation.TANH);
    }
}
