package com.example;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.data.AudioDataset;
import io.auricle.data.Split;
import io.auricle.data.Splits;
import io.auricle.data.urbansound.SyntheticCity;
import io.auricle.features.Extractor;
import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Report;
import io.auricle.training.TrainingListener;
import io.auricle.training.TrainingRun;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.EpochResult;
import io.auricle.training.result.TrainingResult;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;

/** Trains a network that Auricle does not have, loads it, and compares it with stock Deeplearning4j: OwnNetwork FOLDER [EPOCHS]. */
public class OwnNetwork {
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int epochs = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        SyntheticCity.write(folder.resolve("city"), new SyntheticCity.Options(20, 1), done -> {});
        AudioDataset data = AudioDataset.open(folder.resolve("city"), AudioDataset.Options.defaults());
        Split split = Splits.official(data.clips(), Set.of(1, 2, 3, 4, 5, 6, 7), Set.of(8), Set.of(9, 10), 1);
        TrainingOptions options = TrainingOptions.builder()
                .model(Architectures.of("residual")) // or new ResidualNet()
                .optimisation(o -> o.epochs(epochs))
                .seed(1)
                .build();

        TrainingResult result = TrainingRun.run(data, split, options, folder.resolve("run"), new Watch());

        Path model = result.model().orElseThrow();
        result.test().ifPresent(test -> System.out.printf("%.0f %% of the test clips right%n", 100 * test.clips().accuracy()));
        compare(model, AudioFiles.read(split.test().get(0).path()));
    }

    /** The classifier's answer beside that of stock Deeplearning4j to the same window. */
    private static void compare(Path file, AudioClip clip) throws IOException {
        SoundModel model = ModelFile.read(file);
        AudioClip mono = clip.toMono().resampledTo(model.frontEnd().sampleRateHz());
        int window = model.frontEnd().windowSamples();
        float[] samples = Arrays.copyOf(mono.channel(0), window);
        Extractor extractor = model.frontEnd().extractor();
        float[] values = new float[extractor.size()];
        extractor.computeInto(samples, values, 0);
        model.standardizer().applyInPlace(values);
        ComputationGraph stock = ModelSerializer.restoreComputationGraph(file.toFile());
        float[] expected = stock.outputSingle(Nd4j.createFromArray(values)
                        .reshape(1, 1, model.frontEnd().bands(), model.frontEnd().frames()))
                .toFloatVector();
        try (SoundClassifier classifier = SoundClassifier.load(file)) {
            AudioClip one = AudioClip.ofMono(samples, model.frontEnd().sampleRateHz());
            System.out.println("classifier: " + classifier.classify(one));
            float[] answer = classifier.predict(one);
            float difference = 0;
            for (int i = 0; i < answer.length; i++) {
                difference = Math.max(difference, Math.abs(answer[i] - expected[i]));
            }
            System.out.println("largest difference to stock Deeplearning4j: " + difference);
            check(difference < 1e-5, "answers must be equal");
        }
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalStateException(rule);
        }
    }

    /** Prints a line an epoch, and what oneDNN runs. */
    private static final class Watch implements TrainingListener {
        private ComputationGraph network;

        @Override
        public void network(ComputationGraph made) {
            network = made;
        }

        @Override
        public void epoch(EpochResult epoch) {
            System.out.printf("epoch %d: loss %.3f%n", epoch.epoch(), epoch.loss());
            Report report = OneDnn.report(network);
            if (epoch.epoch() == 1) {
                System.out.print(report);
            }
            check(!OneDnn.availability().available() || report.compiled(), "every layer must run in oneDNN's plan");
        }
    }
}
