package io.auricle.zoo;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/**
 * Draws a graph one layer below the other and follows the shape, so that each network's {@code draw} reads like its table. Layers are
 * named by kind and number ({@code conv1, pool1, dropout1, norm1, …}), the input {@code spectrogram}, the output {@code label}.
 */
final class GraphSketch {
    private final ComputationGraphConfiguration.GraphBuilder graph;
    private final Map<String, Integer> counts = new HashMap<>();
    private final NetworkSpec spec;
    private String last = NetworkSpec.INPUT;
    private InputSize size;
    private int channels;
    private int features;

    GraphSketch(NetworkSpec spec) {
        this.spec = spec;
        this.size = new InputSize(spec.bands(), spec.frames());
        this.channels = spec.windows();
        this.graph = spec.graph();
    }

    /** A square convolution with bias that reads only inside the picture (Keras's "valid"), then ReLU. */
    GraphSketch convolutionRelu(int filters, int kernel) {
        size = size.afterConvolution(kernel);
        return convolution(new ConvolutionLayer.Builder(kernel, kernel)
                .nOut(filters)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.RELU));
    }

    /** A square convolution without bias or activation that keeps the picture's size (Keras's "same"), for batch norm and ReLU to follow; He's weights. */
    GraphSketch sameConvolution(int filters, int kernel) {
        return convolution(new ConvolutionLayer.Builder(kernel, kernel)
                .nOut(filters)
                .convolutionMode(ConvolutionMode.Same)
                .hasBias(false)
                .weightInit(WeightInit.RELU)
                .activation(Activation.IDENTITY));
    }

    private GraphSketch convolution(ConvolutionLayer.Builder layer) {
        ConvolutionLayer convolution = penalised(layer, 0).build();
        channels = Math.toIntExact(convolution.getNOut());
        return layer("conv", convolution);
    }

    /** Max-pooling without overlap; a rest of rows or columns is dropped. */
    GraphSketch maxPool(int bandStep, int frameStep) {
        size = size.afterPooling(bandStep, frameStep);
        return layer(
                "pool",
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(bandStep, frameStep)
                        .stride(bandStep, frameStep)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .build());
    }

    GraphSketch relu() {
        return layer("relu", new ActivationLayer(Activation.RELU));
    }

    /** Drops this share, in Keras's terms (DL4J's own number is the share to keep); no layer at all where the share is 0. */
    GraphSketch dropout(double share) {
        return share == 0 ? this : layer("dropout", new DropoutLayer(1 - share));
    }

    /** Batch norm by channel of pictures, by feature of rows; momentum is the share of the old moving statistics that a step keeps. */
    GraphSketch batchNorm(double epsilon, double momentum) {
        return layer(
                "norm",
                new BatchNormalization.Builder()
                        .eps(epsilon)
                        .decay(momentum)
                        .useLogStd(false)
                        .build());
    }

    GraphSketch denseRelu(int units, double l2) {
        features = units;
        return layer(
                "dense",
                penalised(new DenseLayer.Builder(), l2)
                        .nOut(units)
                        .activation(Activation.RELU)
                        .build());
    }

    /** Rows of features become sequences of one step. */
    GraphSketch oneTimeStep() {
        return vertex("step", new ReshapeVertex(-1, features, 1));
    }

    /** Sequences of one step become rows of features again; batch norm needs it, DL4J's reads the wrong axis of sequences. */
    GraphSketch withoutTime() {
        return vertex("row", new ReshapeVertex(-1, features));
    }

    /** Columns of the picture become time steps, with all channels and bands of a column as features. */
    GraphSketch framesToSteps() {
        features = channels * size.bands();
        return vertex("steps", new ReshapeVertex(-1, features, size.frames()));
    }

    GraphSketch lstm(int units, Activation activation) {
        features = units;
        return layer("lstm", lstmLayer(units, activation));
    }

    GraphSketch bidirectionalLstm(int units, Activation activation) {
        features = 2 * units;
        return layer("lstm", new Bidirectional(Bidirectional.Mode.CONCAT, lstmLayer(units, activation)));
    }

    private LSTM lstmLayer(int units, Activation activation) {
        return penalised(new LSTM.Builder(), 0)
                .nOut(units)
                .activation(activation)
                .gateActivationFunction(Activation.SIGMOID)
                .forgetGateBiasInit(1) // Keras's unit_forget_bias
                .build();
    }

    GraphSketch lastStep() {
        return vertex("last", new LastTimeStepVertex(NetworkSpec.INPUT));
    }

    /** Averages sequences into rows; said twice, for DL4J's pooling answers in rows but announces a sequence to the layers below. */
    GraphSketch meanOverTime() {
        return layer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build())
                .withoutTime();
    }

    /** Ends the graph with one output per class. */
    ComputationGraphConfiguration output(double l2) {
        OutputLayer layer = penalised(spec.outputLayerBuilder(), l2).build();
        return graph.addLayer(NetworkSpec.OUTPUT, layer, last)
                .setOutputs(NetworkSpec.OUTPUT)
                .build();
    }

    /** Weight decay by layer, because DL4J M2.1 applies one that is set for the whole network twice. */
    private <B extends BaseLayer.Builder<B>> B penalised(B layer, double l2) {
        if (l2 > 0) {
            layer.l2(l2);
        } else if (spec.weightDecay() > 0) {
            layer.weightDecay(spec.weightDecay());
        }
        return layer;
    }

    private GraphSketch layer(String kind, Layer layer) {
        String name = numbered(kind);
        graph.addLayer(name, layer, last);
        last = name;
        return this;
    }

    private GraphSketch vertex(String kind, GraphVertex vertex) {
        String name = numbered(kind);
        graph.addVertex(name, vertex, last);
        last = name;
        return this;
    }

    private String numbered(String kind) {
        return kind + counts.merge(kind, 1, Integer::sum);
    }
}
