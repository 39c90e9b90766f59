package io.auricle.training;

import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.score.ClipPrediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person should know of a run whose data are few: a sentence each. */
final class Warnings {
    private static final int FEW_TEST_CLIPS = 30;

    private Warnings() {}

    /** What can be said before the first step. */
    static List<String> beforeTraining(RunData data, TrainingOptions options) {
        List<String> warnings = new ArrayList<>();
        int windows = data.train().size();
        if (options.optimisation().batch() >= windows) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "a batch of %d holds all %d training windows: an epoch is one step; a smaller batch makes more of them",
                    options.optimisation().batch(),
                    windows));
        }
        int test = data.test().clips().size();
        if (test > 0 && test < FEW_TEST_CLIPS) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the test has %d clips, fewer than %d: its figures say little, as their intervals show",
                    test,
                    FEW_TEST_CLIPS));
        }
        return warnings;
    }

    /** What the model cannot say of itself. */
    static List<String> ofThreshold(RunData data, TrainingResult result, OptionalDouble threshold) {
        List<String> warnings = new ArrayList<>();
        if (threshold.isEmpty()) {
            warnings.add("no threshold could be calibrated, " + reason(result)
                    + ": the model calls each of its answers sure");
        }
        Set<String> judged = result.validation().stream()
                .flatMap(report -> report.predictions().stream())
                .map(ClipPrediction::actual)
                .collect(Collectors.toSet());
        List<String> unjudged =
                data.labels().stream().filter(label -> !judged.contains(label)).toList();
        if (!judged.isEmpty() && !unjudged.isEmpty()) {
            warnings.add("no validation clip is of " + String.join(", ", unjudged)
                    + ": the threshold says nothing about these classes");
        }
        return warnings;
    }

    private static String reason(TrainingResult result) {
        if (result.validation().isEmpty()) {
            return "since no clips validated";
        }
        long wrong = result.validation().get().predictions().stream()
                .filter(prediction -> !prediction.right())
                .count();
        int all = result.validation().get().predictions().size();
        return String.format(
                Locale.ROOT,
                "since that takes ten right and ten wrong answers to validation clips, and there are %d and %d",
                all - wrong,
                wrong);
    }
}
