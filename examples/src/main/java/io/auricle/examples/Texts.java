package io.auricle.examples;

import io.auricle.data.LabelEncoder;
import io.auricle.data.Split;
import io.auricle.training.options.Selection;
import io.auricle.training.result.CrossValidationResult;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.score.ConfusionMatrix;
import io.auricle.training.score.EvaluationReport;
import io.auricle.training.score.Interval;
import io.auricle.training.score.Scores;
import io.auricle.zoo.classify.Prediction;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What results look like on a terminal. */
final class Texts {
    private static final int LABEL_COLUMNS = 18;

    private Texts() {}

    /**
     * Prints how clips were dealt out.
     *
     * @param split      the split
     * @param validation which windows validate
     * @param out        where to
     */
    static void split(Split split, Selection.Validation validation, PrintWriter out) {
        int train = split.train().size();
        int held = split.validation().size();
        String parts =
                switch (validation) {
                    case OF_SPLIT -> train + " clips train, " + held + " validate";
                    case NONE -> train + held + " clips train, 0 validate";
                    case LAST_FIFTH -> train + held
                            + " clips train, the last fifth of their shuffled windows validates";
                };
        out.printf(
                "split: %s; %s, %d test%n",
                split.protocol().description(), parts, split.test().size());
        split.leak().ifPresent(leak -> out.println("warning: " + leak.warning()));
    }

    /**
     * Prints what a run left behind.
     *
     * @param result the run's result
     * @param out    where to
     */
    static void result(TrainingResult result, PrintWriter out) {
        out.printf("kept epoch %d of %d%n", result.keptEpoch(), result.history().size());
        result.train().ifPresent(report -> figures("train", report, out));
        result.validation().ifPresent(report -> figures("validation", report, out));
        result.test().ifPresent(report -> figures("test", report, out));
        out.printf("report: %s%n", result.folder().resolve("report.html"));
        result.model().ifPresent(model -> out.printf("model:  %s%n", model));
    }

    /**
     * Prints the figures of a set of clips, two lines.
     *
     * @param name   which clips
     * @param report their evaluation
     * @param out    where to
     */
    static void figures(String name, EvaluationReport report, PrintWriter out) {
        Scores clips = report.clips();
        out.printf(
                Locale.ROOT,
                "%s by clip:   accuracy %.4f %s, balanced accuracy %.4f %s, %d clips of %d recordings%n",
                name,
                clips.accuracy(),
                interval(report.accuracyRange()),
                clips.balancedAccuracy(),
                interval(report.balancedRange()),
                clips.count(),
                report.recordings());
        out.printf(
                Locale.ROOT,
                "%s by window: accuracy %.4f, balanced accuracy %.4f, loss %.4f, rmse %.4f, %d windows%n",
                name,
                report.windows().accuracy(),
                report.windows().balancedAccuracy(),
                report.windows().loss(),
                report.windows().rmse(),
                report.windows().count());
        if (!report.withoutWindows().isEmpty()) {
            out.printf(
                    "%s: %d clips gave no window and are not scored%n",
                    name, report.withoutWindows().size());
        }
    }

    private static String interval(Interval range) {
        return String.format(Locale.ROOT, "[%.3f, %.3f]", range.low(), range.high());
    }

    /**
     * Prints a table by class, and the confusion matrix.
     *
     * @param report the evaluation
     * @param out    where to
     */
    static void classes(EvaluationReport report, PrintWriter out) {
        classes(report.clips().classes(), report.clips().confusion(), out);
    }

    private static void classes(List<Scores.ClassScore> classes, ConfusionMatrix confusion, PrintWriter out) {
        out.printf("%n%-18s %6s %9s %7s %7s%n", "class", "clips", "precision", "recall", "F1");
        for (Scores.ClassScore score : classes) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %6d %9.3f %7.3f %7.3f%n",
                    LabelEncoder.displayName(score.label()),
                    score.count(),
                    score.precision(),
                    score.recall(),
                    score.f1());
        }
        confusion(classes.stream().map(Scores.ClassScore::label).toList(), confusion, out);
    }

    private static void confusion(List<String> labels, ConfusionMatrix matrix, PrintWriter out) {
        out.printf("%nconfusion: rows true, columns answered%n%-18s", "");
        for (int column = 0; column < labels.size(); column++) {
            out.printf("%5d", column);
        }
        out.println();
        for (int row = 0; row < labels.size(); row++) {
            out.printf("%2d %-15.15s", row, LabelEncoder.displayName(labels.get(row)));
            for (int column = 0; column < labels.size(); column++) {
                out.printf("%5d", matrix.count(row, column));
            }
            out.println();
        }
    }

    /**
     * Prints the likeliest labels, one a line.
     *
     * @param prediction what was heard
     * @param top        how many
     * @param out        where to
     */
    static void ranking(Prediction prediction, int top, PrintWriter out) {
        int width = prediction.top(top).stream()
                .mapToInt(ranked -> LabelEncoder.displayName(ranked.label()).length())
                .reduce(LABEL_COLUMNS, Math::max);
        for (Prediction.Ranked ranked : prediction.top(top)) {
            String label = LabelEncoder.displayName(ranked.label());
            out.printf(Locale.ROOT, "  %-" + width + "s %.4f%n", label, ranked.probability());
        }
    }

    /**
     * Prints a cross-validation: a line a fold, then mean and spread, then the classes.
     *
     * @param result what it brought
     * @param out    where to
     */
    static void crossValidation(CrossValidationResult result, PrintWriter out) {
        result.folds().forEach(fold -> figures("fold " + fold.fold(), fold.report(), out));
        out.printf(
                Locale.ROOT,
                "mean over %d folds by clip: accuracy %.4f +- %.4f, balanced accuracy %.4f +- %.4f%n",
                result.folds().size(),
                result.accuracy().mean(),
                result.accuracy().deviation(),
                result.balancedAccuracy().mean(),
                result.balancedAccuracy().deviation());
        classes(result.classes(), result.confusion(), out);
    }
}
