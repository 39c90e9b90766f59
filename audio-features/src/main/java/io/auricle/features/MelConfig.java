package io.auricle.features;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * Settings of a mel spectrogram, made by {@link #builder()}; defaults are librosa's.
 *
 * @param sampleRateHz rate of the signal, in hertz; at least 1; 22 050
 * @param stft         how the signal becomes spectra
 * @param melBands     rows of the result; at least 1; 128
 * @param minHz        lowest band edge, in hertz; at least 0; 0
 * @param maxHz        highest band edge, in hertz; above minHz, at most half the rate; unset in the builder: half the rate
 * @param scale        how hertz and mels relate; Slaney's
 * @param norm         how a band's triangle is scaled; Slaney's
 * @param slope        on which axis a triangle's slopes are straight; hertz
 */
public record MelConfig(
        int sampleRateHz,
        StftConfig stft,
        int melBands,
        double minHz,
        double maxHz,
        MelScale scale,
        MelNorm norm,
        Slope slope) {
    private static final int MAX_BANDS = 65_536;

    /**
     * Checks the settings.
     *
     * @param sampleRateHz at least 1
     * @param stft         how the signal becomes spectra
     * @param melBands     1 to 65 536
     * @param minHz        at least 0
     * @param maxHz        above minHz, at most half the rate
     * @param scale        how hertz and mels relate
     * @param norm         how a band's triangle is scaled
     * @param slope        on which axis a triangle's slopes are straight
     * @throws IllegalArgumentException if a number is out of its range
     */
    public MelConfig {
        requireNonNull(stft, "stft");
        requireNonNull(scale, "scale");
        requireNonNull(norm, "norm");
        requireNonNull(slope, "slope");
        check(sampleRateHz >= 1, "sampleRateHz must be at least 1, got %d", sampleRateHz);
        check(melBands >= 1 && melBands <= MAX_BANDS, "melBands must be in [1, %d], got %d", MAX_BANDS, melBands);
        check(minHz >= 0, "minHz must be at least 0, got %s", minHz);
        check(
                maxHz > minHz && maxHz <= sampleRateHz / 2.0,
                "maxHz must be in (%s, %s], got %s",
                minHz,
                sampleRateHz / 2.0,
                maxHz);
    }

    /** On which axis the slopes of a mel band's triangle are straight. */
    public enum Slope {
        /** Over hertz: librosa, torchaudio, Whisper. */
        HERTZ,
        /** Over mels: Kaldi, TensorFlow, YAMNet. */
        MEL
    }

    /**
     * librosa's defaults: 22 050 Hz, FFT 2048, hop 512, centred between zeros, power, 128 Slaney bands up to half the rate.
     *
     * @return the settings of {@code librosa.feature.melspectrogram(...)} 0.11
     */
    public static MelConfig librosa() {
        return builder().build();
    }

    /**
     * torchaudio's defaults: 16 000 Hz, FFT 400, hop 200, centred and mirrored, power, 128 HTK bands that are not normalised.
     *
     * @return the settings of {@code torchaudio.transforms.MelSpectrogram()} 0.13
     */
    public static MelConfig torchaudio() {
        return builder()
                .sampleRateHz(16_000)
                .fftSize(400)
                .hopLength(200)
                .padding(Padding.REFLECT)
                .scale(MelScale.HTK)
                .norm(MelNorm.NONE)
                .build();
    }

    /**
     * Whisper's mel bands: 16 000 Hz, FFT 400, hop 160, centred and mirrored, power, 80 Slaney bands.
     *
     * @return what stands under the logarithm of {@code whisper.log_mel_spectrogram}
     */
    public static MelConfig whisper() {
        return builder()
                .sampleRateHz(16_000)
                .fftSize(400)
                .hopLength(160)
                .padding(Padding.REFLECT)
                .melBands(80)
                .build();
    }

    /**
     * YAMNet's mel bands: 16 000 Hz, frames of 400 samples every 160 without padding, FFT 512 with zeros behind, magnitude, 64
     * bands from 125 to 7500 Hz with slopes straight over HTK's mels, not normalised.
     *
     * @return what stands under the logarithm of {@link FrontEnd#yamnet()}
     */
    public static MelConfig yamnet() {
        return builder()
                .sampleRateHz(16_000)
                .fftSize(512)
                .windowLength(400)
                .hopLength(160)
                .padding(Padding.NONE)
                .power(1)
                .zeroFill(StftConfig.ZeroFill.BEHIND)
                .melBands(64)
                .minHz(125)
                .maxHz(7500)
                .scale(MelScale.HTK)
                .norm(MelNorm.NONE)
                .slope(Slope.MEL)
                .build();
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
     * Starts from these settings; a highest band edge of half the rate stays so when the rate is changed.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = builder()
                .sampleRateHz(sampleRateHz)
                .stft(stft)
                .melBands(melBands)
                .minHz(minHz)
                .scale(scale)
                .norm(norm)
                .slope(slope);
        return maxHz == sampleRateHz / 2.0 ? builder : builder.maxHz(maxHz);
    }

    /** Makes a {@link MelConfig}; whatever is not set keeps librosa's default. */
    public static final class Builder {
        private int sampleRateHz = 22_050;
        private StftConfig.Builder stft = StftConfig.builder();
        private int melBands = 128;
        private double minHz;
        private OptionalDouble maxHz = OptionalDouble.empty();
        private MelScale scale = MelScale.SLANEY;
        private MelNorm norm = MelNorm.SLANEY;
        private Slope slope = Slope.HERTZ;

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
         * Sets everything about the transform at once.
         *
         * @param value the settings
         * @return this
         */
        public Builder stft(StftConfig value) {
            stft = value.toBuilder();
            return this;
        }

        /**
         * Sets the transform's size.
         *
         * @param value samples, at least 1
         * @return this
         */
        public Builder fftSize(int value) {
            stft.fftSize(value);
            return this;
        }

        /**
         * Sets the window's length; unset it is the transform's size.
         *
         * @param value samples, 1 to fftSize
         * @return this
         */
        public Builder windowLength(int value) {
            stft.windowLength(value);
            return this;
        }

        /**
         * Sets the distance between frames.
         *
         * @param value samples, at least 1
         * @return this
         */
        public Builder hopLength(int value) {
            stft.hopLength(value);
            return this;
        }

        /**
         * Sets the taper.
         *
         * @param value the window
         * @return this
         */
        public Builder window(Window value) {
            stft.window(value);
            return this;
        }

        /**
         * Sets what surrounds the signal.
         *
         * @param value the padding
         * @return this
         */
        public Builder padding(Padding value) {
            stft.padding(value);
            return this;
        }

        /**
         * Sets where zeros stand if the window is shorter than the transform.
         *
         * @param value around the window, or behind it
         * @return this
         */
        public Builder zeroFill(StftConfig.ZeroFill value) {
            stft.zeroFill(value);
            return this;
        }

        /**
         * Sets the exponent of the magnitude.
         *
         * @param value above 0; 1 for magnitude, 2 for power
         * @return this
         */
        public Builder power(double value) {
            stft.power(value);
            return this;
        }

        /**
         * Sets the number of bands.
         *
         * @param value at least 1
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
         * Sets how hertz and mels relate.
         *
         * @param value the scale
         * @return this
         */
        public Builder scale(MelScale value) {
            scale = value;
            return this;
        }

        /**
         * Sets how a band's triangle is scaled.
         *
         * @param value the norm
         * @return this
         */
        public Builder norm(MelNorm value) {
            norm = value;
            return this;
        }

        /**
         * Sets on which axis a triangle's slopes are straight.
         *
         * @param value the axis
         * @return this
         */
        public Builder slope(Slope value) {
            slope = value;
            return this;
        }

        /**
         * Checks and makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a number is out of its range
         */
        public MelConfig build() {
            return new MelConfig(
                    sampleRateHz, stft.build(), melBands, minHz, maxHz.orElse(sampleRateHz / 2.0), scale, norm, slope);
        }
    }
}
