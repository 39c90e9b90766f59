package io.auricle.onednn.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of many shapes, parts of which may run as stock within the plan. */
final class Structures {
    private static final int BATCH = 4;

    private Structures() {}

    static List<Case> all() {
        var cases = new ArrayList<Case>(List.of(
                image("zero padding", () -> new ZeroPaddingLayer.Builder(1, 2).build()),
                image("cropping", () -> new Cropping2D.Builder(1, 2).build()),
                image("upsampling", () -> new Upsampling2D.Builder(2).build()),
                image(
                        "learnt PReLU",
                        () -> new PReLULayer.Builder().inputShape(4, 8, 7).build()),
                image("swish", () -> new ActivationLayer(Activation.SWISH)),
                image("elu in a convolution", () -> new ConvolutionLayer.Builder(3, 3)
                        .nOut(3)
                        .activation(Activation.ELU)
                        .build()),
                oneDimension(),
                bothWaysLast(),
                residual(),
                twoInputs(),
                twoKindsOfOutput(),
                sigmoids("sigmoids with cross-entropy", LossFunction.XENT, Activation.SIGMOID, Data.CLASSES),
                sigmoids("one sigmoid", LossFunction.XENT, Activation.SIGMOID, 1),
                sigmoids("values", LossFunction.MSE, Activation.IDENTITY, 3)));
        for (ElementWiseVertex.Op op : ElementWiseVertex.Op.values()) {
            cases.add(branches(op));
        }
        return cases;
    }

    private static Case image(String name, Supplier<Layer> middle) {
        return Images.of(name + " among images", BATCH, 2, 9, 8, middle);
    }

    private static Case oneDimension() {
        var chain = Chain.graph(InputType.recurrent(4, 12), () -> new Layer[] {
            new Convolution1DLayer.Builder(3, 1)
                    .nOut(6)
                    .activation(Activation.RELU)
                    .build(),
            new Subsampling1DLayer.Builder(2, 2).build(),
            Sequences.lstm(5, Activation.TANH),
            new GlobalPoolingLayer(PoolingType.MAX),
            Images.output()
        });
        return new Case("convolution over time", chain, Data.of(Data.normal(51, BATCH, 4, 12), Data.oneHot(BATCH)));
    }

    private static Case bothWaysLast() {
        var chain = Chain.graph(InputType.recurrent(4, 6), () -> new Layer[] {
            new Bidirectional(Sequences.lstm(5, Activation.TANH)),
            new LastTimeStep(new Bidirectional(Sequences.lstm(3, Activation.TANH))),
            Images.output()
        });
        return new Case("last step both ways", chain, Data.of(Data.normal(52, BATCH, 4, 6), Data.oneHot(BATCH)));
    }

    private static Function<DataType, Model> graph(Consumer<GraphBuilder> build) {
        return type -> {
            var graph = Chain.defaults(type).graphBuilder();
            build.accept(graph);
            var network = new ComputationGraph(graph.build());
            network.init();
            return network;
        };
    }

    private static Layer convolution(int filters) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(filters)
                .convolutionMode(ConvolutionMode.Same)
                .hasBias(false)
                .build();
    }

    /** Two residual blocks, the second with a convolution in its short way. */
    private static Case residual() {
        var network = graph(graph -> {
            graph.addInputs("in")
                    .setInputTypes(InputType.convolutional(10, 9, 2))
                    .addLayer("stem", convolution(4), "in");
            block(graph, "a", "stem", 4, false);
            block(graph, "b", "a", 6, true);
            graph.addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "b")
                    .addLayer("out", Images.output(), "mean")
                    .setOutputs("out");
        });
        return new Case("residual blocks", network, Data.of(Data.normal(53, BATCH, 2, 10, 9), Data.oneHot(BATCH)));
    }

    private static void block(GraphBuilder graph, String name, String input, int filters, boolean widen) {
        graph.addLayer(name + "c", convolution(filters), input)
                .addLayer(name + "n", new BatchNormalization(), name + "c")
                .addLayer(name + "r", new ActivationLayer(Activation.RELU), name + "n")
                .addLayer(name + "d", convolution(filters), name + "r")
                .addLayer(name + "m", new BatchNormalization(), name + "d");
        String shortWay = input;
        if (widen) {
            shortWay = name + "s";
            graph.addLayer(
                    shortWay, new ConvolutionLayer.Builder(1, 1).nOut(filters).build(), input);
        }
        graph.addVertex(name + "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), name + "m", shortWay)
                .addLayer(name, new ActivationLayer(Activation.RELU), name + "sum");
    }

    private static Case branches(ElementWiseVertex.Op op) {
        var network = graph(graph -> {
            graph.addInputs("in")
                    .setInputTypes(InputType.convolutional(8, 9, 2))
                    .addLayer("a", convolution(3), "in")
                    .addLayer("b", convolution(3), "in")
                    .addVertex("both", new ElementWiseVertex(op), "a", "b")
                    .addLayer("out", Images.output(), "both")
                    .setOutputs("out");
        });
        return new Case("branches by " + op, network, Data.of(Data.normal(54, BATCH, 2, 8, 9), Data.oneHot(BATCH)));
    }

    /** Images and rows, joined, scaled, stacked and cut. */
    private static Case twoInputs() {
        var network = graph(graph -> {
            graph.addInputs("images", "rows")
                    .setInputTypes(InputType.convolutional(8, 9, 2), InputType.feedForward(7))
                    .addLayer("c", convolution(3), "images")
                    .addLayer("p", new GlobalPoolingLayer(PoolingType.MAX), "c")
                    .addLayer(
                            "d",
                            new DenseLayer.Builder()
                                    .nOut(3)
                                    .activation(Activation.RELU)
                                    .build(),
                            "rows")
                    .addVertex("scaled", new ScaleVertex(0.5), "d")
                    .addVertex("stacked", new StackVertex(), "p", "scaled")
                    .addLayer("shared", new DenseLayer.Builder().nIn(3).nOut(4).build(), "stacked")
                    .addVertex("first", new UnstackVertex(0, 2), "shared")
                    .addVertex("second", new UnstackVertex(1, 2), "shared")
                    .addVertex("merged", new MergeVertex(), "first", "second")
                    .addVertex("cut", new SubsetVertex(1, 6), "merged")
                    .addVertex("unit", new L2NormalizeVertex(), "cut")
                    .addLayer("out", Images.output(), "unit")
                    .setOutputs("out");
        });
        var data = new MultiDataSet(
                new INDArray[] {Data.normal(55, BATCH, 2, 8, 9), Data.normal(56, BATCH, 7)},
                new INDArray[] {Data.oneHot(BATCH)});
        return new Case("two inputs", network, data);
    }

    private static Case twoKindsOfOutput() {
        var network = graph(graph -> {
            graph.addInputs("in")
                    .setInputTypes(InputType.feedForward(6))
                    .addLayer(
                            "d",
                            new DenseLayer.Builder()
                                    .nOut(8)
                                    .activation(Activation.TANH)
                                    .build(),
                            "in")
                    .addLayer("class", Images.output(), "d")
                    .addLayer("value", output(LossFunction.MSE, Activation.IDENTITY, 2), "d")
                    .setOutputs("class", "value");
        });
        var data = new MultiDataSet(
                new INDArray[] {Data.normal(57, BATCH, 6)},
                new INDArray[] {Data.oneHot(BATCH), Data.normal(58, BATCH, 2)});
        return new Case("classes and values", network, data);
    }

    private static Layer output(LossFunction loss, Activation activation, int size) {
        return new OutputLayer.Builder(loss).nOut(size).activation(activation).build();
    }

    private static Case sigmoids(String name, LossFunction loss, Activation activation, int size) {
        var chain = Chain.multiLayer(InputType.feedForward(6), () -> new Layer[] {
            new DenseLayer.Builder().nOut(8).activation(Activation.TANH).build(), output(loss, activation, size)
        });
        INDArray labels = Data.normal(59, BATCH, size).gt(0).castTo(DataType.FLOAT);
        return new Case(name, chain, Data.of(Data.normal(60, BATCH, 6), labels));
    }
}
