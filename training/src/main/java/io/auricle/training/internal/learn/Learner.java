package io.auricle.training.internal.learn;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.training.internal.Randomness;
import io.auricle.training.internal.Randomness.Purpose;
import io.auricle.training.internal.batch.Batch;
import io.auricle.training.internal.batch.NetworkInput;
import io.auricle.training.options.TrainingOptions;
import io.auricle.zoo.Architectures;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The network while it learns: one step at a time, each a function of the weights, the batch and the step's seed. Weights for
 * use (their moving average, batch normalisation's statistics freed of their start) are made from the training weights
 * without touching them.
 */
public final class Learner {
    private final ComputationGraph graph;
    private final Set<IUpdater> updaters;
    private final TrainingOptions options;
    private final Randomness randomness;
    private final BatchNormStatistics statistics;
    private final WeightDecay weightDecay;
    private final DropoutShare dropout;
    private float[] average;
    private long steps;

    public Learner(TrainingOptions options, int classes) {
        this.options = options;
        this.randomness = new Randomness(options.seed());
        Threads.use(options.execution().threads());
        ComputationGraph stock = Architectures.create(
                options.model(),
                NetworkInput.spec(options)
                        .classes(classes)
                        .updater(options.optimisation()
                                .optimiser()
                                .updater(options.optimisation().learningRate()))
                        .build());
        BatchNormStatistics.setDecay(stock, options.regularisation().batchNormDecay());
        this.dropout = DropoutShare.apply(stock, options.regularisation().dropout());
        this.graph = options.execution().oneDnn() ? accelerated(stock, options) : stock;
        this.updaters = updaters(graph);
        this.statistics = BatchNormStatistics.of(graph);
        this.weightDecay = WeightDecay.of(graph, options.regularisation().weightDecay());
        this.average = options.regularisation().averageDecay() > 0 ? weights() : new float[0];
    }

    /** Refuses a front end or a number of classes that the network cannot have, before a clip is read. */
    public static void requireFit(TrainingOptions options, int classes) {
        Architectures.create(
                options.model(), NetworkInput.spec(options).classes(classes).build());
    }

    public static ComputationGraph accelerated(ComputationGraph graph, TrainingOptions options) {
        return OneDnn.accelerate(
                graph, Options.builder().threads(options.execution().threads()).build());
    }

    public ComputationGraph graph() {
        return graph;
    }

    public long steps() {
        return steps;
    }

    /** Learns from one batch at a learning rate and returns the loss before the step. */
    public double step(Batch batch, double learningRate) {
        updaters.forEach(updater -> updater.setLrAndSchedule(learningRate, null));
        Nd4j.getRandom().setSeed(randomness.seedOf(Purpose.DROPOUT, batch.epoch(), batch.step()));
        graph.fit(batch.dataSet());
        weightDecay.apply(graph.params(), learningRate);
        steps++;
        if (average.length > 0) {
            follow();
        }
        return graph.score();
    }

    /** Moves the average towards the weights; in the first steps faster, so that the start is forgotten. */
    private void follow() {
        float decay = (float) Math.min(options.regularisation().averageDecay(), (1.0 + steps) / (10.0 + steps));
        float[] now = weights();
        for (int i = 0; i < now.length; i++) {
            average[i] = decay * average[i] + (1 - decay) * now[i];
        }
    }

    /** A copy of the training weights. */
    public float[] weights() {
        return Floats.of(graph.params());
    }

    /** The weights to evaluate and to keep. */
    public float[] weightsForUse() {
        float[] training = weights();
        float[] use = average.length > 0 ? average.clone() : training.clone();
        statistics.copy(training, use);
        if (options.regularisation().debiasBatchNorm()) {
            statistics.debias(use, steps);
        }
        return use;
    }

    /** Runs something while the network has other weights. */
    public <T> T with(float[] weights, Supplier<T> action) {
        float[] training = weights();
        setWeights(weights);
        try {
            return action.get();
        } finally {
            setWeights(training);
        }
    }

    public void setWeights(float[] weights) {
        try (INDArray row = Nd4j.createFromArray(weights)) {
            graph.setParams(row.reshape(1, weights.length));
        }
    }

    /** The updater's state; empty before the first step of an updater that has none. */
    public float[] updaterState() {
        INDArray state = graph.getUpdater(true).getStateViewArray();
        return state == null ? new float[0] : Floats.of(state);
    }

    public float[] average() {
        return average.clone();
    }

    /** Goes on from where another learner of equal options was. */
    public void restore(float[] weights, float[] updaterState, float[] averaged, long stepsDone) {
        setWeights(weights);
        if (updaterState.length > 0) {
            Floats.assign(graph.getUpdater(true).getStateViewArray(), updaterState);
        }
        average = averaged.clone();
        steps = stepsDone;
        graph.getConfiguration().setIterationCount(Math.toIntExact(stepsDone));
    }

    /** Sets learning rate and dropout back to the option's and the network's own, which a saved configuration should say. */
    public void restoreConfiguration() {
        updaters.forEach(
                updater -> updater.setLrAndSchedule(options.optimisation().learningRate(), null));
        dropout.restore();
    }

    private static Set<IUpdater> updaters(ComputationGraph graph) {
        Set<IUpdater> updaters = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Layer layer : graph.getLayers()) {
            for (String param : layer.paramTable().keySet()) {
                if (layer.getConfig().getUpdaterByParam(param).hasLearningRate()) {
                    updaters.add(layer.getConfig().getUpdaterByParam(param));
                }
            }
        }
        return updaters;
    }
}
