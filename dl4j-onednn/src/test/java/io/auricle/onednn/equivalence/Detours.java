package io.auricle.onednn.equivalence;

import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Passes and options for which a plan runs some layers as Deeplearning4j does: masks, stored state, frozen layers, ... */
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
                        whole),
                new Case(
                        "dense layer before an LSTM with masks",
                        Chain.multiLayer(
                                input, () -> new Layer[] {dense(), Sequences.lstm(6, Activation.TANH), outputs()}),
                        steps),
                new Case(
                        "last step of a masked LSTM",
                        Chain.graph(input, () ->
                                new Layer[] {new LastTimeStep(Sequences.lstm(6, Activation.TANH)), Images.output()}),
                        whole),
                new Case("a CRNN with masks of frames", maskedCrnn(), maskedImages(null)),
                new Case("a CRNN with weights of rows", maskedCrnn(), weighted(false)),
                new Case("a list of layers with weights of rows", Vectors.rows(false), weighted(true)));
    }

    private static Layer dense() {
        return new DenseLayer.Builder().nOut(5).activation(Activation.SIGMOID).build();
    }

    /** A mask of frames is reduced as the images are, and becomes one of time steps. */
    private static Function<DataType, Model> maskedCrnn() {
        return Graphs.maskableCrnn(new Sgd(0.01));
    }

    private static MultiDataSet maskedImages(INDArray labelMask) {
        INDArray frames = Data.mask(BATCH, 12);
        for (int i = 0; i < BATCH; i++) {
            for (int t = 12 - 4 * (i % 3); t < 12; t++) {
                frames.putScalar(i, t, 0);
            }
        }
        return new MultiDataSet(
                new INDArray[] {Data.normal(9, BATCH, 1, 8, 12)},
                new INDArray[] {Data.oneHot(BATCH)},
                new INDArray[] {frames.reshape(BATCH, 1, 1, 12)},
                labelMask == null ? null : new INDArray[] {labelMask});
    }

    private static MultiDataSet weighted(boolean rows) {
        int count = rows ? 6 : BATCH;
        INDArray weights = Data.normal(26, count, 1).muli(0.2).addi(1);
        weights.putScalar(1, 0, 0);
        return new MultiDataSet(
                new INDArray[] {rows ? Data.normal(5, count, 9) : Data.normal(9, count, 1, 8, 12)},
                new INDArray[] {Data.oneHot(count)},
                null,
                new INDArray[] {weights});
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
    static List<Case> truncated() {
        var data = Data.of(Data.normal(25, BATCH, 5, STEPS), Data.oneHotSequence(BATCH, STEPS));
        INDArray mask = Data.mask(BATCH, STEPS);
        var masked =
                new MultiDataSet(data.getFeatures(), data.getLabels(), new INDArray[] {mask}, new INDArray[] {mask});
        var images = Data.of(Data.normal(9, BATCH, 1, 8, 12), Data.oneHotSequence(BATCH, 3));
        return List.of(
                new Case("truncated back-propagation", pieces(), data),
                new Case("truncated back-propagation with masks", pieces(), masked),
                new Case("truncated back-propagation in a list of layers", piecesOfLayers(), data),
                new Case("truncated back-propagation over images", piecesOfImages(), images));
    }

    private static Function<DataType, Model> pieces() {
        return type -> {
            var graph = Chain.defaults(type)
                    .graphBuilder()
                    .addInputs("in")
                    .setInputTypes(InputType.recurrent(5, STEPS))
                    .addLayer("l", Sequences.lstm(6, Activation.TANH), "in")
                    .addLayer("m", Sequences.lstm(4, Activation.RELU), "l")
                    .addLayer("out", outputs(), "m")
                    .setOutputs("out")
                    .backpropType(BackpropType.TruncatedBPTT)
                    .tBPTTLength(3);
            return init(new ComputationGraph(graph.build()));
        };
    }

    private static Function<DataType, Model> piecesOfLayers() {
        return type -> {
            var list = Chain.defaults(type)
                    .list(dense(), Sequences.lstm(6, Activation.TANH), outputs())
                    .setInputType(InputType.recurrent(5, STEPS))
                    .backpropType(BackpropType.TruncatedBPTT)
                    .tBPTTLength(3);
            var network = new MultiLayerNetwork(list.build());
            network.init();
            return network;
        };
    }

    private static Function<DataType, Model> piecesOfImages() {
        return type -> {
            var graph = Chain.defaults(type)
                    .graphBuilder()
                    .addInputs("in")
                    .setInputTypes(InputType.convolutional(8, 12, 1))
                    .addLayer(
                            "c",
                            new ConvolutionLayer.Builder(2, 4)
                                    .stride(2, 4)
                                    .nOut(4)
                                    .build(),
                            "in")
                    .addLayer("b", new BatchNormalization(), "c")
                    .addVertex("seq", new ReshapeVertex(-1, 16, 3), "b")
                    .addLayer("l", Sequences.lstm(6, Activation.TANH), "seq")
                    .addLayer("out", outputs(), "l")
                    .setOutputs("out")
                    .backpropType(BackpropType.TruncatedBPTT)
                    .tBPTTLength(3);
            return init(new ComputationGraph(graph.build()));
        };
    }
}
