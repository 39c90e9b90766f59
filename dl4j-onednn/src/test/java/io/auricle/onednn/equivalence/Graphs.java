package io.auricle.onednn.equivalence;

import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Whole networks in the shapes of real ones, made small. */
final class Graphs {
    static final int BATCH = 4;

    private Graphs() {}

    private static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(Data.CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static SubsamplingLayer pool() {
        return new SubsamplingLayer.Builder(2, 2).stride(2, 2).build();
    }

    private static Model build(GraphBuilder graph) {
        var network = new ComputationGraph(graph.setOutputs("out").build());
        network.init();
        return network;
    }

    private static NeuralNetConfiguration.Builder defaults(DataType type, IUpdater updater) {
        return Chain.defaults(type).updater(updater);
    }

    /** Convolution, ReLU, pooling and batch norm, thrice; dense, batch norm, two LSTMs over one time step. */
    static Function<DataType, Model> notebook(IUpdater updater, int... filters) {
        return type -> {
            var graph = defaults(type, updater)
                    .activation(Activation.RELU)
                    .graphBuilder()
                    .addInputs("in")
                    .setInputTypes(InputType.convolutional(40, 36, 1));
            String previous = "in";
            for (int i = 0; i < filters.length; i++) {
                graph.addLayer(
                        "c" + i,
                        new ConvolutionLayer.Builder(3, 3).nOut(filters[i]).build(),
                        previous);
                graph.addLayer("p" + i, pool(), "c" + i);
                previous = "b" + i;
                graph.addLayer(previous, new BatchNormalization(), "p" + i);
            }
            graph.addLayer("fc", new DenseLayer.Builder().nOut(12).build(), previous);
            graph.addLayer("bn", new BatchNormalization(), "fc");
            graph.addVertex("steps", new ReshapeVertex(-1, 12, 1), "bn");
            graph.addLayer("l1", lstm(12), "steps");
            graph.addLayer("l2", lstm(8), "l1");
            graph.addVertex("last", new LastTimeStepVertex("in"), "l2");
            graph.addLayer("out", output(), "last");
            return build(graph);
        };
    }

    private static LSTM lstm(int size) {
        return new LSTM.Builder().nOut(size).activation(Activation.TANH).build();
    }

    /** Convolution, batch norm, ReLU and pooling, twice; then all channels and bands of a column as one time step. */
    static Function<DataType, Model> crnn(IUpdater updater) {
        return crnn(updater, false);
    }

    /** The same, whose last LSTM gives its mean over the steps that count instead of its last step. */
    static Function<DataType, Model> maskableCrnn(IUpdater updater) {
        return crnn(updater, true);
    }

    private static Function<DataType, Model> crnn(IUpdater updater, boolean mean) {
        return type -> {
            var graph = defaults(type, updater)
                    .graphBuilder()
                    .addInputs("in")
                    .setInputTypes(InputType.convolutional(8, 12, 1));
            String previous = "in";
            for (int i = 0; i < 2; i++) {
                var convolution = new ConvolutionLayer.Builder(3, 3)
                        .nOut(4 + 4 * i)
                        .convolutionMode(ConvolutionMode.Same)
                        .hasBias(false)
                        .build();
                graph.addLayer("c" + i, convolution, previous);
                graph.addLayer("b" + i, new BatchNormalization(), "c" + i);
                graph.addLayer("a" + i, new ActivationLayer(Activation.RELU), "b" + i);
                previous = "p" + i;
                graph.addLayer(previous, pool(), "a" + i);
            }
            graph.addVertex("seq", new ReshapeVertex('c', new int[] {-1, 16, 3}, new int[] {-1, 3}), previous);
            graph.addLayer("l1", lstm(9), "seq");
            graph.addLayer("l2", lstm(9), "l1");
            if (mean) {
                graph.addLayer("last", new GlobalPoolingLayer(PoolingType.AVG), "l2");
            } else {
                graph.addVertex("last", new LastTimeStepVertex("in"), "l2");
            }
            graph.addLayer("out", output(), "last");
            return build(graph);
        };
    }

    /** LeNet over 20 x 20 pixels. */
    static Function<DataType, Model> lenet(IUpdater updater) {
        return type -> {
            var list = defaults(type, updater)
                    .list(
                            new ConvolutionLayer.Builder(5, 5).nOut(6).build(),
                            pool(),
                            new ConvolutionLayer.Builder(5, 5).nOut(10).build(),
                            pool(),
                            new DenseLayer.Builder()
                                    .nOut(20)
                                    .activation(Activation.RELU)
                                    .build(),
                            output())
                    .setInputType(InputType.convolutional(20, 20, 1));
            var network = new MultiLayerNetwork(list.build());
            network.init();
            return network;
        };
    }

    static List<Case> all(IUpdater updater) {
        return List.of(
                new Case(
                        "the notebook's network",
                        notebook(updater, 4, 6, 8),
                        Data.of(Data.normal(9, BATCH, 1, 40, 36), Data.oneHot(BATCH))),
                new Case("a CRNN", crnn(updater), Data.of(Data.normal(9, BATCH, 1, 8, 12), Data.oneHot(BATCH))),
                new Case("LeNet", lenet(updater), Data.of(Data.normal(9, BATCH, 1, 20, 20), Data.oneHot(BATCH))));
    }
}
