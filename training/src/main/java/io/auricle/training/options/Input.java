package io.auricle.training.options;

import static java.util.Objects.requireNonNull;

import io.auricle.augment.Augmentation;
import io.auricle.features.FrontEnd;

/**
 * What the network reads, and what is done to it while it learns.
 *
 * @param frontEnd       from samples to the network's input; written into the model file. Unless set, the network's
 *                      usual one
 * @param augmentation   what is done to training windows
 * @param balanceClasses whether each class is drawn equally often in an epoch
 * @param dropShortClips whether clips that their metadata call shorter than a window are left out
 * @param skipUnreadable whether clips that cannot be decoded are listed and left out, or stop the run
 */
public record Input(
        FrontEnd frontEnd,
        Augmentation augmentation,
        boolean balanceClasses,
        boolean dropShortClips,
        boolean skipUnreadable) {
    /** Checks every range. */
    public Input {
        requireNonNull(frontEnd, "frontEnd");
        requireNonNull(augmentation, "augmentation");
    }

    /** {@return a builder with the defaults: what is off, is off} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all of these options set} */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.frontEnd = frontEnd;
        builder.augmentation = augmentation;
        builder.balanceClasses = balanceClasses;
        builder.dropShortClips = dropShortClips;
        builder.skipUnreadable = skipUnreadable;
        return builder;
    }

    /** Collects the options of this group. */
    public static final class Builder {
        private FrontEnd frontEnd;
        private Augmentation augmentation = Augmentation.none();
        private boolean balanceClasses;
        private boolean dropShortClips;
        private boolean skipUnreadable;

        private Builder() {}

        /**
         * Sets {@code frontEnd}: from samples to the network's input; written into the model file. Unless set, the
         * network's usual one.
         */
        public Builder frontEnd(FrontEnd value) {
            frontEnd = value;
            return this;
        }

        /** Sets {@code augmentation}: what is done to training windows. */
        public Builder augmentation(Augmentation value) {
            augmentation = value;
            return this;
        }

        /** Sets {@code balanceClasses}: whether each class is drawn equally often in an epoch. */
        public Builder balanceClasses(boolean value) {
            balanceClasses = value;
            return this;
        }

        /** Sets {@code dropShortClips}: whether clips that their metadata call shorter than a window are left out. */
        public Builder dropShortClips(boolean value) {
            dropShortClips = value;
            return this;
        }

        /** Sets {@code skipUnreadable}: whether clips that cannot be decoded are listed and left out, or stop the run. */
        public Builder skipUnreadable(boolean value) {
            skipUnreadable = value;
            return this;
        }

        /** Makes the options, or refuses one that is out of its range. */
        public Input build() {
            return new Input(frontEnd, augmentation, balanceClasses, dropShortClips, skipUnreadable);
        }
    }
}
