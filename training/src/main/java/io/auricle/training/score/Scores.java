package io.auricle.training.score;

import static io.auricle.internal.Checks.check;

import java.util.ArrayList;
import java.util.List;

/**
 * How well probabilities fit the true classes of a set of clips or windows.
 *
 * @param count            items scored
 * @param accuracy         share of items whose most probable class is the true one
 * @param balancedAccuracy mean recall of the classes that occur
 * @param loss             mean of minus the natural logarithm of the true class's probability (floored at 1e-7)
 * @param rmse             root mean square of probability minus one-hot truth over all items and classes, the notebook's
 * @param classes          figures of each class, in label order
 * @param confusion        rows true, columns answered, in label order
 * @param calibration      whether probabilities mean what they say
 */
public record Scores(
        int count,
        double accuracy,
        double balancedAccuracy,
        double loss,
        double rmse,
        List<ClassScore> classes,
        ConfusionMatrix confusion,
        Calibration calibration) {

    private static final double FLOOR = 1e-7;

    /**
     * Figures of one class.
     *
     * @param label     its name
     * @param count     items that are of it
     * @param precision share of right answers among those that name it; 0 if none does
     * @param recall    share of its items that were found; 0 if it has none
     * @param f1        harmonic mean of both; 0 if both are 0
     */
    public record ClassScore(String label, int count, double precision, double recall, double f1) {}

    /** Copies the list. */
    public Scores {
        classes = List.copyOf(classes);
    }

    /**
     * Scores probabilities.
     *
     * @param labels        names in index order; at least one
     * @param actual        true class of each item
     * @param probabilities of each item, one number a class
     * @return the scores; every share is 0 when there are no items
     */
    public static Scores of(List<String> labels, int[] actual, float[][] probabilities) {
        check(
                actual.length == probabilities.length,
                "actual and probabilities must have equal lengths, got %d and %d",
                actual.length,
                probabilities.length);
        int[] predicted = new int[actual.length];
        for (int i = 0; i < actual.length; i++) {
            predicted[i] = mostProbable(probabilities[i]);
        }
        ConfusionMatrix confusion = ConfusionMatrix.of(labels.size(), actual, predicted);
        return new Scores(
                actual.length,
                confusion.accuracy(),
                confusion.balancedAccuracy(),
                loss(actual, probabilities),
                rmse(actual, probabilities),
                classScores(labels, confusion),
                confusion,
                Calibration.of(actual, probabilities));
    }

    /**
     * Finds the answer.
     *
     * @param probabilities one a class; at least one
     * @return the index of the largest, the first of equals
     */
    public static int mostProbable(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    /**
     * Takes the figures of each class from a confusion matrix.
     *
     * @param labels    names in index order
     * @param confusion of as many classes
     * @return one score a class, in label order
     */
    public static List<ClassScore> classScores(List<String> labels, ConfusionMatrix confusion) {
        List<ClassScore> scores = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            scores.add(new ClassScore(
                    labels.get(i), confusion.support(i), confusion.precision(i), confusion.recall(i), confusion.f1(i)));
        }
        return scores;
    }

    private static double loss(int[] actual, float[][] probabilities) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            sum -= Math.log(Math.max(probabilities[i][actual[i]], FLOOR));
        }
        return actual.length == 0 ? 0 : sum / actual.length;
    }

    private static double rmse(int[] actual, float[][] probabilities) {
        double sum = 0;
        long cells = 0;
        for (int i = 0; i < actual.length; i++) {
            for (int c = 0; c < probabilities[i].length; c++) {
                double error = probabilities[i][c] - (c == actual[i] ? 1 : 0);
                sum += error * error;
                cells++;
            }
        }
        return cells == 0 ? 0 : Math.sqrt(sum / cells);
    }
}
