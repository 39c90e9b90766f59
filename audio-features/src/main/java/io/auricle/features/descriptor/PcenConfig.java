package io.auricle.features.descriptor;

import static io.auricle.internal.Checks.check;

import java.util.OptionalDouble;

/**
 * Settings of per-channel energy normalisation, made by {@link #builder()}; defaults are librosa's, which expect magnitudes of
 * samples in [-2^31, 2^31): set {@code inputScale} to 2^31 for samples in [-1, 1].
 *
 * @param inputScale what values are multiplied by first, above 0; 1
 * @param gain       strength of the normalisation, at least 0; 0.98
 * @param bias       offset before compression, at least 0; 2
 * @param power      exponent of the compression, at least 0 (0 is a logarithm); 0.5
 * @param smoothing  weight of the newest frame in the running mean, 0 to 1; unset in the builder: from its time constant
 * @param eps        what keeps silence from being divided by, above 0; 1e-6
 * @param maxSize    bands whose maximum drives the mean, at least 1; 1 is the band alone
 */
public record PcenConfig(
        double inputScale, double gain, double bias, double power, double smoothing, double eps, int maxSize) {
    /**
     * Checks the settings.
     *
     * @param inputScale above 0, finite
     * @param gain       at least 0, finite
     * @param bias       at least 0, finite
     * @param power      at least 0, finite
     * @param smoothing  0 to 1
     * @param eps        above 0, finite
     * @param maxSize    at least 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    public PcenConfig {
        check(
                inputScale > 0 && Double.isFinite(inputScale),
                "inputScale must be finite and above 0, got %s",
                inputScale);
        check(gain >= 0 && Double.isFinite(gain), "gain must be finite and at least 0, got %s", gain);
        check(bias >= 0 && Double.isFinite(bias), "bias must be finite and at least 0, got %s", bias);
        check(power >= 0 && Double.isFinite(power), "power must be finite and at least 0, got %s", power);
        check(smoothing >= 0 && smoothing <= 1, "smoothing must be in [0, 1], got %s", smoothing);
        check(eps > 0 && Double.isFinite(eps), "eps must be finite and above 0, got %s", eps);
        check(maxSize >= 1, "maxSize must be at least 1, got %d", maxSize);
    }

    /**
     * Starts from librosa's defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes a {@link PcenConfig}; whatever is not set keeps librosa's default. */
    public static final class Builder {
        private int sampleRateHz = 22_050;
        private int hopLength = 512;
        private double inputScale = 1;
        private double gain = 0.98;
        private double bias = 2;
        private double power = 0.5;
        private double timeConstantSeconds = 0.4;
        private OptionalDouble smoothing = OptionalDouble.empty();
        private double eps = 1e-6;
        private int maxSize = 1;

        private Builder() {}

        /**
         * Sets the signal's rate, which turns the time constant into frames.
         *
         * @param value hertz, at least 1
         * @return this
         */
        public Builder sampleRateHz(int value) {
            sampleRateHz = value;
            return this;
        }

        /**
         * Sets the distance between frames, which turns the time constant into frames.
         *
         * @param value samples, at least 1
         * @return this
         */
        public Builder hopLength(int value) {
            hopLength = value;
            return this;
        }

        /**
         * Sets what values are multiplied by first.
         *
         * @param value above 0; {@code 1L << 31} for samples in [-1, 1]
         * @return this
         */
        public Builder inputScale(double value) {
            inputScale = value;
            return this;
        }

        /**
         * Sets the strength of the normalisation.
         *
         * @param value at least 0
         * @return this
         */
        public Builder gain(double value) {
            gain = value;
            return this;
        }

        /**
         * Sets the offset before compression.
         *
         * @param value at least 0
         * @return this
         */
        public Builder bias(double value) {
            bias = value;
            return this;
        }

        /**
         * Sets the exponent of the compression.
         *
         * @param value at least 0; 0 is a logarithm
         * @return this
         */
        public Builder power(double value) {
            power = value;
            return this;
        }

        /**
         * Sets how long the running mean remembers.
         *
         * @param value seconds, above 0
         * @return this
         */
        public Builder timeConstantSeconds(double value) {
            timeConstantSeconds = value;
            return this;
        }

        /**
         * Sets the weight of the newest frame in the running mean, in place of what the time constant gives.
         *
         * @param value 0 to 1; librosa's {@code b}
         * @return this
         */
        public Builder smoothing(double value) {
            smoothing = OptionalDouble.of(value);
            return this;
        }

        /**
         * Sets what keeps silence from being divided by.
         *
         * @param value above 0
         * @return this
         */
        public Builder eps(double value) {
            eps = value;
            return this;
        }

        /**
         * Sets over how many neighbouring bands the loudest drives the mean.
         *
         * @param value at least 1
         * @return this
         */
        public Builder maxSize(int value) {
            maxSize = value;
            return this;
        }

        /**
         * Checks and makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a number is out of its range
         */
        public PcenConfig build() {
            check(sampleRateHz >= 1, "sampleRateHz must be at least 1, got %d", sampleRateHz);
            check(hopLength >= 1, "hopLength must be at least 1, got %d", hopLength);
            check(
                    timeConstantSeconds > 0 && Double.isFinite(timeConstantSeconds),
                    "timeConstantSeconds must be finite and above 0, got %s",
                    timeConstantSeconds);
            double frames = timeConstantSeconds * sampleRateHz / hopLength;
            double b = (Math.sqrt(1 + 4 * frames * frames) - 1) / (2 * frames * frames);
            return new PcenConfig(inputScale, gain, bias, power, smoothing.orElse(b), eps, maxSize);
        }
    }
}
