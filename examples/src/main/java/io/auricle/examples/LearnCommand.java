package io.auricle.examples;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Split;
import io.auricle.data.SplitProtocol;
import io.auricle.internal.AtomicFile;
import io.auricle.training.CrossValidation;
import io.auricle.training.TrainingRun;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.report.HtmlReports;
import io.auricle.training.result.CrossValidationResult;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.score.ClipPrediction;
import io.auricle.training.score.Threshold;
import io.auricle.zoo.Architectures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code learn}: from a folder of recordings to a model file, by YAMNet's backbone. */
@Command(
        name = "learn",
        description = {
            "Learns the sounds of a folder with a subfolder a class, ten recordings each or more.",
            "Cross-validates over five groups of recordings for an honest figure, then trains on all of them."
        },
        footer = {"", "Example:  auricle learn my-sounds --out my.zip"})
final class LearnCommand implements Callable<Integer> {
    private static final int FOLDS = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetOptions dataset;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "MODEL.zip",
            description = "The model file; reports go to a folder beside it, MODEL-report.")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Of every random choice. Default: 1.")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        Checks.ending(spec, "--out", out, ".zip");
        Path reports = out.resolveSibling(stem(out) + "-report");
        requireNew(out);
        requireNew(reports);
        PrintWriter results = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        AudioDataset data = inFolds(dataset.openToTrain(err));
        TrainingOptions options = options(reports.resolve("features"), OptionalDouble.empty());
        HtmlReports html = new HtmlReports(new ReproduceText());
        try (ConsoleListener listener = new ConsoleListener(err, options)) {
            CrossValidationResult checked =
                    CrossValidation.run(data, Set.of(), options, reports.resolve("crossvalidation"), listener, html);
            if (checked.cancelled()) {
                return stopped(err);
            }
            OptionalDouble threshold = threshold(checked);
            TrainingResult trained = TrainingRun.run(
                    data,
                    new Split(data.clips(), List.of(), List.of(), all(), Optional.empty()),
                    options(reports.resolve("features"), threshold),
                    reports.resolve("all"),
                    listener,
                    html);
            if (trained.cancelled()) {
                return stopped(err);
            }
            byte[] model = Files.readAllBytes(trained.model().orElseThrow());
            AtomicFile.write(out, file -> file.write(model));
            print(checked, threshold, reports, results);
            return 0;
        }
    }

    private static SplitProtocol all() {
        return new SplitProtocol.Custom("all clips train; figures come from the cross-validation beside this run");
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static void requireNew(Path path) throws IOException {
        if (Files.exists(path)) {
            throw new IOException(path + ": is there already; --out must name a new file");
        }
    }

    private TrainingOptions options(Path cache, OptionalDouble threshold) {
        return TrainingOptions.builder()
                .model(Architectures.YAMNET_DENSE)
                .selection(s -> threshold.isPresent()
                        ? s.validation(Selection.Validation.NONE).unsureBelow(threshold.getAsDouble())
                        : s.validation(Selection.Validation.NONE))
                .execution(e -> e.cache(cache))
                .seed(seed)
                .build();
    }

    /** The same clips in five folds: recordings stay together, since a recording is in one fold. */
    private static AudioDataset inFolds(AudioDataset data) throws IOException {
        return AudioDataset.of(data.clips().stream()
                .map(clip -> new Clip(
                        clip.path(),
                        clip.label(),
                        OptionalInt.of(1 + clip.fold().orElse(0) % FOLDS),
                        clip.recording(),
                        clip.salience(),
                        clip.startSeconds(),
                        clip.endSeconds()))
                .toList());
    }

    /** Calibrated on answers to recordings that did not train; empty where too few of them are wrong. */
    private static OptionalDouble threshold(CrossValidationResult checked) {
        List<ClipPrediction> predictions = checked.folds().stream()
                .flatMap(fold -> fold.report().predictions().stream())
                .toList();
        return Threshold.of(predictions);
    }

    private void print(CrossValidationResult checked, OptionalDouble threshold, Path reports, PrintWriter results) {
        Texts.crossValidation(checked, results);
        results.println(
                threshold.isPresent()
                        ? String.format(Locale.ROOT, "answers below %.2f are not sure", threshold.getAsDouble())
                        : "no threshold: too few wrong answers to calibrate one, every answer counts as sure");
        results.printf("report: %s%n", reports.resolve("crossvalidation").resolve("report.html"));
        results.printf("model:  %s%n", out);
    }

    private int stopped(PrintWriter err) {
        err.printf("auricle: stopped; %s is not written%n", out);
        return 1;
    }
}
