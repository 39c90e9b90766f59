package io.auricle.examples;

import io.auricle.data.AudioDataset;
import io.auricle.training.CrossValidation;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.report.HtmlReports;
import io.auricle.training.result.CrossValidationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code crossvalidate}: every fold in turn as test. */
@Command(
        name = "crossvalidate",
        description = {
            "Trains once for every fold and tests on it; prints mean and spread.",
            "From three folds up the fold before the tested one validates, else held-out recordings do."
        },
        footer = {"", "Example:  auricle crossvalidate UrbanSound8K --folds 1,2 --model crnn --out runs/two-fold"})
final class CrossValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetOptions dataset;

    @Mixin
    private TrainingChoices choices;

    @Option(names = "--folds", split = ",", paramLabel = "FOLD", description = "Folds that take part. Default: all.")
    private List<Integer> folds = List.of();

    @Option(names = "--out", required = true, paramLabel = "RUN", description = "Holds a run folder for each fold.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        PrintWriter results = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        TrainingOptions options = Checks.options(spec, choices::options);
        AudioDataset data = dataset.openToTrain(err);
        try (ConsoleListener listener = new ConsoleListener(err, options)) {
            CrossValidationResult result = CrossValidation.run(
                    data, new TreeSet<>(folds), options, out, listener, new HtmlReports(new ReproduceText()));
            Texts.crossValidation(result, results);
            if (result.cancelled()) {
                err.printf("auricle: stopped; --resume goes on with %s%n", out);
                return 1;
            }
            results.printf("report: %s%n", out.resolve("report.html"));
            return 0;
        }
    }
}
