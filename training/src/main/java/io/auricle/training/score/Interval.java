package io.auricle.training.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Where a figure lies with 95 % confidence if the recordings had been others.
 *
 * <p>Clips cut from one recording resemble each other, so recordings are drawn with replacement, not clips: a bootstrap by
 * cluster, 1000 draws, seeded, tells how many independent clips these are worth. The interval is Wilson's for so many, which
 * does not collapse where every answer is right: 10 of 10 recordings is 72 to 100 %.
 *
 * @param low  lower end, in [0, 1]
 * @param high upper end, in [0, 1]
 */
public record Interval(double low, double high) {
    private static final int DRAWS = 1000;
    /** The normal quantile of 97.5 %. */
    private static final double Z = 1.959964;

    /**
     * Resamples recordings.
     *
     * @param recordings the recording of each item
     * @param actual     true class of each item
     * @param predicted  answered class of each item
     * @param classes    number of classes
     * @param figure     what to take from each draw's confusion matrix
     * @return the interval; (0, 1) when there are no items
     */
    public static Interval byRecording(
            List<String> recordings,
            int[] actual,
            int[] predicted,
            int classes,
            ToDoubleFunction<ConfusionMatrix> figure) {
        int[][] groups = groups(recordings);
        if (groups.length == 0) {
            return new Interval(0, 1);
        }
        SplittableRandom random = new SplittableRandom(recordings.size());
        double[] figures = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[][] counts = new int[classes][classes];
            for (int g = 0; g < groups.length; g++) {
                for (int item : groups[random.nextInt(groups.length)]) {
                    counts[actual[item]][predicted[item]]++;
                }
            }
            figures[draw] = figure.applyAsDouble(ConfusionMatrix.ofCounts(counts));
        }
        int[][] all = new int[classes][classes];
        for (int item = 0; item < actual.length; item++) {
            all[actual[item]][predicted[item]]++;
        }
        double found = figure.applyAsDouble(ConfusionMatrix.ofCounts(all));
        return wilson(found, independent(found, variance(figures), groups.length));
    }

    /** How many independent items have this variance; where draws do not vary, as many as recordings. */
    private static double independent(double found, double variance, int recordings) {
        double unbiased = variance * recordings / Math.max(1, recordings - 1);
        return unbiased > 0 ? Math.max(1, found * (1 - found) / unbiased) : recordings;
    }

    private static double variance(double[] figures) {
        double mean = Arrays.stream(figures).average().orElse(0);
        return Arrays.stream(figures).map(f -> (f - mean) * (f - mean)).sum() / figures.length;
    }

    private static Interval wilson(double share, double count) {
        double centre = (share + Z * Z / (2 * count)) / (1 + Z * Z / count);
        double half = Z / (1 + Z * Z / count) * Math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }

    private static int[][] groups(List<String> recordings) {
        Map<String, List<Integer>> items = new TreeMap<>(); // sorted: the order of clips must not matter
        for (int i = 0; i < recordings.size(); i++) {
            items.computeIfAbsent(recordings.get(i), key -> new ArrayList<>()).add(i);
        }
        return items.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
