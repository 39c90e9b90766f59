package io.auricle.training;

import io.auricle.training.result.EpochResult;
import java.util.Optional;

/**
 * Where a run is after one step.
 *
 * @param epoch          epoch of the step, from 1
 * @param epochs         epochs of the run
 * @param step           step within the epoch, from 1
 * @param steps          steps of the epoch
 * @param loss           mean loss of the epoch's steps so far
 * @param last           what the last finished epoch brought; empty in the first one
 * @param clipsPerSecond training windows per second in this epoch so far
 * @param secondsLeft    until the last epoch's end at this pace
 */
public record StepProgress(
        int epoch,
        int epochs,
        int step,
        int steps,
        double loss,
        Optional<EpochResult> last,
        double clipsPerSecond,
        double secondsLeft) {}
