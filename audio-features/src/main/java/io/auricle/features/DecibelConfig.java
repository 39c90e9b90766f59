package io.auricle.features;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * Settings of the logarithm of power, in decibels or natural, made by {@link #builder()}; defaults are librosa's.
 *
 * @param reference what is 0 dB; the value 1
 * @param amin      powers below it count as it; above 0; 1e-10
 * @param topDb     how far below the loudest value the result may go, in decibels, at least 0; empty: any distance; 80
 * @param offset    what is added to each power before all else, from 0 to 1e30; 0
 * @param scale     the unit of the result; decibels
 */
public record DecibelConfig(Reference reference, double amin, OptionalDouble topDb, double offset, Scale scale) {
    /** Small enough that a float and the offset together are one: half of what separates the largest float from the next. */
    private static final double MAX_OFFSET = 1e30;

    /**
     * Checks the settings.
     *
     * @param reference what is 0 dB
     * @param amin      from 1.18e-38 to 3.40e38
     * @param topDb     at least 0 and finite, or empty
     * @param offset    0 to 1e30
     * @param scale     the unit of the result
     * @throws IllegalArgumentException if a number is out of its range
     */
    public DecibelConfig {
        requireNonNull(reference, "reference");
        requireNonNull(topDb, "topDb");
        requireNonNull(scale, "scale");
        check(amin >= Float.MIN_NORMAL && amin <= Float.MAX_VALUE, "amin must be in [1.18e-38, 3.40e38], got %s", amin);
        check(offset >= 0 && offset <= MAX_OFFSET, "offset must be in [0, %s], got %s", MAX_OFFSET, offset);
        if (topDb.isPresent()) {
            double db = topDb.getAsDouble();
            check(db >= 0 && Double.isFinite(db), "topDb must be finite and at least 0, got %s", db);
        }
    }

    /** The unit of a logarithm of power. */
    public enum Scale {
        /** {@code 10 log10}. */
        DECIBELS,
        /** {@code ln}: {@code ln(10) / 10} times as many as decibels. */
        NATURAL_LOG
    }

    /** What is 0 dB: a power, or the largest value of what is converted. */
    public sealed interface Reference permits Value, Max {}

    /**
     * A fixed power.
     *
     * @param power above 0
     */
    public record Value(double power) implements Reference {
        /**
         * Checks the power.
         *
         * @param power above 0, at most 3.40e38
         * @throws IllegalArgumentException if it is not
         */
        public Value {
            check(
                    power > 0 && power <= Float.MAX_VALUE,
                    "reference must be above 0 and at most 3.40e38, got %s",
                    power);
        }
    }

    /** The largest power of what is converted, which then is 0 dB; it needs the whole signal. */
    public record Max() implements Reference {}

    /**
     * Starts from librosa's defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from these settings.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = builder();
        builder.reference = reference;
        builder.amin = amin;
        builder.topDb = topDb;
        builder.offset = offset;
        builder.scale = scale;
        return builder;
    }

    /** Makes a {@link DecibelConfig}; whatever is not set keeps librosa's default. */
    public static final class Builder {
        private Reference reference = new Value(1);
        private double amin = 1e-10;
        private OptionalDouble topDb = OptionalDouble.of(80);
        private double offset;
        private Scale scale = Scale.DECIBELS;

        private Builder() {}

        /**
         * Makes a power 0 dB.
         *
         * @param power above 0
         * @return this
         */
        public Builder reference(double power) {
            reference = new Value(power);
            return this;
        }

        /**
         * Makes the largest value 0 dB.
         *
         * @return this
         */
        public Builder referenceMax() {
            reference = new Max();
            return this;
        }

        /**
         * Sets the power that smaller ones count as.
         *
         * @param value above 0
         * @return this
         */
        public Builder amin(double value) {
            amin = value;
            return this;
        }

        /**
         * Sets how far below the loudest value the result may go.
         *
         * @param value decibels, at least 0
         * @return this
         */
        public Builder topDb(double value) {
            topDb = OptionalDouble.of(value);
            return this;
        }

        /**
         * Lets the result go down to {@code amin}.
         *
         * @return this
         */
        public Builder noTopDb() {
            topDb = OptionalDouble.empty();
            return this;
        }

        /**
         * Sets what is added to each power before all else.
         *
         * @param value 0 to 1e30
         * @return this
         */
        public Builder offset(double value) {
            offset = value;
            return this;
        }

        /**
         * Sets the unit of the result.
         *
         * @param value decibels or natural logarithms
         * @return this
         */
        public Builder scale(Scale value) {
            scale = value;
            return this;
        }

        /**
         * Checks and makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a number is out of its range
         */
        public DecibelConfig build() {
            return new DecibelConfig(reference, amin, topDb, offset, scale);
        }
    }
}
