package io.auricle.examples;

import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.Segment;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code classify}: what a model hears in files. */
@Command(
        name = "classify",
        description = "Names the sound of each file, with probabilities; with --timeline, of each window.",
        footer = {"", "Example:  auricle classify pretrained street.wav --timeline --hop 1"})
final class ClassifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or the word pretrained.")
    private String model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "AUDIO", description = "Sound files.")
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

    @Override
    public Integer call() throws IOException {
        Checks.usage(spec, top >= 1, "--top must be at least 1, got %d", top);
        Checks.usage(spec, hopSeconds == null || timeline, "--hop is for --timeline, which is missing");
        Checks.usage(spec, hopSeconds == null || hopSeconds > 0, "--hop must be above 0, got %s", hopSeconds);
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, Object>> answers = new ArrayList<>();
        int failures = 0;
        try (SoundClassifier classifier = Models.classifier(model)) {
            for (Path file : files) {
                try {
                    answers.add(answer(classifier, file, out));
                } catch (IOException | IllegalArgumentException e) { // the other files are still answered
                    failures++;
                    spec.commandLine().getErr().println("auricle: " + Errors.describe(e));
                }
            }
        }
        if (json) {
            out.println(Json.write(answers));
        }
        return failures == 0 ? 0 : 1;
    }

    private Map<String, Object> answer(SoundClassifier classifier, Path file, PrintWriter out) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("file", file.toString());
        if (timeline) {
            double hop = hopSeconds == null ? classifier.frontEnd().hopSeconds() : hopSeconds;
            List<Segment> segments = classifier.timeline(file, hop);
            answer.put("timeline", segments.stream().map(this::row).toList());
            if (!json) {
                out.println(file);
                segments.forEach(segment -> print(segment, out));
            }
        } else {
            Prediction prediction = classifier.classify(file);
            answer.putAll(values(prediction));
            if (!json) {
                out.printf("%s: %s%n", file, prediction);
                Texts.ranking(prediction, top, out);
            }
        }
        return answer;
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
        values.put("ranking", prediction.top(top));
        return values;
    }
}
