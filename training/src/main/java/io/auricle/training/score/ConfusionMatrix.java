package io.auricle.training.score;

import static io.auricle.internal.Checks.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Objects;

/**
 * How often each class was taken for each other one, and the figures that follow from it.
 *
 * <p><b>Shape.</b> classes x classes; rows are what was true, columns what was answered. <b>Follows</b>
 * {@code sklearn.metrics}: a precision, recall or F1 whose denominator is zero is 0, and balanced accuracy is the mean recall
 * of the classes that occur. <b>Threads.</b> Immutable.
 */
public final class ConfusionMatrix {
    private final int[][] counts;

    private ConfusionMatrix(int[][] counts) {
        this.counts = counts;
    }

    /**
     * Counts pairs of true and answered classes.
     *
     * @param classes   number of classes; at least 1
     * @param actual    true class of each item, in [0, classes)
     * @param predicted answered class of each item, as many
     * @return the matrix
     */
    public static ConfusionMatrix of(int classes, int[] actual, int[] predicted) {
        check(
                actual.length == predicted.length,
                "actual and predicted must have equal lengths, got %d and %d",
                actual.length,
                predicted.length);
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < actual.length; i++) {
            counts[Objects.checkIndex(actual[i], classes)][Objects.checkIndex(predicted[i], classes)]++;
        }
        return new ConfusionMatrix(counts);
    }

    /**
     * Takes counts as they are.
     *
     * @param counts square, none below 0; copied
     * @return the matrix
     */
    @JsonCreator
    public static ConfusionMatrix ofCounts(int[][] counts) {
        for (int[] row : counts) {
            check(row.length == counts.length, "counts must be square, got %d x %d", counts.length, row.length);
            check(Arrays.stream(row).allMatch(count -> count >= 0), "counts must be at least 0, got %s", (Object)
                    Arrays.toString(row));
        }
        return new ConfusionMatrix(copy(counts));
    }

    /** Returns a copy of the counts, rows first. */
    @JsonValue
    public int[][] counts() {
        return copy(counts);
    }

    /** Returns how many items of class {@code actual} were answered {@code predicted}. */
    public int count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** Returns the number of classes. */
    public int classes() {
        return counts.length;
    }

    /** Returns the number of items. */
    public int total() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /** Returns how many items are of a class. */
    public int support(int actual) {
        return Arrays.stream(counts[actual]).sum();
    }

    /** Returns the share of right answers; 0 when there are no items. */
    public double accuracy() {
        int right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return ratio(right, total());
    }

    /** Returns the mean recall of the classes that have items; 0 when there are none. */
    public double balancedAccuracy() {
        double sum = 0;
        int present = 0;
        for (int i = 0; i < counts.length; i++) {
            if (support(i) > 0) {
                sum += recall(i);
                present++;
            }
        }
        return present == 0 ? 0 : sum / present;
    }

    /** Returns the share of right answers among all answers that name a class; 0 when there are none. */
    public double precision(int label) {
        int answered = 0;
        for (int[] row : counts) {
            answered += row[label];
        }
        return ratio(counts[label][label], answered);
    }

    /** Returns the share of a class's items that were answered right; 0 when it has none. */
    public double recall(int label) {
        return ratio(counts[label][label], support(label));
    }

    /** Returns the harmonic mean of precision and recall; 0 when both are 0. */
    public double f1(int label) {
        double precision = precision(label);
        double recall = recall(label);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /**
     * Adds the counts of another matrix, as of another fold.
     *
     * @param other of as many classes
     * @return a new matrix
     */
    public ConfusionMatrix plus(ConfusionMatrix other) {
        check(
                other.classes() == classes(),
                "matrices must have equal classes, got %d and %d",
                classes(),
                other.classes());
        int[][] sum = counts();
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[i][j] += other.counts[i][j];
            }
        }
        return new ConfusionMatrix(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return "ConfusionMatrix" + Arrays.deepToString(counts);
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static int[][] copy(int[][] counts) {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }
}
