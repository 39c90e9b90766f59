package io.auricle.benchmarks.steps;

import io.auricle.onednn.Inference;
import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.onednn.Precision;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * YAMNet's MobileNet over the 7 patches of a 4-second clip and over one, on one thread: {@code Patches FLOAT32|BF16} prints
 * milliseconds, the medians of the wall clock and the least time of the processor, which busy neighbours disturb less.
 */
public final class Patches {
    private static final int[] FILTERS = {64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024};
    private static final Set<Integer> HALVING = Set.of(1, 3, 5, 11);
    private static final int RUNS = 60;

    private Patches() {}

    /** Entry point. */
    public static void main(String[] args) {
        ComputationGraph network = network();
        var options = Options.builder()
                .threads(1)
                .precision(Precision.valueOf(args.length == 0 ? "FLOAT32" : args[0]))
                .build();
        for (int patches : new int[] {7, 1}) {
            try (Inference inference =
                    OneDnn.inference(network, options, patches, 1, 96, 64).orElseThrow()) {
                print(patches, inference);
            }
        }
    }

    private static ComputationGraph network() {
        var graph = new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(96, 64, 1))
                .addLayer(
                        "c",
                        new ConvolutionLayer.Builder(3, 3).stride(2, 2).nOut(32).build(),
                        "in");
        String previous = "c";
        for (int i = 0; i < FILTERS.length; i++) {
            int stride = HALVING.contains(i) ? 2 : 1;
            graph.addLayer(
                    "d" + i,
                    new DepthwiseConvolution2D.Builder(3, 3)
                            .stride(stride, stride)
                            .build(),
                    previous);
            previous = "p" + i;
            graph.addLayer(
                    previous,
                    new ConvolutionLayer.Builder(1, 1).nOut(FILTERS[i]).build(),
                    "d" + i);
        }
        var output = new OutputLayer.Builder(LossFunction.XENT).nOut(521).activation(Activation.SIGMOID);
        graph.addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), previous)
                .addLayer("out", output.build(), "mean")
                .setOutputs("out");
        var network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    private static void print(int patches, Inference inference) {
        var threads = ManagementFactory.getThreadMXBean();
        float[] input = new float[inference.inputSize()];
        float[] output = new float[inference.outputSize()];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) Math.sin(i * 0.37);
        }
        double[] wall = new double[RUNS];
        double[] processor = new double[RUNS];
        for (int i = -RUNS / 2; i < RUNS; i++) {
            long start = System.nanoTime();
            long started = threads.getCurrentThreadCpuTime();
            inference.run(input, output);
            int slot = Math.max(i, 0);
            processor[slot] = (threads.getCurrentThreadCpuTime() - started) / 1e6;
            wall[slot] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(wall);
        Arrays.sort(processor);
        System.out.printf(
                Locale.ROOT, "yamnet %d patches %.2f, processor %.2f%n", patches, wall[RUNS / 2], processor[0]);
    }
}
