package io.auricle.training.result;

import io.auricle.training.score.EvaluationReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run left behind.
 *
 * @param folder     the run folder
 * @param model      the model file; empty if the run was cancelled before its first epoch ended, or while it read its clips
 * @param cancelled  whether the run was cancelled; it can be resumed then, and nothing below is scored
 * @param keptEpoch  the epoch whose weights the model has; 0 without a model
 * @param history    one row an epoch
 * @param idleShare  share of all training time in which the network waited for input
 * @param train      scores on the training clips, without augmentation
 * @param validation scores on the validation clips, if there are any
 * @param test       scores on the test clips, if there are any
 */
public record TrainingResult(
        Path folder,
        Optional<Path> model,
        boolean cancelled,
        int keptEpoch,
        List<EpochResult> history,
        double idleShare,
        Optional<EvaluationReport> train,
        Optional<EvaluationReport> validation,
        Optional<EvaluationReport> test) {

    /** Copies the list. */
    public TrainingResult {
        history = List.copyOf(history);
    }
}
