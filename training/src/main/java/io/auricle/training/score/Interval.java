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
 * <p>Clips cut from one recording resemble each other, so recordings are drawn with replacement, not clips: the percentile
 * bootstrap by cluster, 1000 draws, seeded.
 *
 * @param low  2.5 % of the draws lie below
 * @param high 2.5 % of the draws lie above
 */
public record Interval(double low, double high) {
    private static final int DRAWS = 1000;

    /**
     * Resamples recordings.
     *
     * @param recordings the recording of each item
     * @param actual     true class of each item
     * @param predicted  answered class of each item
     * @param classes    number of classes
     * @param figure     what to take from each draw's confusion matrix
     * @return the middle 95 % of the draws; (0, 0) when there are no items
     */
    public static Interval byRecording(
            List<String> recordings,
            int[] actual,
            int[] predicted,
            int classes,
            ToDoubleFunction<ConfusionMatrix> figure) {
        int[][] groups = groups(recordings);
        if (groups.length == 0) {
            return new Interval(0, 0);
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
        Arrays.sort(figures);
        return new Interval(figures[DRAWS / 40], figures[DRAWS - 1 - DRAWS / 40]);
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
