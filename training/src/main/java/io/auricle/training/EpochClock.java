package io.auricle.training;

import io.auricle.training.result.EpochResult;
import java.util.Optional;

/** Sums up the steps of one epoch: loss, time, and how long the network waited for input. */
final class EpochClock {
    private final long start = System.nanoTime();
    private final int steps;
    private final int epochs;
    private int done;
    private long windows;
    private double loss;
    private double learningRate;
    private long waitedNanos;
    private long end = start;

    EpochClock(int steps, int epochs) {
        this.steps = steps;
        this.epochs = epochs;
    }

    void tick(int count, double stepLoss, double rate, long waited) {
        done++;
        windows += count;
        loss += stepLoss;
        learningRate = rate;
        waitedNanos += waited;
        end = System.nanoTime();
    }

    StepProgress progress(int epoch, int step, Optional<EpochResult> last) {
        double perStep = seconds() / done;
        long left = (long) (epochs - epoch) * steps + steps - step;
        return new StepProgress(epoch, epochs, step, steps, loss / done, last, windows / seconds(), perStep * left);
    }

    EpochResult result(int epoch, EpochResult.Part train, Optional<EpochResult.Part> validation, boolean best) {
        return new EpochResult(
                epoch,
                learningRate,
                loss / done,
                train,
                validation,
                seconds(),
                windows / seconds(),
                waitedNanos / 1e9 / seconds(),
                best);
    }

    private double seconds() {
        return Math.max(1e-9, (end - start) / 1e9);
    }
}
