package io.auricle.benchmarks.steps;

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
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The two networks of the comparison, the same as the rivals' scripts build. */
enum Graphs {
    /** 4 x [convolution 3x3, ReLU, pooling, dropout, batch norm], dense, two LSTMs over one time step. */
    NOTEBOOK(128, 173) {
        @Override
        void build(GraphBuilder graph) {
            String previous = "in";
            for (int i = 0; i < 4; i++) {
                graph.addLayer(
                        "c" + i,
                        convolution(32 << i).activation(Activation.RELU).build(),
                        previous);
                graph.addLayer("p" + i, pool(), "c" + i);
                graph.addLayer("d" + i, new DropoutLayer(0.75), "p" + i);
                previous = "b" + i;
                graph.addLayer(previous, new BatchNormalization(), "d" + i);
            }
            var dense = new DenseLayer.Builder().nOut(128).activation(Activation.RELU);
            graph.addLayer("fc", dense.build(), previous);
            graph.addLayer("drop", new DropoutLayer(0.5), "fc");
            graph.addLayer("bn", new BatchNormalization(), "drop");
            graph.addVertex("steps", new ReshapeVertex(-1, 128, 1), "bn");
            graph.addLayer("l1", lstm(128), "steps");
            graph.addLayer("l2", lstm(64), "l1");
        }
    },
    /** 4 x [convolution 3x3 same, batch norm, ReLU, pooling], two LSTMs over eight time steps. */
    CRNN(64, 128) {
        @Override
        void build(GraphBuilder graph) {
            String previous = "in";
            for (int i = 0; i < 4; i++) {
                var convolution = convolution(Math.min(32 << i, 128))
                        .convolutionMode(ConvolutionMode.Same)
                        .hasBias(false);
                graph.addLayer("c" + i, convolution.build(), previous);
                graph.addLayer("b" + i, new BatchNormalization(), "c" + i);
                graph.addLayer("a" + i, new ActivationLayer(Activation.RELU), "b" + i);
                previous = "p" + i;
                graph.addLayer(previous, pool(), "a" + i);
            }
            graph.addVertex("steps", new ReshapeVertex(-1, 512, 8), previous);
            graph.addLayer("l1", lstm(128), "steps");
            graph.addLayer("l2", lstm(128), "l1");
        }
    };

    static final int CLASSES = 10;

    final int bands;
    final int frames;

    Graphs(int bands, int frames) {
        this.bands = bands;
        this.frames = frames;
    }

    abstract void build(GraphBuilder graph);

    /** A new network with seeded weights. */
    ComputationGraph network() {
        var graph = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-4))
                .weightInit(WeightInit.RELU)
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(bands, frames, 1));
        build(graph);
        graph.addVertex("last", new LastTimeStepVertex("in"), "l2");
        var output = new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
        graph.addLayer("out", output, "last");
        var network = new ComputationGraph(graph.setOutputs("out").build());
        network.init();
        return network;
    }

    private static ConvolutionLayer.Builder convolution(int filters) {
        return new ConvolutionLayer.Builder(3, 3).nOut(filters);
    }

    private static SubsamplingLayer pool() {
        return new SubsamplingLayer.Builder(2, 2).stride(2, 2).build();
    }

    private static LSTM lstm(int units) {
        return new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
    }
}
