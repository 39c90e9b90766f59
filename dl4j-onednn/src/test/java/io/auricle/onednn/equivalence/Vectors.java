package io.auricle.onednn.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** Layers over plain rows of numbers, and what is done to their gradients. */
final class Vectors {
    private static final int BATCH = 6;
    private static final int SIZE = 9;

    private Vectors() {}

    private static Chain chain(boolean graph, Supplier<Layer> middle) {
        Supplier<Layer[]> layers = () -> new Layer[] {dense(7), middle.get(), Images.output()};
        var input = InputType.feedForward(SIZE);
        return graph ? Chain.graph(input, layers) : Chain.multiLayer(input, layers);
    }

    /** Dense layers only. */
    static Chain rows(boolean graph) {
        return chain(graph, () -> dense(8));
    }

    private static Layer dense(int size) {
        return new DenseLayer.Builder().nOut(size).activation(Activation.TANH).build();
    }

    private static Case of(String name, int batch, Supplier<Layer> middle) {
        var data = Data.of(Data.normal(5, batch, SIZE), Data.oneHot(batch));
        return new Case(name, chain(name.hashCode() % 2 == 0, middle), data);
    }

    static List<Case> dense() {
        var cases = new ArrayList<Case>();
        for (Activation activation : new Activation[] {
            Activation.RELU, Activation.LEAKYRELU, Activation.TANH, Activation.SIGMOID, Activation.IDENTITY
        }) {
            cases.add(of("dense with " + activation, BATCH, () -> new DenseLayer.Builder()
                    .nOut(8)
                    .activation(activation)
                    .build()));
            cases.add(of("activation of rows " + activation, BATCH, () -> new ActivationLayer(activation)));
        }
        cases.add(of(
                "dense without bias",
                BATCH,
                () -> new DenseLayer.Builder().nOut(33).hasBias(false).build()));
        cases.add(
                of("dense of one row", 1, () -> new DenseLayer.Builder().nOut(3).build()));
        cases.add(of("batch norm of rows", BATCH, BatchNormalization::new));
        cases.add(of(
                "batch norm of rows with eps and decay",
                BATCH,
                () -> new BatchNormalization.Builder().eps(0.1).decay(0.5).build()));
        cases.add(of("batch norm of rows with locked scale and shift", BATCH, () -> new BatchNormalization.Builder()
                .lockGammaBeta(true)
                .build()));
        cases.add(new Case(
                "softmax with soft labels",
                chain(true, () -> dense(4)),
                Data.of(Data.normal(5, BATCH, SIZE), Data.soft(6, BATCH))));
        return cases;
    }

    private static Case options(String name, UnaryOperator<NeuralNetConfiguration.Builder> options) {
        return options(name.hashCode() % 2 == 0, name, options);
    }

    private static Case options(boolean graph, String name, UnaryOperator<NeuralNetConfiguration.Builder> options) {
        var data = Data.of(Data.normal(5, BATCH, SIZE).muli(3), Data.oneHot(BATCH));
        return new Case(name, chain(graph, BatchNormalization::new).with(options), data);
    }

    private static Case updater(IUpdater updater) {
        return options(updater.toString(), b -> b.updater(updater));
    }

    static List<Case> regularisation() {
        var cases = new ArrayList<>(List.of(
                options("L1", b -> b.l1(0.03)),
                options("L2", b -> b.l2(0.05)),
                options(
                        "L1 and L2 of the bias too",
                        b -> b.l1(0.01).l2(0.02).l1Bias(0.03).l2Bias(0.04)),
                options("weight decay", b -> b.weightDecay(0.02)),
                options("weight decay without the learning rate", b -> b.weightDecay(0.02, false)),
                options(true, "gradients summed, not averaged", b -> b.miniBatch(false)),
                options(false, "gradients summed, not averaged, in a list of layers", b -> b.miniBatch(false)),
                updater(new Nesterovs(0.05, 0.9)),
                updater(new RmsProp(0.01)),
                updater(new Sgd(new StepSchedule(ScheduleType.ITERATION, 0.1, 0.5, 1)))));
        for (GradientNormalization kind : GradientNormalization.values()) {
            cases.add(options(
                    "gradients by " + kind, b -> b.gradientNormalization(kind).gradientNormalizationThreshold(0.02)));
        }
        return cases;
    }
}
