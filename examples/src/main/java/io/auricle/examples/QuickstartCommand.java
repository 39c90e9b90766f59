package io.auricle.examples;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Split;
import io.auricle.data.Splits;
import io.auricle.training.TrainingRun;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.report.HtmlReports;
import io.auricle.training.result.TrainingResult;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quickstart}: the whole way from sound to label on a city that it synthesises. */
@Command(
        name = "quickstart",
        description = {
            "Synthesises a city of ten sounds, trains a CNN+LSTM on seven of its folds, chooses the epoch by one, tests on"
                    + " two that it never heard, and classifies a clip with the saved model.",
            "Leaves RUN/city (the data set), RUN/model.zip and RUN/report.html."
        },
        footer = {"", "Example:  auricle quickstart --out run"})
final class QuickstartCommand implements Callable<Integer> {

    private static final int CLIPS_PER_CLASS = 60;
    private static final int EPOCHS = 15;
    private static final long SEED = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RUN",
            description = "The run's folder; must not hold another run.")
    private Path out;

    @Option(names = "--no-onednn", description = "Run on stock Deeplearning4j, several times slower.")
    private boolean noOneDnn;

    @Override
    public Integer call() throws IOException {
        PrintWriter results = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path city = out.resolve("city");
        if (Files.exists(city)) {
            throw new CommandFailedException(city + ": is there already; --out must name a new folder");
        }
        SynthCommand.write(city, CLIPS_PER_CLASS, SEED);
        AudioDataset data = AudioDataset.open(city, AudioDataset.Options.defaults());
        Split split = Splits.official(data.clips(), Set.of(1, 2, 3, 4, 5, 6, 7), Set.of(8), Set.of(9, 10), SEED);
        TrainingOptions options = TrainingOptions.builder()
                .model(Architectures.CRNN)
                .optimisation(o -> o.epochs(EPOCHS))
                .seed(SEED)
                .execution(e -> e.oneDnn(!noOneDnn))
                .build();
        Texts.split(split, options.selection().validation(), results);
        try (ConsoleListener listener = new ConsoleListener(err, options)) {
            TrainingResult result =
                    TrainingRun.run(data, split, options, out, listener, new HtmlReports(new ReproduceText()));
            if (result.cancelled()) {
                err.println("auricle: stopped");
                return 1;
            }
            Texts.result(result, results);
            result.test().ifPresent(report -> Texts.classes(report, results));
            classify(result.model().orElseThrow(), split.test().get(0), results);
        }
        return 0;
    }

    private static void classify(Path model, Clip clip, PrintWriter results) throws IOException {
        try (SoundClassifier classifier = Models.classifier(model.toString())) {
            results.printf("%n%s, in truth %s:%n", clip.path(), clip.displayName());
            Texts.ranking(classifier.classify(clip.path()), 3, results);
        }
    }
}
