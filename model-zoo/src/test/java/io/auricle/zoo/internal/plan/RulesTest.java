package io.auricle.zoo.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.zoo.internal.Graphs;
import io.auricle.zoo.internal.StrictJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
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
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Each rule foretells what DL4J makes of the same configuration: parameters, and the shape of every vertex for three examples. */
class RulesTest {
    private static final int EXAMPLES = 3;

    @TestFactory
    Stream<DynamicTest> foretells_what_dl4j_makes() {
        Map<String, Runnable> cases = new LinkedHashMap<>();
        pictures(cases);
        sequences(cases);
        vertices(cases);
        rows(cases);
        return cases.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), entry.getValue()::run));
    }

    private static void pictures(Map<String, Runnable> cases) {
        picture(
                cases,
                "convolution",
                new ConvolutionLayer.Builder(3, 2).nIn(2).nOut(5).build());
        picture(
                cases,
                "dilated, strided, padded convolution",
                new ConvolutionLayer.Builder(3, 3)
                        .stride(2, 1)
                        .padding(1, 2)
                        .dilation(2, 2)
                        .nIn(2)
                        .nOut(5)
                        .build());
        picture(
                cases,
                "same convolution without bias",
                new ConvolutionLayer.Builder(3, 3)
                        .stride(2, 2)
                        .convolutionMode(ConvolutionMode.Same)
                        .hasBias(false)
                        .nIn(2)
                        .nOut(5)
                        .build());
        for (boolean bias : new boolean[] {true, false}) {
            picture(
                    cases,
                    "depthwise convolution, bias " + bias,
                    new DepthwiseConvolution2D.Builder(3, 3)
                            .convolutionMode(ConvolutionMode.Same)
                            .stride(2, 2)
                            .depthMultiplier(2)
                            .hasBias(bias)
                            .nIn(2)
                            .nOut(4)
                            .build());
        }
        SeparableConvolution2D separable = new SeparableConvolution2D.Builder(3, 3)
                .depthMultiplier(2)
                .nIn(2)
                .nOut(5)
                .build();
        separable.setCnn2dDataFormat(CNN2DFormat.NCHW);
        picture(cases, "separable convolution", separable);
        for (SubsamplingLayer.PoolingType type : new SubsamplingLayer.PoolingType[] {
            SubsamplingLayer.PoolingType.MAX, SubsamplingLayer.PoolingType.AVG, SubsamplingLayer.PoolingType.PNORM
        }) {
            picture(
                    cases,
                    type + " pooling",
                    new SubsamplingLayer.Builder(type)
                            .kernelSize(3, 2)
                            .stride(2, 2)
                            .pnorm(2)
                            .build());
        }
        picture(cases, "zero padding", new ZeroPaddingLayer.Builder(1, 2, 3, 4).build());
        picture(cases, "cropping", new Cropping2D.Builder(1, 2, 3, 1).build());
        picture(
                cases,
                "upsampling",
                new Upsampling2D.Builder().size(new int[] {2, 3}).build());
        picture(
                cases,
                "batch norm",
                new BatchNormalization.Builder().nIn(2).nOut(2).build());
        picture(
                cases,
                "locked batch norm",
                new BatchNormalization.Builder()
                        .lockGammaBeta(true)
                        .nIn(2)
                        .nOut(2)
                        .build());
        picture(cases, "leaky relu", new ActivationLayer(Activation.LEAKYRELU));
        picture(cases, "dropout", new DropoutLayer(0.5));
        PReLULayer prelu =
                new PReLULayer.Builder().inputShape(2, 9, 11).sharedAxes(2, 3).build();
        picture(cases, "prelu with shared axes", prelu);
        picture(cases, "prelu", new PReLULayer.Builder().inputShape(2, 9, 11).build());
        for (PoolingType type : PoolingType.values()) {
            picture(
                    cases,
                    "global pooling " + type,
                    new GlobalPoolingLayer.Builder(type).pnorm(2).build());
        }
    }

    private static void sequences(Map<String, Runnable> cases) {
        for (RNNFormat format : RNNFormat.values()) {
            LSTM lstm = new LSTM.Builder().nIn(6).nOut(4).dataFormat(format).build();
            SimpleRnn simple =
                    new SimpleRnn.Builder().nIn(6).nOut(4).dataFormat(format).build();
            sequence(cases, "lstm " + format, format, lstm);
            sequence(cases, "simple rnn " + format, format, simple);
            sequence(cases, "last step of lstm " + format, format, new LastTimeStep(lstm));
            for (Bidirectional.Mode mode : Bidirectional.Mode.values()) {
                sequence(cases, "bidirectional " + mode + " " + format, format, new Bidirectional(mode, lstm.clone()));
            }
            for (ConvolutionMode mode :
                    new ConvolutionMode[] {ConvolutionMode.Same, ConvolutionMode.Truncate, ConvolutionMode.Causal}) {
                sequence(
                        cases,
                        "convolution along time " + mode + " " + format,
                        format,
                        new Convolution1DLayer.Builder(3)
                                .stride(2)
                                .convolutionMode(mode)
                                .rnnDataFormat(format)
                                .nIn(6)
                                .nOut(4)
                                .build());
            }
            sequence(
                    cases,
                    "dense at each step " + format,
                    format,
                    new TimeDistributed(new DenseLayer.Builder().nIn(6).nOut(4).build(), format));
        }
        RNNFormat first = RNNFormat.NCW;
        sequence(cases, "pooling along time", first, new Subsampling1DLayer.Builder(3, 2).build());
        sequence(cases, "padding along time", first, new ZeroPadding1DLayer.Builder(1, 3).build());
        sequence(cases, "cropping along time", first, new Cropping1D.Builder(1, 3).build());
        sequence(cases, "global pooling along time", first, new GlobalPoolingLayer.Builder(PoolingType.MAX).build());
        GlobalPoolingLayer stepsFirst = new GlobalPoolingLayer.Builder(PoolingType.AVG)
                .poolingDimensions(1)
                .build();
        sequence(cases, "global pooling along time, steps first", RNNFormat.NWC, stepsFirst);
    }

    private static void vertices(Map<String, Runnable> cases) {
        vertex(cases, "merge", 2, graph -> graph.addVertex("v", new MergeVertex(), "in", "in"));
        for (ElementWiseVertex.Op op : ElementWiseVertex.Op.values()) {
            vertex(
                    cases,
                    "element-wise " + op,
                    2,
                    graph -> graph.addVertex("v", new ElementWiseVertex(op), "in", "in"));
        }
        vertex(cases, "scale", 3, graph -> graph.addVertex("v", new ScaleVertex(2), "in"));
        vertex(cases, "shift", 3, graph -> graph.addVertex("v", new ShiftVertex(2), "in"));
        vertex(cases, "subset", 3, graph -> graph.addVertex("v", new SubsetVertex(1, 1), "in"));
        vertex(cases, "subset of a row", 1, graph -> graph.addVertex("v", new SubsetVertex(1, 4), "in"));
        vertex(cases, "subset of a sequence", 2, graph -> graph.addVertex("v", new SubsetVertex(1, 4), "in"));
        vertex(cases, "length 1", 1, graph -> graph.addVertex("v", new L2NormalizeVertex(), "in"));
        vertex(cases, "last step", 2, graph -> graph.addVertex("v", new LastTimeStepVertex("in"), "in"));
        vertex(cases, "reversed", 2, graph -> graph.addVertex("v", new ReverseTimeSeriesVertex(), "in"));
        vertex(cases, "row at each step", 2, graph -> graph.addVertex("last", new LastTimeStepVertex("in"), "in")
                .addVertex("v", new DuplicateToTimeSeriesVertex("in"), "last"));
        vertex(cases, "stacked and taken apart", 3, graph -> graph.addVertex(
                        "stack", new StackVertex(), "in", "in", "in")
                .addLayer(
                        "conv",
                        new ConvolutionLayer.Builder(3, 3).nIn(2).nOut(2).build(),
                        "stack")
                .addVertex("v", new UnstackVertex(1, 3), "conv"));
        vertex(cases, "picture as a sequence", 3, graph -> graph.addVertex("v", new ReshapeVertex(-1, 18, 11), "in"));
        vertex(cases, "windows as rows and back", 3, graph -> graph.addVertex(
                        "rows", new ReshapeVertex(-1, 1, 9, 11), "in")
                .addLayer(
                        "conv",
                        new ConvolutionLayer.Builder(3, 3).nIn(1).nOut(4).build(),
                        "rows")
                .addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "conv")
                .addVertex("v", new ReshapeVertex(-1, 2, 4), "pool"));
        vertex(
                cases,
                "flattened",
                3,
                graph ->
                        graph.addVertex("v", new PreprocessorVertex(new CnnToFeedForwardPreProcessor(9, 11, 2)), "in"));
        vertex(cases, "steps as rows and back", 2, graph -> graph.addVertex(
                        "rows", new PreprocessorVertex(new RnnToFeedForwardPreProcessor()), "in")
                .addVertex("v", new PreprocessorVertex(new FeedForwardToRnnPreProcessor()), "rows"));
        vertex(cases, "steps as pictures and back", 2, graph -> graph.addVertex(
                        "rows", new PreprocessorVertex(new RnnToCnnPreProcessor(3, 2, 1)), "in")
                .addVertex("v", new PreprocessorVertex(new CnnToRnnPreProcessor(3, 2, 1)), "rows"));
        vertex(
                cases,
                "a row as a picture",
                1,
                graph -> graph.addVertex("v", new PreprocessorVertex(new FeedForwardToCnnPreProcessor(3, 2, 1)), "in"));
        vertex(
                cases,
                "several preprocessors",
                2,
                graph -> graph.addVertex(
                        "v",
                        new PreprocessorVertex(new ComposableInputPreProcessor(
                                new RnnToFeedForwardPreProcessor(), new FeedForwardToCnnPreProcessor(3, 2, 1))),
                        "in"));
    }

    private static void rows(Map<String, Runnable> cases) {
        vertex(
                cases,
                "dense without bias",
                1,
                graph -> graph.addLayer(
                        "v",
                        new DenseLayer.Builder().nIn(6).nOut(4).hasBias(false).build(),
                        "in"));
        vertex(
                cases,
                "output",
                1,
                graph -> graph.addLayer(
                        "v",
                        new OutputLayer.Builder(LossFunction.XENT)
                                .activation(Activation.SIGMOID)
                                .nIn(6)
                                .nOut(1)
                                .build(),
                        "in"));
    }

    private static void picture(Map<String, Runnable> cases, String name, Layer layer) {
        vertex(cases, name, 3, graph -> graph.addLayer("v", layer, "in"));
    }

    private static void sequence(Map<String, Runnable> cases, String name, RNNFormat format, Layer layer) {
        long[] shape = format == RNNFormat.NCW ? new long[] {6, 8} : new long[] {8, 6};
        cases.put(name, () -> check(shape, graph -> graph.addLayer("v", layer, "in")));
    }

    private static void vertex(Map<String, Runnable> cases, String name, int rank, UnaryOperator<GraphBuilder> middle) {
        long[] shape = rank == 1 ? new long[] {6} : rank == 2 ? new long[] {6, 8} : new long[] {2, 9, 11};
        cases.put(name, () -> check(shape, middle));
    }

    private static void check(long[] in, UnaryOperator<GraphBuilder> middle) {
        GraphBuilder builder = middle.apply(new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .graphBuilder()
                .addInputs("in"));
        ComputationGraph graph = new ComputationGraph(
                builder.setOutputs("v").validateOutputLayerConfig(false).build());
        graph.init();
        Map<String, INDArray> made = made(graph, in);

        NetworkPlan plan = plan(graph, in);

        assertThat(plan.parameters()).isEqualTo((int) graph.numParams());
        made.forEach((name, array) ->
                assertThat(shape(plan.shapes().get(name))).as(name).isEqualTo(array.shape()));
    }

    private static Map<String, INDArray> made(ComputationGraph graph, long[] in) {
        long[] shape = new long[in.length + 1];
        shape[0] = EXAMPLES;
        System.arraycopy(in, 0, shape, 1, in.length);
        return graph.feedForward(Nd4j.rand(DataType.FLOAT, shape), false);
    }

    /** The walk alone: a whole plan would also ask for one row at the end. */
    private static NetworkPlan plan(ComputationGraph graph, long[] in) {
        try {
            return NetworkPlan.ofAnyOutput(
                    "graph", StrictJson.parse("graph", Graphs.json(graph)), Map.of("in", Shape.of(in)));
        } catch (io.auricle.zoo.internal.Refusal e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static long[] shape(Shape shape) {
        long rows = EXAMPLES * shape.rows() * shape.stacked();
        return java.util.stream.LongStream.concat(
                        java.util.stream.LongStream.of(rows),
                        Arrays.stream(
                                shape.dims().stream().mapToLong(Long::longValue).toArray()))
                .toArray();
    }
}
