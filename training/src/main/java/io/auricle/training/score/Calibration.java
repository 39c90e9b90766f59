package io.auricle.training.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a probability of 0.7 is right seven times in ten: answers by confidence, in ten equal bins.
 *
 * @param bins          the bins that hold answers, in rising order of confidence
 * @param expectedError mean distance between confidence and accuracy, weighted by count: the expected calibration error
 *                      of Guo et al. 2017; 0 when there are no answers
 */
public record Calibration(List<Bin> bins, double expectedError) {
    private static final int BINS = 10;

    /**
     * Answers of similar confidence.
     *
     * @param count      how many
     * @param confidence their mean probability of the answered class
     * @param accuracy   the share of them that is right
     */
    public record Bin(int count, double confidence, double accuracy) {}

    /** Copies the list. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    static Calibration of(int[] actual, float[][] probabilities) {
        int[] counts = new int[BINS];
        int[] right = new int[BINS];
        double[] confidence = new double[BINS];
        for (int i = 0; i < actual.length; i++) {
            int answer = Scores.mostProbable(probabilities[i]);
            float sureness = probabilities[i][answer];
            int bin = Math.min(BINS - 1, Math.max(0, (int) (sureness * BINS)));
            counts[bin]++;
            right[bin] += answer == actual[i] ? 1 : 0;
            confidence[bin] += sureness;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int b = 0; b < BINS; b++) {
            if (counts[b] > 0) {
                Bin bin = new Bin(counts[b], confidence[b] / counts[b], (double) right[b] / counts[b]);
                bins.add(bin);
                error += Math.abs(bin.confidence() - bin.accuracy()) * bin.count() / actual.length;
            }
        }
        return new Calibration(bins, error);
    }
}
