package io.auricle.examples;

import io.auricle.data.AudioDataset;
import io.auricle.data.Split;
import io.auricle.training.TrainingRun;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.report.HtmlReports;
import io.auricle.training.result.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: one run, with its folder. */
@Command(
        name = "train",
        description = "Trains a network on some clips, chooses by others, and tests on clips that it never heard.",
        footer = {
            "",
            "Example:  auricle train UrbanSound8K --train-folds 1,2,3,4,5,6,7,8 --validation-folds 9 --test-folds 10"
                    + " --out runs/first"
        })
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetOptions dataset;

    @Mixin
    private SplitOptions splits;

    @Mixin
    private TrainingChoices choices;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RUN",
            description = "The run's folder: new, or with --resume its own.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        PrintWriter results = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        TrainingOptions options = Checks.options(spec, choices::options);
        AudioDataset data = dataset.openToTrain(err);
        Split split = splits.split(data, options.seed(), TrainingChoices.noValidation(options));
        Texts.split(split, options.selection().validation(), results);
        try (ConsoleListener listener = new ConsoleListener(err, options)) {
            TrainingResult result =
                    TrainingRun.run(data, split, options, out, listener, new HtmlReports(new ReproduceText()));
            if (result.cancelled()) {
                result.model()
                        .ifPresent(model ->
                                err.printf("auricle: the model of epoch %d is in %s%n", result.keptEpoch(), model));
                err.printf("auricle: stopped; --resume goes on with the run in %s%n", out);
                return 1;
            }
            Texts.result(result, results);
            return 0;
        }
    }
}
