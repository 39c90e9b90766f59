package io.auricle.examples;

import io.auricle.examples.batch.AnswerFile;
import io.auricle.examples.batch.BatchRun;
import io.auricle.examples.batch.RowFormat;
import io.auricle.examples.batch.SoundFiles;
import io.auricle.zoo.classify.FileAnswer;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.Segment;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code classify}: the labels of sound files. */
@Command(
        name = "classify",
        description = "Names the sound of each file, with probabilities; with --timeline, of each window.",
        footer = {
            "",
            "Example:  auricle classify pretrained street.wav --timeline --hop 1",
            "          auricle classify pretrained recordings --out answers.csv --resume"
        })
final class ClassifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = Models.WORDS)
    private String model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "AUDIO",
            description = "Sound files, folders of them, or - for standard input.")
    private List<Path> files;

    @Option(
            names = "--top",
            defaultValue = "3",
            paramLabel = "N",
            description = "How many labels to list. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(names = "--timeline", description = "One row per window.")
    private boolean timeline;

    @Option(names = "--hop", paramLabel = "S", description = "Seconds from one window to the next (with --timeline).")
    private Double hopSeconds;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the answers to a .csv or .jsonl file, row by row as they are ready.")
    private Path out;

    @Option(names = "--resume", description = "Go on with --out where a run that was killed stopped.")
    private boolean resume;

    @Option(names = "--fail-fast", description = "Stop at the first file that cannot be read.")
    private boolean failFast;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Files at once, in folders and with --out. Default: all cores.")
    private Integer threads;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkOptions();
        boolean many = out != null || files.stream().anyMatch(Files::isDirectory);
        List<Path> sounds = SoundFiles.list(files);
        int cores = Runtime.getRuntime().availableProcessors();
        int workers = !many ? 1 : threads == null ? cores : threads;
        SoundClassifier.Options options =
                SoundClassifier.Options.defaults().withWorkers(workers).withThreadsPerCall(many ? 1 : cores);
        try (SoundClassifier classifier = Models.classifier(model, options)) {
            BatchRun run = new BatchRun(classifier, hop(classifier), workers, failFast);
            int failures = out == null ? print(run, sounds) : write(run, sounds);
            return failures == 0 ? 0 : 1;
        }
    }

    private void checkOptions() {
        Checks.usage(spec, top >= 1, "--top must be at least 1, got %d", top);
        Checks.usage(spec, hopSeconds == null || timeline, "--hop is for --timeline, which is missing");
        Checks.usage(spec, hopSeconds == null || hopSeconds > 0, "--hop must be above 0, got %s", hopSeconds);
        Checks.usage(spec, threads == null || threads >= 1, "--threads must be at least 1, got %d", threads);
        Checks.usage(spec, !resume || out != null, "--resume is for --out, which is missing");
        Checks.usage(spec, !json || out == null, "--json prints; --out %s needs no --json", out);
        if (out != null) {
            Checks.ending(spec, "--out", out, ".csv", ".jsonl");
        }
    }

    private OptionalDouble hop(SoundClassifier classifier) {
        if (!timeline) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(hopSeconds == null ? classifier.frontEnd().hopSeconds() : hopSeconds);
    }

    /** Prints the answers as they are ready, or all of them as one JSON document at the end. */
    private int print(BatchRun run, List<Path> sounds) throws IOException, InterruptedException {
        PrintWriter results = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<Map<String, Object>> answers = new ArrayList<>();
        int failures = run.run(
                sounds,
                answer -> {
                    if (answer.error().isPresent()) {
                        err.println("auricle: " + answer.error().get());
                    } else if (json) {
                        answers.add(values(answer));
                    } else {
                        print(answer, results);
                    }
                },
                done -> {});
        if (json) {
            results.println(Json.write(answers));
        }
        return failures;
    }

    private int write(BatchRun run, List<Path> sounds) throws IOException, InterruptedException {
        RowFormat format = RowFormat.of(out, top);
        String key = key(run);
        try (AnswerFile answers =
                resume ? AnswerFile.resume(out, format, key, timeline) : AnswerFile.create(out, format, key)) {
            List<Path> left = sounds.stream()
                    .filter(file -> !answers.done().contains(file.toString()))
                    .toList();
            int failures = answers.errors();
            try (Progress progress = Progress.start("classify", "files", sounds.size())) {
                int before = sounds.size() - left.size();
                failures += run.run(left, answers::append, done -> progress.to(before + done));
            }
            summary(sounds.size(), left.size(), failures);
            return failures;
        }
    }

    /** What rows depend on, beside the file: another model or other options make other rows. */
    private String key(BatchRun run) throws IOException {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("model", Models.digest(model));
        key.put("top", top);
        key.put("hopSeconds", run.hopSeconds().isPresent() ? run.hopSeconds().getAsDouble() : null);
        return Json.line(key);
    }

    private void summary(int all, int now, int failures) {
        PrintWriter results = spec.commandLine().getOut();
        results.printf("%s: %d files, %d answered now%n", out, all, now);
        if (failures > 0) {
            spec.commandLine()
                    .getErr()
                    .printf("auricle: %d of %d files have no answer; the column error says why%n", failures, all);
        }
    }

    private void print(FileAnswer answer, PrintWriter results) {
        if (timeline) {
            results.println(answer.path());
            answer.segments().forEach(segment -> print(segment, results));
        } else {
            Prediction prediction = answer.segments().get(0).prediction();
            results.printf("%s: %s%n", answer.path(), prediction);
            Texts.ranking(prediction, top, results);
        }
    }

    private Map<String, Object> values(FileAnswer answer) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("file", answer.path());
        if (timeline) {
            values.put("timeline", answer.segments().stream().map(this::row).toList());
        } else {
            values.putAll(values(answer.segments().get(0).prediction()));
        }
        return values;
    }

    private void print(Segment segment, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%8.2f - %8.2f s  %s%n",
                segment.startSeconds(),
                segment.endSeconds(),
                segment.prediction());
    }

    private Map<String, Object> row(Segment segment) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("startSeconds", segment.startSeconds());
        row.put("endSeconds", segment.endSeconds());
        row.putAll(values(segment.prediction()));
        return row;
    }

    private Map<String, Object> values(Prediction prediction) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("label", prediction.label());
        values.put("probability", prediction.probability());
        values.put("sure", prediction.sure());
        values.put("labels", prediction.labels());
        values.put("ranking", prediction.top(top));
        return values;
    }
}
