package com.example;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Split;
import io.auricle.data.Splits;
import io.auricle.training.result.EpochResult;
import io.auricle.training.TrainingListener;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.TrainingRun;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.nio.file.Path;

/** Trains on a folder per class of your own sounds, then names one that the network never heard: OwnSounds SOUNDS RUN [EPOCHS]. */
public class OwnSounds {
    public static void main(String[] args) throws IOException {
        Path sounds = Path.of(args[0]);
        Path run = Path.of(args[1]);
        int epochs = args.length > 2 ? Integer.parseInt(args[2]) : 40;

        AudioDataset data = AudioDataset.open(sounds, AudioDataset.Options.defaults());
        System.out.printf("%d clips of %s%n", data.clips().size(), data.labels().labels());

        // Clips of one recording stay together: 15 % of the recordings choose the epoch, 20 % test.
        Split split = Splits.grouped(data.clips(), 0.15, 0.2, 1);
        TrainingOptions options = TrainingOptions.builder().optimisation(o -> o.epochs(epochs)).seed(1).build();
        TrainingResult result = TrainingRun.run(data, split, options, run, new Printer());

        result.test().ifPresent(test -> System.out.printf(
                "%.0f %% of %d unheard clips right; more in %s%n",
                100 * test.clips().accuracy(), test.clips().count(), run.resolve("report.html")));
        Clip unheard = split.test().get(0);
        try (SoundClassifier classifier = SoundClassifier.load(result.model().orElseThrow())) {
            System.out.printf("%s: %s%n", sounds.relativize(unheard.path()), classifier.classify(unheard.path()));
        }
    }

    /** A line an epoch. */
    private static final class Printer implements TrainingListener {
        @Override
        public void epoch(EpochResult epoch) {
            System.out.printf("epoch %d: loss %.3f%n", epoch.epoch(), epoch.loss());
        }
    }
}
