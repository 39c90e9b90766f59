package io.auricle.benchmarks.steps;

import io.auricle.onednn.OneDnn;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Passes of the CRNN that are no plain steps: {@code Passes stock|ours} prints milliseconds of a training step with masks of
 * frames, of one by truncated back-propagation, and of {@code rnnTimeStep} over a batch and over one picture.
 */
public final class Passes {
    private static final int BATCH = 32;
    private static final int STEPS = 8;

    private Passes() {}

    /** Entry point. */
    public static void main(String[] args) {
        boolean ours = args[0].equals("ours");
        Nd4j.getRandom().setSeed(7);
        INDArray images = Nd4j.rand(DataType.FLOAT, BATCH, 1, Graphs.CRNN.bands, Graphs.CRNN.frames);
        ComputationGraph masked = network(false, ours);
        var data = maskedData(images);
        print("masked fit", () -> masked.fit(data), 15);
        ComputationGraph truncated = network(true, ours);
        INDArray steps = Nd4j.zeros(DataType.FLOAT, BATCH, Graphs.CLASSES, STEPS);
        steps.get(org.nd4j.linalg.indexing.NDArrayIndex.all(), org.nd4j.linalg.indexing.NDArrayIndex.point(3))
                .assign(1);
        print("truncated fit", () -> truncated.fit(new INDArray[] {images}, new INDArray[] {steps}), 15);
        INDArray one = Nd4j.rand(DataType.FLOAT, 1, 1, Graphs.CRNN.bands, Graphs.CRNN.frames);
        print("rnnTimeStep 32", () -> truncated.rnnTimeStep(images), 25);
        truncated.rnnClearPreviousState();
        print("rnnTimeStep 1", () -> truncated.rnnTimeStep(one), 200);
    }

    private static MultiDataSet maskedData(INDArray images) {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, BATCH, Graphs.CLASSES);
        INDArray frames = Nd4j.ones(DataType.FLOAT, BATCH, 1, 1, Graphs.CRNN.frames);
        for (int i = 0; i < BATCH; i++) {
            labels.putScalar(i, i % Graphs.CLASSES, 1);
            for (int t = Graphs.CRNN.frames - 2 * i; t < Graphs.CRNN.frames; t++) {
                frames.putScalar(new int[] {i, 0, 0, t}, 0);
            }
        }
        return new MultiDataSet(new INDArray[] {images}, new INDArray[] {labels}, new INDArray[] {frames}, null);
    }

    private static ComputationGraph network(boolean truncated, boolean ours) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-4))
                .weightInit(WeightInit.RELU)
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(Graphs.CRNN.bands, Graphs.CRNN.frames, 1));
        Graphs.CRNN.build(graph);
        Map.of("steps", new ReshapeVertex('c', new int[] {-1, 512, STEPS}, new int[] {-1, STEPS}))
                .forEach((name, vertex) -> graph.getVertices().put(name, vertex));
        if (truncated) {
            var output = new RnnOutputLayer.Builder(LossFunction.MCXENT).nOut(Graphs.CLASSES);
            graph.addLayer("out", output.activation(Activation.SOFTMAX).build(), "l2")
                    .backpropType(BackpropType.TruncatedBPTT)
                    .tBPTTLength(STEPS);
        } else {
            graph.addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "l2");
            var output = new OutputLayer.Builder(LossFunction.MCXENT).nOut(Graphs.CLASSES);
            graph.addLayer("out", output.activation(Activation.SOFTMAX).build(), "mean");
        }
        var network = new ComputationGraph(graph.setOutputs("out").build());
        network.init();
        return ours ? OneDnn.accelerate(network) : network;
    }

    private static void print(String what, Runnable step, int runs) {
        double[] millis = new double[runs];
        for (int i = -runs / 2; i < runs; i++) {
            long start = System.nanoTime();
            step.run();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%s %.2f%n", what, millis[runs / 2]);
    }
}
