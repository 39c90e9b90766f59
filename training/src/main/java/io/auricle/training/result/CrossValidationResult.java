package io.auricle.training.result;

import io.auricle.training.score.ConfusionMatrix;
import io.auricle.training.score.EvaluationReport;
import io.auricle.training.score.Scores;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a cross-validation measured.
 *
 * @param folds            the folds that are done, rising
 * @param accuracy         by clip, over folds
 * @param balancedAccuracy by clip, over folds
 * @param classes          of each class, over the clips of all folds together
 * @param confusion        of all folds together
 * @param cancelled        whether folds are missing because the listener ended it
 */
public record CrossValidationResult(
        List<Fold> folds,
        Spread accuracy,
        Spread balancedAccuracy,
        List<Scores.ClassScore> classes,
        ConfusionMatrix confusion,
        boolean cancelled) {

    /**
     * One fold as test.
     *
     * @param fold   which
     * @param report its scores; read back from a finished run it has no predictions, they are in that run's folder
     */
    public record Fold(int fold, EvaluationReport report) {}

    /**
     * A figure over several runs.
     *
     * @param mean      their mean; 0 if there are none
     * @param deviation their sample standard deviation; 0 if there are fewer than two
     */
    public record Spread(double mean, double deviation) {
        /** Returns mean and deviation of some figures. */
        public static Spread of(double... figures) {
            double mean = 0;
            for (double figure : figures) {
                mean += figure / figures.length;
            }
            double squares = 0;
            for (double figure : figures) {
                squares += (figure - mean) * (figure - mean);
            }
            return new Spread(mean, figures.length < 2 ? 0 : Math.sqrt(squares / (figures.length - 1)));
        }
    }

    /** Copies the lists. */
    public CrossValidationResult {
        folds = List.copyOf(folds);
        classes = List.copyOf(classes);
    }

    public static CrossValidationResult of(List<String> labels, List<Fold> folds, boolean cancelled) {
        ConfusionMatrix confusion = ConfusionMatrix.ofCounts(new int[labels.size()][labels.size()]);
        for (Fold fold : folds) {
            confusion = confusion.plus(fold.report().clips().confusion());
        }
        return new CrossValidationResult(
                folds,
                spread(folds, Scores::accuracy),
                spread(folds, Scores::balancedAccuracy),
                Scores.classScores(labels, confusion),
                confusion,
                cancelled);
    }

    private static Spread spread(List<Fold> folds, ToDoubleFunction<Scores> figure) {
        return Spread.of(folds.stream()
                .map(fold -> fold.report().clips())
                .mapToDouble(figure)
                .toArray());
    }
}
