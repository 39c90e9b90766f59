package io.auricle.training.options;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

/**
 * How the network learns from step to step.
 *
 * @param epochs       passes over the training windows; at least 1
 * @param batch        windows per step; at least 2, since batch normalisation learns nothing from one
 * @param learningRate peak of the schedule; above 0, at most 1
 * @param leastSteps   steps that a run makes at least: where data are few, the epochs become as many as that takes; 0: as many
 *                     epochs as {@code epochs} says
 * @param schedule     how the learning rate moves
 * @param optimiser    how a gradient becomes a change of weights
 */
public record Optimisation(
        int epochs,
        int batch,
        double learningRate,
        int leastSteps,
        LearningRateSchedule schedule,
        Optimiser optimiser) {
    /** Checks every range. */
    public Optimisation {
        check(epochs >= 1, "epochs must be at least 1, got %d", epochs);
        check(batch >= 2, "batch must be at least 2, got %d", batch);
        check(learningRate > 0 && learningRate <= 1, "learningRate must be in (0, 1], got %s", learningRate);
        check(leastSteps >= 0, "leastSteps must be at least 0, got %d", leastSteps);
        requireNonNull(schedule, "schedule");
        requireNonNull(optimiser, "optimiser");
    }

    /**
     * Tells how many epochs a run makes.
     *
     * @param steps of one epoch; at least 1
     * @return {@code epochs}, or more where {@code leastSteps} asks for them
     */
    public int epochsOf(int steps) {
        return Math.max(epochs, (leastSteps + steps - 1) / steps);
    }

    /** {@return a builder with the defaults: what is off, is off} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all of these options set} */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.epochs = epochs;
        builder.batch = batch;
        builder.learningRate = learningRate;
        builder.leastSteps = leastSteps;
        builder.schedule = schedule;
        builder.optimiser = optimiser;
        return builder;
    }

    /** Collects the options of this group. */
    public static final class Builder {
        private int epochs = 40;
        private int batch = 32;
        private double learningRate = 1e-3;
        private int leastSteps;
        private LearningRateSchedule schedule = LearningRateSchedule.CONSTANT;
        private Optimiser optimiser = Optimiser.adam();

        private Builder() {}

        /** Sets {@code epochs}: passes over the training windows; at least 1. That many, so {@code leastSteps} becomes 0. */
        public Builder epochs(int value) {
            epochs = value;
            leastSteps = 0;
            return this;
        }

        /** Sets {@code batch}: windows per step; at least 2, since batch normalisation learns nothing from one. */
        public Builder batch(int value) {
            batch = value;
            return this;
        }

        /** Sets {@code learningRate}: peak of the schedule; above 0, at most 1. */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /** Sets {@code leastSteps}: steps that a run makes at least; at least 0. */
        public Builder leastSteps(int value) {
            leastSteps = value;
            return this;
        }

        /** Sets {@code schedule}: how the learning rate moves. */
        public Builder schedule(LearningRateSchedule value) {
            schedule = value;
            return this;
        }

        /** Sets {@code optimiser}: how a gradient becomes a change of weights. */
        public Builder optimiser(Optimiser value) {
            optimiser = value;
            return this;
        }

        /** Makes the options, or refuses one that is out of its range. */
        public Optimisation build() {
            return new Optimisation(epochs, batch, learningRate, leastSteps, schedule, optimiser);
        }
    }
}
