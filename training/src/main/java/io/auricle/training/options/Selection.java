package io.auricle.training.options;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Which clips judge an epoch, which epoch stays, and when its model says that it is not sure.
 *
 * @param validation  which windows validate
 * @param keep        which epoch's weights stay
 * @param patience    epochs without a better validation score after which a run ends early; at least 1; empty: it
 *                   never does
 * @param unsureBelow probability below which the model says that it is not sure, in [0, 1]; empty: calibrated on
 *                   validation clips
 */
public record Selection(Validation validation, Keep keep, OptionalInt patience, OptionalDouble unsureBelow) {
    /** Which windows validate. */
    public enum Validation {
        /** Those of the split's validation clips. */
        OF_SPLIT,
        /** The last fifth of all training and validation windows, shuffled: the notebook's, which shares recordings. */
        LAST_FIFTH,
        /** None: the split's validation clips train as well, and the last epoch stays. */
        NONE
    }

    /** Which epoch's weights stay. */
    public enum Keep {
        /** The one with the best balanced accuracy over validation clips, of equals the one with the lowest loss. */
        BEST,
        /** The last one, whatever validation says. */
        LAST
    }

    /** Checks every range. */
    public Selection {
        requireNonNull(validation, "validation");
        requireNonNull(keep, "keep");
        int epochs = requireNonNull(patience, "patience").orElse(1);
        check(epochs >= 1, "patience must be at least 1, got %d", epochs);
        double sure = requireNonNull(unsureBelow, "unsureBelow").orElse(0);
        check(sure >= 0 && sure <= 1, "unsureBelow must be in [0, 1], got %s", sure);
    }

    /** {@return a builder with the defaults: what is off, is off} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all of these options set} */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.validation = validation;
        builder.keep = keep;
        builder.patience = patience;
        builder.unsureBelow = unsureBelow;
        return builder;
    }

    /** Collects the options of this group. */
    public static final class Builder {
        private Validation validation = Validation.OF_SPLIT;
        private Keep keep = Keep.BEST;
        private OptionalInt patience = OptionalInt.empty();
        private OptionalDouble unsureBelow = OptionalDouble.empty();

        private Builder() {}

        /** Sets {@code validation}: which windows validate. */
        public Builder validation(Validation value) {
            validation = value;
            return this;
        }

        /** Sets {@code keep}: which epoch's weights stay. */
        public Builder keep(Keep value) {
            keep = value;
            return this;
        }

        /**
         * Sets {@code patience}: epochs without a better validation score after which a run ends early; at least 1;
         * empty: it never does.
         */
        public Builder patience(int value) {
            patience = OptionalInt.of(value);
            return this;
        }

        /**
         * Sets {@code unsureBelow}: probability below which the model says that it is not sure, in [0, 1]; empty:
         * calibrated on validation clips.
         */
        public Builder unsureBelow(double value) {
            unsureBelow = OptionalDouble.of(value);
            return this;
        }

        /** Makes the options, or refuses one that is out of its range. */
        public Selection build() {
            return new Selection(validation, keep, patience, unsureBelow);
        }
    }
}
