package io.auricle.onednn.equivalence;

import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What a compiled network does not take: it runs as Deeplearning4j runs it, with oneDNN in single layers. */
final class Detours {
    private static final int BATCH = 4;
    private static final int STEPS = 6;

    private Detours() {}

    /** A masked call: time steps beyond the end of a sequence count for nothing. */
    static List<Case> masked() {
        INDArray features = Data.normal(21, BATCH, 5, STEPS);
        INDArray mask = Data.mask(BATCH, STEPS);
        var steps = new MultiDataSet(
                new INDArray[] {features},
                new INDArray[] {Data.oneHotSequence(BATCH, STEPS)},
                new INDArray[] {mask},
                new INDArray[] {mask});
        var whole = new MultiDataSet(
                new INDArray[] {features}, new INDArray[] {Data.oneHot(BATCH)}, new INDArray[] {mask}, null);
        var input = InputType.recurrent(5, STEPS);
        var pool = new GlobalPoolingLayer(PoolingType.AVG);
        return List.of(
                new Case(
                        "LSTM with masks of features and labels",
                        Chain.graph(input, () -> new Layer[] {Sequences.lstm(6, Activation.TANH), outputs()}),
                        steps),
                new Case(
                        "bidirectional LSTM with masks",
                        Chain.graph(input, () ->
                                new Layer[] {new Bidirectional(Sequences.lstm(6, Activation.TANH)), outputs()}),
                        steps),
                new Case(
                        "masked average over time",
                        Chain.multiLayer(
                                input, () -> new Layer[] {Sequences.lstm(6, Activation.TANH), pool, Images.output()}),
                        whole));
    }

    private static Layer outputs() {
        return new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(Data.CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static OutputLayer output() {
        return (OutputLayer) Images.output();
    }

    /** Convolutions that meet again: by sum, by concatenation, and shifted. */
    private static Function<DataType, Model> branches() {
        return type -> {
            var graph = Chain.defaults(type)
                    .activation(Activation.TANH)
                    .graphBuilder()
                    .addInputs("in")
                    .setInputTypes(InputType.convolutional(8, 9, 2))
                    .addLayer("a", new ConvolutionLayer.Builder(2, 2).nOut(4).build(), "in")
                    .addLayer("b", new ConvolutionLayer.Builder(2, 2).nOut(4).build(), "in")
                    .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
                    .addVertex("both", new MergeVertex(), "sum", "a")
                    .addVertex("shifted", new ShiftVertex(0.5), "both")
                    .addLayer("norm", new BatchNormalization(), "shifted")
                    .addLayer(
                            "pool",
                            new SubsamplingLayer.Builder(2, 2).stride(2, 2).build(),
                            "norm")
                    .addLayer("out", output(), "pool")
                    .setOutputs("out");
            return init(new ComputationGraph(graph.build()));
        };
    }

    /** One trunk, two outputs. */
    private static Function<DataType, Model> twoOutputs() {
        return type -> {
            var graph = Chain.defaults(type)
                    .graphBuilder()
                    .addInputs("in")
                    .setInputTypes(InputType.convolutional(8, 9, 2))
                    .addLayer("a", new ConvolutionLayer.Builder(3, 3).nOut(4).build(), "in")
                    .addLayer("x", output(), "a")
                    .addLayer("y", output(), "a")
                    .setOutputs("x", "y");
            return init(new ComputationGraph(graph.build()));
        };
    }

    private static Model init(ComputationGraph graph) {
        graph.init();
        return graph;
    }

    static List<Case> graphs() {
        INDArray images = Data.normal(22, BATCH, 2, 8, 9);
        var two = new MultiDataSet(new INDArray[] {images}, new INDArray[] {Data.oneHot(BATCH), Data.soft(23, BATCH)});
        return List.of(
                new Case("branches that meet again", branches(), Data.of(images, Data.oneHot(BATCH))),
                new Case("two outputs", twoOutputs(), two));
    }

    /** Options of single layers that a plan need not know. */
    static List<Case> options() {
        var input = InputType.convolutional(8, 9, 2);
        var data = Data.of(Data.normal(24, BATCH, 2, 8, 9), Data.oneHot(BATCH));
        var frozen = Chain.graph(input, () -> new Layer[] {
            new FrozenLayer(Images.front()),
            new ConvolutionLayer.Builder(3, 3).nOut(3).build(),
            output()
        });
        var constrained = Chain.graph(input, () -> new Layer[] {
            Images.front(),
            new ConvolutionLayer.Builder(3, 3)
                    .nOut(3)
                    .constrainWeights(new MaxNormConstraint(0.3, 1, 2, 3))
                    .build(),
            output()
        });
        var noisy = Chain.graph(input, () -> new Layer[] {
            Images.front(),
            new ConvolutionLayer.Builder(3, 3)
                    .nOut(3)
                    .weightNoise(new DropConnect(1.0))
                    .build(),
            output()
        });
        return List.of(
                new Case("a frozen layer", frozen, data),
                new Case("a norm constraint", constrained, data),
                new Case("weight noise that keeps every weight", noisy, data));
    }

    /** Truncated back-propagation through time, in pieces of 3 of 6 steps. */
    static Case truncated() {
        Function<DataType, Model> network = type -> {
            var graph = Chain.defaults(type)
                    .graphBuilder()
                    .addInputs("in")
                    .setInputTypes(InputType.recurrent(5, STEPS))
                    .addLayer("l", Sequences.lstm(6, Activation.TANH), "in")
                    .addLayer("out", outputs(), "l")
                    .setOutputs("out")
                    .backpropType(BackpropType.TruncatedBPTT)
                    .tBPTTLength(3);
            return init(new ComputationGraph(graph.build()));
        };
        var data = Data.of(Data.normal(25, BATCH, 5, STEPS), Data.oneHotSequence(BATCH, STEPS));
        return new Case("truncated back-propagation", network, data);
    }
}
