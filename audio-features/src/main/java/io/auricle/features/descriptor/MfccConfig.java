package io.auricle.features.descriptor;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.DecibelConfig;
import io.auricle.features.MelConfig;

/**
 * Settings of mel-frequency cepstral coefficients, made by {@link #builder()}; defaults are librosa's.
 *
 * @param mel          how the signal becomes mel bands; librosa's defaults
 * @param decibels     how powers become decibels; power 1 is 0 dB, 80 dB below the loudest value at most
 * @param coefficients how many are kept, 1 to the number of mel bands; 20
 * @param lifter       strength of the sine that lifts higher coefficients, at least 0; 0 is none
 */
public record MfccConfig(MelConfig mel, DecibelConfig decibels, int coefficients, double lifter) {
    /**
     * Checks the settings.
     *
     * @param mel          how the signal becomes mel bands
     * @param decibels     how powers become decibels
     * @param coefficients 1 to the number of mel bands
     * @param lifter       finite, at least 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public MfccConfig {
        requireNonNull(mel, "mel");
        requireNonNull(decibels, "decibels");
        check(
                coefficients >= 1 && coefficients <= mel.melBands(),
                "coefficients must be in [1, melBands = %d], got %d",
                mel.melBands(),
                coefficients);
        check(lifter >= 0 && Double.isFinite(lifter), "lifter must be finite and at least 0, got %s", lifter);
    }

    /**
     * Starts from librosa's defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes an {@link MfccConfig}; whatever is not set keeps librosa's default. */
    public static final class Builder {
        private MelConfig mel = MelConfig.builder().build();
        private DecibelConfig decibels = DecibelConfig.builder().build();
        private int coefficients = 20;
        private double lifter;

        private Builder() {}

        /**
         * Sets how the signal becomes mel bands.
         *
         * @param value the settings
         * @return this
         */
        public Builder mel(MelConfig value) {
            mel = value;
            return this;
        }

        /**
         * Sets how powers become decibels.
         *
         * @param value the settings
         * @return this
         */
        public Builder decibels(DecibelConfig value) {
            decibels = value;
            return this;
        }

        /**
         * Sets how many coefficients are kept.
         *
         * @param value 1 to the number of mel bands
         * @return this
         */
        public Builder coefficients(int value) {
            coefficients = value;
            return this;
        }

        /**
         * Sets the lifter.
         *
         * @param value at least 0; 0 is none
         * @return this
         */
        public Builder lifter(double value) {
            lifter = value;
            return this;
        }

        /**
         * Checks and makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a number is out of its range
         */
        public MfccConfig build() {
            return new MfccConfig(mel, decibels, coefficients, lifter);
        }
    }
}
