package io.auricle.training.options;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

/**
 * How the network learns from step to step.
 *
 * @param epochs       passes over the training windows; at least 1
 * @param batch        windows per step; at least 2, since batch normalisation learns nothing from one
 * @param learningRate peak of the schedule; above 0, at most 1
 * @param schedule     how the learning rate moves
 * @param optimiser    how a gradient becomes a change of weights
 */
public record Optimisation(
        int epochs, int batch, double learningRate, LearningRateSchedule schedule, Optimiser optimiser) {
    /** Checks every range. */
    public Optimisation {
        check(epochs >= 1, "epochs must be at least 1, got %d", epochs);
        check(batch >= 2, "batch must be at least 2, got %d", batch);
        check(learningRate > 0 && learningRate <= 1, "learningRate must be in (0, 1], got %s", learningRate);
        requireNonNull(schedule, "schedule");
        requireNonNull(optimiser, "optimiser");
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
        builder.schedule = schedule;
        builder.optimiser = optimiser;
        return builder;
    }

    /** Collects the options of this group. */
    public static final class Builder {
        private int epochs = 40;
        private int batch = 32;
        private double learningRate = 1e-3;
        private LearningRateSchedule schedule = LearningRateSchedule.CONSTANT;
        private Optimiser optimiser = Optimiser.adam();

        private Builder() {}

        /** Sets {@code epochs}: passes over the training windows; at least 1. */
        public Builder epochs(int value) {
            epochs = value;
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
            return new Optimisation(epochs, batch, learningRate, schedule, optimiser);
        }
    }
}
