package io.auricle.training;

/** A run whose loss, or a weight, is no number any more; the model of its last good epoch, if there was one, is in the run folder. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final int step;

    TrainingDivergedException(String what, double found, int epoch, int step, String kept) {
        super(what + " must stay finite, got " + found + " at epoch " + epoch + " step " + step + "; " + kept);
        this.epoch = epoch;
        this.step = step;
    }

    /** Returns the epoch in which it happened, from 1. */
    public int epoch() {
        return epoch;
    }

    /** Returns the step of that epoch, from 1. */
    public int step() {
        return step;
    }
}
