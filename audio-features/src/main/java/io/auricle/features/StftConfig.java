package io.auricle.features;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.internal.BandMatrix;
import io.auricle.features.internal.FramePlan;
import io.auricle.features.internal.Framing;
import java.util.OptionalInt;

/**
 * Settings of a short-time Fourier transform, made by {@link #builder()}; defaults are librosa's.
 *
 * @param fftSize      points of each transform, in samples; at least 1 (odd and prime sizes too); librosa's {@code n_fft}, 2048
 * @param windowLength samples that the window weighs; 1 to fftSize; unset in the builder: fftSize
 * @param hopLength    samples from one frame to the next; at least 1; 512
 * @param window       the taper; Hann
 * @param padding      what surrounds the signal; zeros
 * @param power        exponent of the magnitude: 2 gives power, 1 magnitude; above 0; 2
 * @param zeroFill     where a frame's zeros stand if the window is shorter than the transform; around
 */
public record StftConfig(
        int fftSize, int windowLength, int hopLength, Window window, Padding padding, double power, ZeroFill zeroFill) {
    /** The largest transform: far beyond any use on sound, and small enough that no size computed from it overflows. */
    static final int MAX_FFT_SIZE = 1 << 22;

    /**
     * Checks the settings.
     *
     * @param fftSize      1 to 4 194 304
     * @param windowLength 1 to fftSize, and the window's own length if it has one
     * @param hopLength    1 to 4 194 304
     * @param window       the taper
     * @param padding      what surrounds the signal
     * @param power        above 0 and finite
     * @param zeroFill     where zeros stand; behind only without padding
     * @throws IllegalArgumentException if a number is out of its range
     */
    public StftConfig {
        requireNonNull(window, "window");
        requireNonNull(padding, "padding");
        requireNonNull(zeroFill, "zeroFill");
        check(fftSize >= 1 && fftSize <= MAX_FFT_SIZE, "fftSize must be in [1, %d], got %d", MAX_FFT_SIZE, fftSize);
        check(
                windowLength >= 1 && windowLength <= fftSize,
                "windowLength must be in [1, fftSize = %d], got %d",
                fftSize,
                windowLength);
        check(
                hopLength >= 1 && hopLength <= MAX_FFT_SIZE,
                "hopLength must be in [1, %d], got %d",
                MAX_FFT_SIZE,
                hopLength);
        check(power > 0 && Double.isFinite(power), "power must be finite and above 0, got %s", power);
        check(
                zeroFill == ZeroFill.AROUND || padding == Padding.NONE,
                "padding must be NONE where zeroFill is BEHIND, got %s",
                padding);
        window.checkLength(windowLength);
    }

    /** Where the zeros of a frame stand if the window is shorter than the transform. */
    public enum ZeroFill {
        /** As many on either side: a frame spans {@code fftSize} samples, the window weighs its middle. librosa, torchaudio. */
        AROUND,
        /** Behind the window: a frame spans {@code windowLength} samples. Kaldi, TensorFlow; only for signals without padding.
         * Tapered samples are rounded to single precision, as there. */
        BEHIND
    }

    /**
     * Starts from librosa's defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from these settings; a window as long as the transform stays so when the transform's size is changed.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = builder()
                .fftSize(fftSize)
                .hopLength(hopLength)
                .window(window)
                .padding(padding)
                .power(power)
                .zeroFill(zeroFill);
        return windowLength == fftSize ? builder : builder.windowLength(windowLength);
    }

    /**
     * The number of frequencies of a frame.
     *
     * @return {@code 1 + fftSize / 2}
     */
    public int bins() {
        return 1 + fftSize / 2;
    }

    /**
     * The number of frames that a signal gives.
     *
     * @param samples length of the signal, in samples; at least 1
     * @return {@code 1 + (samples + padding - frameSamples) / hopLength}, at least 1
     * @throws IllegalArgumentException if the signal is too short: below one frame without padding, or not above
     *     {@code fftSize / 2} samples with reflection
     */
    public int frames(int samples) {
        return framing().frames(samples);
    }

    /**
     * The number of samples that a frame spans.
     *
     * @return {@code fftSize}, or {@code windowLength} where zeros stand behind the window
     */
    public int frameSamples() {
        return zeroFill == ZeroFill.BEHIND ? windowLength : fftSize;
    }

    /** Where the frames lie. */
    Framing framing() {
        int margin = padding == Padding.NONE ? 0 : fftSize / 2;
        return new Framing(frameSamples(), hopLength, margin, padding == Padding.REFLECT);
    }

    /** What becomes of a frame. */
    FramePlan plan(BandMatrix bands) {
        double[] weights = new double[fftSize];
        int before = zeroFill == ZeroFill.BEHIND ? 0 : (fftSize - windowLength) / 2;
        System.arraycopy(window.values(windowLength), 0, weights, before, windowLength);
        return new FramePlan(weights, frameSamples(), hopLength, power, bands);
    }

    /** Makes an {@link StftConfig}; whatever is not set keeps librosa's default. */
    public static final class Builder {
        private int fftSize = 2048;
        private OptionalInt windowLength = OptionalInt.empty();
        private int hopLength = 512;
        private Window window = Window.hann();
        private Padding padding = Padding.ZERO;
        private double power = 2;
        private ZeroFill zeroFill = ZeroFill.AROUND;

        private Builder() {}

        /**
         * Sets the transform's size.
         *
         * @param value samples, 1 to 4 194 304
         * @return this
         */
        public Builder fftSize(int value) {
            fftSize = value;
            return this;
        }

        /**
         * Sets the window's length; unset it is the transform's size.
         *
         * @param value samples, 1 to fftSize
         * @return this
         */
        public Builder windowLength(int value) {
            windowLength = OptionalInt.of(value);
            return this;
        }

        /**
         * Sets the distance between frames.
         *
         * @param value samples, at least 1
         * @return this
         */
        public Builder hopLength(int value) {
            hopLength = value;
            return this;
        }

        /**
         * Sets the taper.
         *
         * @param value the window
         * @return this
         */
        public Builder window(Window value) {
            window = value;
            return this;
        }

        /**
         * Sets what surrounds the signal.
         *
         * @param value the padding
         * @return this
         */
        public Builder padding(Padding value) {
            padding = value;
            return this;
        }

        /**
         * Sets the exponent of the magnitude.
         *
         * @param value above 0; 1 for magnitude, 2 for power
         * @return this
         */
        public Builder power(double value) {
            power = value;
            return this;
        }

        /**
         * Sets where zeros stand if the window is shorter than the transform.
         *
         * @param value around the window, or behind it
         * @return this
         */
        public Builder zeroFill(ZeroFill value) {
            zeroFill = value;
            return this;
        }

        /**
         * Checks and makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a number is out of its range
         */
        public StftConfig build() {
            return new StftConfig(fftSize, windowLength.orElse(fftSize), hopLength, window, padding, power, zeroFill);
        }
    }
}
