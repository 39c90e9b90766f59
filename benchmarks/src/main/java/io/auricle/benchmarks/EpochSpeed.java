package io.auricle.benchmarks;

import io.auricle.data.AudioDataset;
import io.auricle.data.Splits;
import io.auricle.training.RunPlan;
import io.auricle.training.TrainingListener;
import io.auricle.training.TrainingRun;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.EpochResult;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.Architectures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What is left of the bare step's speed in whole epochs: a run of the recipe {@code best} on fold 1, and after each of its
 * epochs as many steps of the same network on one batch that lies ready. Both in turn in one run, medians of both.
 *
 * <p>Arguments: the data set's folder, a folder for the runs, threads, epochs (the first is not counted).
 */
public final class EpochSpeed {
    private static final int BATCH = 32;

    private EpochSpeed() {}

    /** Runs; prints one row of a Markdown table per network. */
    public static void main(String[] arguments) throws IOException {
        AudioDataset data = AudioDataset.open(
                Path.of(arguments[0]),
                AudioDataset.Options.builder().allowMissing(true).build());
        Path folder = Path.of(arguments[1]);
        System.out.println("| network | bare step, clips/s | whole epochs, clips/s | share | the network waited |");
        System.out.println("|---|---|---|---|---|");
        for (Architecture model : List.of(Architectures.CNN_LSTM, Architectures.CRNN)) {
            TrainingOptions options = TrainingOptions.builder()
                    .model(model)
                    .optimisation(o -> o.batch(BATCH))
                    .execution(e -> e.threads(Integer.parseInt(arguments[2])))
                    .optimisation(o -> o.epochs(Integer.parseInt(arguments[3])))
                    .execution(e -> e.cache(folder.resolve("cache")))
                    .build();
            var turns = new Turns(options);
            var split = Splits.official(data.clips(), Set.of(1), Set.of(), Set.of(), 1);
            TrainingRun.run(data, split, options, folder.resolve(model.word()), turns);
            System.out.println("| `" + model.word() + "` " + turns.row());
        }
    }

    /** After each epoch, bare steps of the network that trains. */
    private static final class Turns implements TrainingListener {
        private final TrainingOptions options;
        private final List<EpochResult> epochs = new ArrayList<>();
        private final List<Double> bare = new ArrayList<>();
        private ComputationGraph network;
        private int steps;

        Turns(TrainingOptions options) {
            this.options = options;
        }

        @Override
        public void network(ComputationGraph graph) {
            network = graph;
        }

        @Override
        public void started(RunPlan plan) {
            steps = plan.steps();
        }

        @Override
        public void epoch(EpochResult epoch) {
            double clipsPerSecond = bareSteps();
            if (epoch.epoch() > 1) {
                epochs.add(epoch);
                bare.add(clipsPerSecond);
            }
        }

        private double bareSteps() {
            var frontEnd = options.input().frontEnd();
            var features = Nd4j.rand(DataType.FLOAT, BATCH, 1, frontEnd.bands(), frontEnd.frames());
            var labels = Nd4j.zeros(DataType.FLOAT, BATCH, 10);
            for (int i = 0; i < BATCH; i++) {
                labels.putScalar(i, i % 10, 1);
            }
            var batch = new DataSet(features, labels);
            network.fit(batch);
            long start = System.nanoTime();
            for (int step = 0; step < steps; step++) {
                network.fit(batch);
            }
            return steps * BATCH / ((System.nanoTime() - start) / 1e9);
        }

        String row() {
            double step = median(bare.stream().mapToDouble(clips -> clips));
            double epoch = median(epochs.stream().mapToDouble(EpochResult::clipsPerSecond));
            double idle = median(epochs.stream().mapToDouble(EpochResult::idleShare));
            return String.format(
                    Locale.ROOT, "| %.0f | %.0f | %.0f %% | %.2f %% |", step, epoch, 100 * epoch / step, 100 * idle);
        }

        private static double median(DoubleStream values) {
            double[] sorted = values.sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }
}
