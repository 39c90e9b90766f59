package com.example;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.NetworkSpec;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.*;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;

/** Three residual blocks, each of which halves bands and frames, then a bidirectional LSTM over the frames that are left. */
public final class ResidualNet implements Architecture {
    @Override
    public String word() {
        return "residual";
    }

    @Override
    public FrontEnd usualFrontEnd() {
        return FrontEnd.compact();
    }

    @Override
    public ComputationGraph create(NetworkSpec spec) {
        GraphBuilder graph = spec.graph();
        String last = NetworkSpec.INPUT;
        for (int block = 1; block <= 3; block++) {
            last = residual(graph, last, block, 8 << block);
        }
        LSTM lstm = new LSTM.Builder().nOut(32).activation(Activation.TANH).build();
        graph.addVertex("steps", new ReshapeVertex(-1, 64 * (spec.bands() / 8), spec.frames() / 8), last)
                .addLayer("lstm", new Bidirectional(Bidirectional.Mode.CONCAT, lstm), "steps")
                .addLayer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "lstm")
                .addVertex("row", new ReshapeVertex(-1, 64), "mean")
                .addLayer(NetworkSpec.OUTPUT, spec.outputLayer(), "row")
                .setOutputs(NetworkSpec.OUTPUT);
        ComputationGraph made = new ComputationGraph(graph.build());
        made.init();
        return made;
    }

    private static String residual(GraphBuilder graph, String in, int block, int filters) {
        graph.addLayer("a" + block, convolution(3, filters, Activation.RELU), in)
                .addLayer("b" + block, convolution(3, filters, Activation.IDENTITY), "a" + block)
                .addLayer("norm" + block, new BatchNormalization(), "b" + block)
                .addLayer("shortcut" + block, convolution(1, filters, Activation.IDENTITY), in)
                .addVertex("sum" + block, new ElementWiseVertex(ElementWiseVertex.Op.Add), "norm" + block, "shortcut" + block)
                .addLayer("relu" + block, new ActivationLayer(Activation.RELU), "sum" + block)
                .addLayer("pool" + block, new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(), "relu" + block);
        return "pool" + block;
    }

    private static ConvolutionLayer convolution(int kernel, int filters, Activation activation) {
        return new ConvolutionLayer.Builder(kernel, kernel).nOut(filters).convolutionMode(ConvolutionMode.Same).activation(activation).build();
    }
}
