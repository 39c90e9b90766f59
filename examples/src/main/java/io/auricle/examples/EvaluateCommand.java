package io.auricle.examples;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.onednn.OneDnn;
import io.auricle.training.Evaluator;
import io.auricle.training.score.EvaluationReport;
import io.auricle.training.score.Scores;
import io.auricle.zoo.model.SoundModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evaluate}: what a model file is worth on some clips. */
@Command(
        name = "evaluate",
        description =
                "Prints accuracy and balanced accuracy by clip and by window, per class, and the confusion matrix.",
        footer = {"", "Example:  auricle evaluate runs/first/model.zip UrbanSound8K --folds 10"})
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = Models.WORDS)
    private String model;

    @Mixin
    private DatasetOptions dataset;

    @Option(
            names = "--folds",
            split = ",",
            paramLabel = "FOLD",
            description = "Only clips of these folds. Default: all clips.")
    private List<Integer> folds = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute features. Default: all cores.")
    private Integer threads;

    @Option(names = "--cache", paramLabel = "DIR", description = "Where features lie. Default: computed anew.")
    private Path cache;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Checks.usage(spec, threads == null || threads >= 1, "--threads must be at least 1, got %d", threads);
        PrintWriter out = spec.commandLine().getOut();
        AudioDataset data = dataset.open(spec.commandLine().getErr());
        List<Clip> clips = ofFolds(data.clips());
        SoundModel loaded = Models.read(model);
        SoundModel fast = loaded.withGraph(OneDnn.accelerate(loaded.graph()));
        EvaluationReport report;
        try (Progress progress = Progress.start("features", "clips", clips.size())) {
            int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
            report = Evaluator.evaluate(fast, clips, workers, Optional.ofNullable(cache), progress::to);
        }
        if (json) {
            out.println(Json.write(document(report)));
        } else {
            Texts.figures("evaluation", report, out);
            Texts.classes(report, out);
        }
        return 0;
    }

    private List<Clip> ofFolds(List<Clip> clips) {
        Set<Integer> known = new TreeSet<>();
        clips.forEach(clip -> clip.fold().ifPresent(known::add));
        for (int fold : folds) {
            if (!known.contains(fold)) {
                throw new CommandFailedException(
                        "--folds must be among " + known + ", the folds with clips here, got " + fold);
            }
        }
        return folds.isEmpty()
                ? clips
                : clips.stream()
                        .filter(clip -> clip.fold().isPresent()
                                && folds.contains(clip.fold().getAsInt()))
                        .toList();
    }

    private Map<String, Object> document(EvaluationReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model);
        document.put("dataset", dataset.folder().toString());
        document.put("folds", folds);
        document.put("recordings", report.recordings());
        document.put("byClip", scores(report.clips()));
        document.put("byWindow", scores(report.windows()));
        document.put("accuracyRange", report.accuracyRange());
        document.put("balancedAccuracyRange", report.balancedRange());
        document.put("labels", report.labels());
        document.put("perClass", report.clips().classes());
        document.put("confusion", report.clips().confusion().counts());
        document.put("withoutWindows", report.withoutWindows());
        document.put("predictions", report.predictions());
        return document;
    }

    private static Map<String, Object> scores(Scores scores) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("count", scores.count());
        figures.put("accuracy", scores.accuracy());
        figures.put("balancedAccuracy", scores.balancedAccuracy());
        figures.put("loss", scores.loss());
        figures.put("rmse", scores.rmse());
        return figures;
    }
}
