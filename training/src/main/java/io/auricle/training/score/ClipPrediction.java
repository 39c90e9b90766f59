package io.auricle.training.score;

import java.util.List;

/**
 * What a model answered for one clip: the mean of its windows' probabilities.
 *
 * @param clip          name of the clip
 * @param recording     the recording it was cut from
 * @param actual        its true label
 * @param predicted     the most probable label
 * @param windows       windows that were averaged; at least 1
 * @param probabilities one a label, in label order
 */
public record ClipPrediction(
        String clip, String recording, String actual, String predicted, int windows, List<Double> probabilities) {

    /** Copies the list. */
    public ClipPrediction {
        probabilities = List.copyOf(probabilities);
    }

    /** Returns the probability of the answer. */
    public double confidence() {
        return probabilities.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** Returns whether the answer is right. */
    public boolean right() {
        return predicted.equals(actual);
    }
}
