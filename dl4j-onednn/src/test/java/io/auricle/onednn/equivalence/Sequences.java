package io.auricle.onednn.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers over time: batch x features x steps. */
final class Sequences {
    private static final int BATCH = 4;
    private static final int SIZE = 6;

    private Sequences() {}

    private static Chain chain(String name, int steps, Supplier<Layer[]> layers) {
        var input = InputType.recurrent(SIZE, steps);
        return name.hashCode() % 2 == 0 ? Chain.graph(input, layers) : Chain.multiLayer(input, layers);
    }

    /** One label for each sequence. */
    private static Case last(String name, int steps, Supplier<Layer[]> layers) {
        var data = Data.of(Data.normal(8, BATCH, SIZE, steps), Data.oneHot(BATCH));
        return new Case(name, chain(name, steps, layers), data);
    }

    /** One label for each time step. */
    private static Case each(String name, int steps, Supplier<Layer[]> layers) {
        var data = Data.of(Data.normal(8, BATCH, SIZE, steps), Data.oneHotSequence(BATCH, steps));
        return new Case(name, chain(name, steps, layers), data);
    }

    static Layer lstm(int size, Activation activation) {
        return new LSTM.Builder().nOut(size).activation(activation).build();
    }

    static Layer outputs() {
        return new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(Data.CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }

    static List<Case> lstms() {
        var cases = new ArrayList<Case>();
        for (Activation activation : new Activation[] {Activation.TANH, Activation.RELU}) {
            for (int steps : new int[] {1, 2, 7}) {
                String name = "LSTM with " + activation + " over steps: " + steps;
                cases.add(last(name, steps, () ->
                        new Layer[] {lstm(5, activation), new LastTimeStep(lstm(8, activation)), Images.output()}));
            }
            cases.add(each("LSTM with " + activation + ", labels for each step", 5, () ->
                    new Layer[] {lstm(7, activation), lstm(4, activation), outputs()}));
        }
        cases.add(each("LSTM with a forget gate bias of 3", 4, () -> new Layer[] {
            new LSTM.Builder()
                    .nOut(16)
                    .forgetGateBiasInit(3)
                    .activation(Activation.TANH)
                    .build(),
            outputs()
        }));
        cases.add(each("LSTM of 33 over 19 steps", 19, () -> new Layer[] {lstm(33, Activation.TANH), outputs()}));
        return cases;
    }

    static List<Case> bidirectional() {
        var cases = new ArrayList<Case>();
        for (Bidirectional.Mode mode : Bidirectional.Mode.values()) {
            cases.add(
                    each("bidirectional LSTM, " + mode, 5, () -> new Layer[] {
                        lstm(4, Activation.TANH), new Bidirectional(mode, lstm(6, Activation.TANH)), outputs()
                    }));
        }
        cases.add(last("stacked bidirectional LSTM with RELU", 4, () -> new Layer[] {
            new Bidirectional(lstm(4, Activation.RELU)),
            new Bidirectional(lstm(3, Activation.RELU)),
            new GlobalPoolingLayer(PoolingType.AVG),
            Images.output()
        }));
        return cases;
    }

    static List<Case> pooled() {
        var cases = new ArrayList<Case>();
        for (PoolingType type : new PoolingType[] {PoolingType.MAX, PoolingType.AVG, PoolingType.SUM}) {
            cases.add(last("global " + type + " pooling over time", 6, () ->
                    new Layer[] {lstm(5, Activation.TANH), new GlobalPoolingLayer(type), Images.output()}));
        }
        cases.add(each("activation over time", 3, () ->
                new Layer[] {lstm(5, Activation.TANH), new ActivationLayer(Activation.RELU), outputs()}));
        return cases;
    }
}
