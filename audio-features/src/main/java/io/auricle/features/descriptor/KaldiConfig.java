package io.auricle.features.descriptor;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Settings of Kaldi's filter bank features, made by {@link #builder()}; defaults are Kaldi's, dither 0.
 *
 * @param sampleRateHz rate of the signal, in hertz; at least 1; 16 000
 * @param frames       how the signal becomes spectra
 * @param melBands     rows of the result; at least 4; 23
 * @param minHz        lowest band edge, in hertz; at least 0; 20
 * @param maxHz        highest band edge, in hertz; above minHz, at most half the rate; unset in the builder: half the rate
 */
public record KaldiConfig(int sampleRateHz, Frames frames, int melBands, double minHz, double maxHz) {
    private static final int MAX_FFT_SIZE = 1 << 22;

    /**
     * Checks the settings.
     *
     * @param sampleRateHz at least 1
     * @param frames       how the signal becomes spectra
     * @param melBands     4 to 65 536
     * @param minHz        at least 0
     * @param maxHz        above minHz, at most half the rate
     * @throws IllegalArgumentException if a number is out of its range
     */
    public KaldiConfig {
        requireNonNull(frames, "frames");
        check(sampleRateHz >= 1, "sampleRateHz must be at least 1, got %d", sampleRateHz);
        check(melBands >= 4 && melBands <= 65_536, "melBands must be in [4, 65536], got %d", melBands);
        check(minHz >= 0, "minHz must be at least 0, got %s", minHz);
        check(
                maxHz > minHz && maxHz <= sampleRateHz / 2.0,
                "maxHz must be in (%s, %s], got %s",
                minHz,
                sampleRateHz / 2.0,
                maxHz);
    }

    /**
     * How the signal becomes spectra.
     *
     * @param frameLength samples of a frame, at least 2; unset in the builder: 25 ms
     * @param hopLength   samples from one frame to the next, at least 1; unset in the builder: 10 ms
     * @param fftSize     points of the transform: even, at least frameLength; unset in the builder: the next power of two
     * @param taper       how a frame fades at its ends; Povey's
     * @param preemphasis share of the previous sample that is taken off each, 0 to 1; 0.97
     */
    public record Frames(int frameLength, int hopLength, int fftSize, Taper taper, double preemphasis) {
        /**
         * Checks the settings.
         *
         * @param frameLength at least 2
         * @param hopLength   1 to 4 194 304
         * @param fftSize     even, at least frameLength, at most 4 194 304
         * @param taper       how a frame fades at its ends
         * @param preemphasis 0 to 1
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Frames {
            requireNonNull(taper, "taper");
            check(frameLength >= 2, "frameLength must be at least 2, got %d", frameLength);
            check(
                    hopLength >= 1 && hopLength <= MAX_FFT_SIZE,
                    "hopLength must be in [1, %d], got %d",
                    MAX_FFT_SIZE,
                    hopLength);
            check(
                    fftSize % 2 == 0 && fftSize >= frameLength && fftSize <= MAX_FFT_SIZE,
                    "fftSize must be even and in [frameLength = %d, %d], got %d",
                    frameLength,
                    MAX_FFT_SIZE,
                    fftSize);
            check(preemphasis >= 0 && preemphasis <= 1, "preemphasis must be in [0, 1], got %s", preemphasis);
        }
    }

    /** How a frame fades at its ends; symmetric, unlike librosa's windows. */
    public enum Taper {
        /** A Hann window to the power 0.85; Kaldi's default. */
        POVEY,
        /** {@code 0.5 - 0.5 cos(2 pi n / (N - 1))}. */
        HANN,
        /** {@code 0.54 - 0.46 cos(2 pi n / (N - 1))}. */
        HAMMING,
        /** {@code 0.42 - 0.5 cos(2 pi n / (N - 1)) + 0.08 cos(4 pi n / (N - 1))}. */
        BLACKMAN,
        /** No fading. */
        RECTANGULAR;

        double value(int n, int length) {
            double angle = 2 * Math.PI * n / (length - 1);
            return switch (this) {
                case POVEY -> Math.pow(0.5 - 0.5 * Math.cos(angle), 0.85);
                case HANN -> 0.5 - 0.5 * Math.cos(angle);
                case HAMMING -> 0.54 - 0.46 * Math.cos(angle);
                case BLACKMAN -> 0.42 - 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
                case RECTANGULAR -> 1;
            };
        }

        /** The name in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Starts from Kaldi's defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes a {@link KaldiConfig}; whatever is not set keeps Kaldi's default. */
    public static final class Builder {
        private int sampleRateHz = 16_000;
        private OptionalInt frameLength = OptionalInt.empty();
        private OptionalInt hopLength = OptionalInt.empty();
        private OptionalInt fftSize = OptionalInt.empty();
        private Taper taper = Taper.POVEY;
        private double preemphasis = 0.97;
        private int melBands = 23;
        private double minHz = 20;
        private OptionalDouble maxHz = OptionalDouble.empty();

        private Builder() {}

        /**
         * Sets the signal's rate.
         *
         * @param value hertz, at least 1
         * @return this
         */
        public Builder sampleRateHz(int value) {
            sampleRateHz = value;
            return this;
        }

        /**
         * Sets the length of a frame; unset it is 25 ms.
         *
         * @param value samples, at least 2
         * @return this
         */
        public Builder frameLength(int value) {
            frameLength = OptionalInt.of(value);
            return this;
        }

        /**
         * Sets the distance between frames; unset it is 10 ms.
         *
         * @param value samples, at least 1
         * @return this
         */
        public Builder hopLength(int value) {
            hopLength = OptionalInt.of(value);
            return this;
        }

        /**
         * Sets the transform's size; unset it is the next power of two from the frame's length.
         *
         * @param value even, at least the frame's length
         * @return this
         */
        public Builder fftSize(int value) {
            fftSize = OptionalInt.of(value);
            return this;
        }

        /**
         * Sets how a frame fades at its ends.
         *
         * @param value the taper
         * @return this
         */
        public Builder taper(Taper value) {
            taper = value;
            return this;
        }

        /**
         * Sets the share of the previous sample that is taken off each.
         *
         * @param value 0 to 1
         * @return this
         */
        public Builder preemphasis(double value) {
            preemphasis = value;
            return this;
        }

        /**
         * Sets the number of bands.
         *
         * @param value at least 4
         * @return this
         */
        public Builder melBands(int value) {
            melBands = value;
            return this;
        }

        /**
         * Sets the lowest band edge.
         *
         * @param value hertz, at least 0
         * @return this
         */
        public Builder minHz(double value) {
            minHz = value;
            return this;
        }

        /**
         * Sets the highest band edge; unset it is half the rate.
         *
         * @param value hertz, above minHz, at most half the rate
         * @return this
         */
        public Builder maxHz(double value) {
            maxHz = OptionalDouble.of(value);
            return this;
        }

        /**
         * Checks and makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a number is out of its range
         */
        public KaldiConfig build() {
            int frame = frameLength.orElse((int) (sampleRateHz * 25L / 1000));
            int size = fftSize.orElse(nextPowerOfTwo(frame));
            int hop = hopLength.orElse((int) (sampleRateHz * 10L / 1000));
            return new KaldiConfig(
                    sampleRateHz,
                    new Frames(frame, hop, size, taper, preemphasis),
                    melBands,
                    minHz,
                    maxHz.orElse(sampleRateHz / 2.0));
        }

        private static int nextPowerOfTwo(int value) {
            return value < 2 || value > MAX_FFT_SIZE ? value : Integer.highestOneBit(value - 1) * 2;
        }
    }
}
