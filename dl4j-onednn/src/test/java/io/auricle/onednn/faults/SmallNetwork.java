package io.auricle.onednn.faults;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.internal.Execution;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network with a bit of everything, and a program that trains it on stock Deeplearning4j and on oneDNN and compares. */
final class SmallNetwork {
    private static final int CLASSES = 4;

    private SmallNetwork() {}

    static MultiLayerNetwork create(DataType type) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .weightInit(WeightInit.XAVIER)
                .updater(new Sgd(0.05))
                .list(
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(8)
                                .activation(Activation.RELU)
                                .build(),
                        new SubsamplingLayer.Builder(2, 2).stride(2, 2).build(),
                        new BatchNormalization(),
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nOut(CLASSES)
                                .activation(Activation.SOFTMAX)
                                .build())
                .setInputType(InputType.convolutional(10, 12, 1));
        var network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }

    static DataSet data(DataType type, int rows) {
        double[] values = new double[rows * 120];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(0.7 * i);
        }
        INDArray features = Nd4j.create(values, new long[] {rows, 1, 10, 12}, DataType.DOUBLE);
        INDArray labels = Nd4j.zeros(type, rows, CLASSES);
        for (int i = 0; i < rows; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        return new DataSet(features.castTo(type), labels);
    }

    /** Trains a network for some steps and returns what it then says of the data. */
    static INDArray train(MultiLayerNetwork network, DataSet data, int steps) {
        for (int i = 0; i < steps; i++) {
            network.fit(data);
        }
        return network.output(data.getFeatures());
    }

    /** Prints availability, report, whether anything ran on oneDNN, and the largest difference to stock Deeplearning4j. */
    public static void main(String[] args) {
        DataSet data = data(DataType.FLOAT, 5);
        INDArray expected = train(create(DataType.FLOAT), data, 4);
        MultiLayerNetwork network = OneDnn.accelerate(create(DataType.FLOAT));
        INDArray found = train(network, data, 4);
        System.out.println(OneDnn.availability());
        System.out.println(OneDnn.report(network));
        System.out.println("on oneDNN: " + (executed() > 0));
        System.out.println("same as stock: " + (found.sub(expected).amaxNumber().doubleValue() < 1e-5));
    }

    /** Not asked where oneDNN cannot be used: the class that counts is not to be touched there. */
    private static long executed() {
        return OneDnn.availability().available() ? Execution.executed() : 0;
    }
}
