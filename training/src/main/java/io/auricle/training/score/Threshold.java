package io.auricle.training.score;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The probability below which a model had better say that it is not sure: the one that parts right from wrong answers best on
 * validation clips, by Youden's J (share of right answers kept plus share of wrong answers refused).
 */
public final class Threshold {
    private static final int LEAST = 10;

    private Threshold() {}

    /**
     * Finds the threshold.
     *
     * @param predictions of validation clips
     * @return the threshold; empty with fewer than ten right or ten wrong answers to learn it from, or if none parts them
     */
    public static OptionalDouble of(List<ClipPrediction> predictions) {
        long right = predictions.stream().filter(ClipPrediction::right).count();
        long wrong = predictions.size() - right;
        if (right < LEAST || wrong < LEAST) {
            return OptionalDouble.empty();
        }
        List<ClipPrediction> rising = predictions.stream()
                .sorted(Comparator.comparingDouble(ClipPrediction::confidence))
                .toList();
        double threshold = 0;
        double best = 0;
        double refusedWrong = 0;
        double refusedRight = 0;
        for (int i = 0; i + 1 < rising.size(); i++) {
            refusedWrong += rising.get(i).right() ? 0 : 1;
            refusedRight += rising.get(i).right() ? 1 : 0;
            double gain = refusedWrong / wrong - refusedRight / right;
            double next = rising.get(i + 1).confidence();
            if (gain > best && next > rising.get(i).confidence()) {
                best = gain;
                threshold = next;
            }
        }
        return threshold > 0 ? OptionalDouble.of(threshold) : OptionalDouble.empty();
    }
}
