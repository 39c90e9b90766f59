package io.auricle.training.result;

import static java.util.Objects.requireNonNull;

import io.auricle.training.score.Scores;
import java.util.Optional;

/**
 * What one epoch brought: a row of {@code history.csv}.
 *
 * @param epoch          from 1
 * @param learningRate   of its last step
 * @param loss           mean loss of its steps, as trained: with augmentation, mixed and smoothed labels and dropout
 * @param train          how the weights for use do on a fixed sample of the training clips, without augmentation
 * @param validation     how they do on the validation clips; empty if there are none
 * @param seconds        of the epoch's steps
 * @param clipsPerSecond training windows per second of the epoch's steps, augmentation included
 * @param idleShare      share of that time in which the network waited for input
 * @param best           whether its weights are kept so far
 */
public record EpochResult(
        int epoch,
        double learningRate,
        double loss,
        Part train,
        Optional<Part> validation,
        double seconds,
        double clipsPerSecond,
        double idleShare,
        boolean best) {

    /**
     * Scores by clip.
     *
     * @param loss             mean cross-entropy
     * @param accuracy         share of right answers
     * @param balancedAccuracy mean recall of the classes that occur
     */
    public record Part(double loss, double accuracy, double balancedAccuracy) {
        public static Part of(Scores scores) {
            return new Part(scores.loss(), scores.accuracy(), scores.balancedAccuracy());
        }

        /** Whether this is the better epoch to keep: by balanced accuracy, of equals by loss. */
        public boolean betterThan(Part other) {
            return balancedAccuracy != other.balancedAccuracy
                    ? balancedAccuracy > other.balancedAccuracy
                    : loss < other.loss;
        }
    }

    /** Refuses absent parts. */
    public EpochResult {
        requireNonNull(train, "train");
        requireNonNull(validation, "validation");
    }
}
