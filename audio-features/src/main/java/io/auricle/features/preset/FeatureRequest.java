package io.auricle.features.preset;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.Decibels;
import io.auricle.features.FeatureStream;
import io.auricle.features.MelConfig;
import io.auricle.features.MelNorm;
import io.auricle.features.MelScale;
import io.auricle.features.MelSpectrogram;
import io.auricle.features.Padding;
import io.auricle.features.Spectrogram;
import io.auricle.features.Stft;
import io.auricle.features.StftConfig;
import io.auricle.features.Window;
import io.auricle.features.descriptor.SpectralShape;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A feature by name with the defaults of a library by name, and options that override them.
 *
 * <pre>{@code
 * FeatureRequest request = FeatureRequest.builder(Preset.parse("librosa"))
 *         .feature(Feature.parse("mfcc"))
 *         .fftSize(1024)
 *         .build();
 * Spectrogram mfcc = request.compute(samples, 22_050);
 * }</pre>
 *
 * <p>An option that the feature has no use for is refused, not ignored. Everything is computed in double precision. <b>Shape.</b> The feature's. <b>Threads.</b> Immutable,
 * share it. <b>Cost.</b> Tables are prepared at each call.
 */
public final class FeatureRequest {
    private final Settings settings;

    private FeatureRequest(Settings settings) {
        this.settings = settings;
    }

    /**
     * Starts from a library's defaults, with the feature mel.
     *
     * @param preset the library
     * @return a new builder
     */
    public static Builder builder(Preset preset) {
        return new Builder(preset);
    }

    /**
     * The rate to bring a signal to.
     *
     * @return hertz; empty if any will do
     */
    public OptionalInt sampleRateHz() {
        return settings.preset().sampleRateHz();
    }

    /**
     * Whether the result is in decibels.
     *
     * @return true for decibels, false for what the feature is otherwise in
     */
    public boolean isDecibels() {
        return settings.isDecibels();
    }

    /**
     * The settings of the transform.
     *
     * @return the preset's with this request's options
     */
    public StftConfig stft() {
        return settings.stft();
    }

    /**
     * The settings of the mel bands.
     *
     * @param sampleRateHz rate of the signal, in hertz; at least 1
     * @return the preset's with this request's options
     * @throws IllegalArgumentException if an option is out of its range at this rate
     */
    public MelConfig mel(int sampleRateHz) {
        return settings.mel(sampleRateHz);
    }

    /**
     * Computes the feature of a signal.
     *
     * @param samples      the mono signal, at least 1 sample, all finite
     * @param sampleRateHz its rate, in hertz
     * @return the feature
     * @throws IllegalArgumentException if a sample is NaN or infinite, there are too few, or an option is out of its range
     */
    public Spectrogram compute(float[] samples, int sampleRateHz) {
        if (settings.preset() == Preset.KALDI) {
            return settings.kaldi(sampleRateHz).compute(samples);
        } else if (settings.preset() == Preset.WHISPER) {
            return settings.whisper(sampleRateHz).compute(samples);
        }
        return switch (settings.feature()) {
            case MEL -> inDecibels(
                    MelSpectrogram.exact(settings.mel(sampleRateHz)).compute(samples));
            case STFT -> inDecibels(Stft.exact(settings.stft()).compute(samples));
            case MFCC -> settings.mfcc(sampleRateHz).compute(samples);
            case DELTA -> settings.deltas().apply(settings.mfcc(sampleRateHz).compute(samples));
            case PCEN -> settings.pcen(sampleRateHz)
                    .apply(MelSpectrogram.exact(settings.mel(sampleRateHz)).compute(samples));
            case CENTROID -> SpectralShape.of(sampleRateHz, settings.stft()).centroid(samples);
            case BANDWIDTH -> SpectralShape.of(sampleRateHz, settings.stft()).bandwidth(samples);
            case ROLLOFF -> SpectralShape.of(sampleRateHz, settings.stft()).rolloff(samples, 0.85);
            case RMS -> settings.level().rms(samples);
            case ZCR -> settings.level().zeroCrossingRate(samples);
        };
    }

    /**
     * Starts a signal that comes in blocks.
     *
     * @param sampleRateHz its rate, in hertz
     * @return a new stream, whose frames are bit for bit those of {@link #compute}
     * @throws IllegalArgumentException if the feature needs the whole signal, with the reason, or an option is out of its range
     */
    public FeatureStream stream(int sampleRateHz) {
        check(
                settings.preset() != Preset.WHISPER,
                "preset must not be whisper in a stream: it clamps to 8 decades below the loudest value, known only at the end");
        if (settings.preset() == Preset.KALDI) {
            return settings.kaldi(sampleRateHz).stream();
        }
        return switch (settings.feature()) {
            case MEL -> inDecibels(MelSpectrogram.exact(settings.mel(sampleRateHz)).stream());
            case STFT -> inDecibels(Stft.exact(settings.stft()).stream());
            case PCEN -> settings.pcen(sampleRateHz).over(MelSpectrogram.exact(settings.mel(sampleRateHz)).stream());
            default -> throw new IllegalArgumentException("feature must be mel, stft or pcen in a stream, got "
                    + settings.feature() + ": " + wholeSignalReason());
        };
    }

    private String wholeSignalReason() {
        return switch (settings.feature()) {
            case MFCC -> "its topDb reaches down from the loudest value, known only at the end";
            case DELTA -> "its first and last frames are fitted to their neighbours, and its topDb needs the loudest value";
            default -> "it is computed from the whole signal";
        };
    }

    private Spectrogram inDecibels(Spectrogram power) {
        return settings.isDecibels() ? Decibels.exact(settings.decibels()).apply(power) : power;
    }

    private FeatureStream inDecibels(FeatureStream power) {
        return settings.isDecibels() ? Decibels.exact(settings.decibels()).over(power) : power;
    }

    /** Makes a {@link FeatureRequest}; whatever is not set keeps the preset's default. */
    public static final class Builder {
        private final Preset preset;
        private final Map<FeatureOption, Object> options = new EnumMap<>(FeatureOption.class);
        private Feature feature = Feature.MEL;

        private Builder(Preset preset) {
            this.preset = requireNonNull(preset, "preset");
        }

        private Builder set(FeatureOption option, Object value) {
            options.put(option, requireNonNull(value, option.toString()));
            return this;
        }

        /**
         * Sets what is asked for.
         *
         * @param value the feature
         * @return this
         */
        public Builder feature(Feature value) {
            feature = requireNonNull(value, "feature");
            return this;
        }

        /**
         * Sets the transform's size, and the length of frames that are not transformed.
         *
         * @param value samples, at least 1
         * @return this
         */
        public Builder fftSize(int value) {
            return set(FeatureOption.FFT_SIZE, value);
        }

        /**
         * Sets the distance between frames.
         *
         * @param value samples, at least 1
         * @return this
         */
        public Builder hopLength(int value) {
            return set(FeatureOption.HOP_LENGTH, value);
        }

        /**
         * Sets the window's length.
         *
         * @param value samples, 1 to fftSize
         * @return this
         */
        public Builder windowLength(int value) {
            return set(FeatureOption.WINDOW_LENGTH, value);
        }

        /**
         * Sets the taper.
         *
         * @param value the window
         * @return this
         */
        public Builder window(Window value) {
            return set(FeatureOption.WINDOW, value);
        }

        /**
         * Sets whether frames are centred, with padding around the signal.
         *
         * @param value false for none
         * @return this
         */
        public Builder centred(boolean value) {
            return set(FeatureOption.CENTRED, value);
        }

        /**
         * Sets what surrounds the signal where frames are centred.
         *
         * @param value the padding
         * @return this
         */
        public Builder padding(Padding value) {
            return set(FeatureOption.PADDING, value);
        }

        /**
         * Sets the exponent of the magnitude.
         *
         * @param value above 0
         * @return this
         */
        public Builder power(double value) {
            return set(FeatureOption.POWER, value);
        }

        /**
         * Sets the number of bands.
         *
         * @param value at least 1
         * @return this
         */
        public Builder melBands(int value) {
            return set(FeatureOption.MEL_BANDS, value);
        }

        /**
         * Sets the lowest band edge.
         *
         * @param value hertz, at least 0
         * @return this
         */
        public Builder minHz(double value) {
            return set(FeatureOption.MIN_HZ, value);
        }

        /**
         * Sets the highest band edge.
         *
         * @param value hertz, above minHz, at most half the rate
         * @return this
         */
        public Builder maxHz(double value) {
            return set(FeatureOption.MAX_HZ, value);
        }

        /**
         * Sets how hertz and mels relate.
         *
         * @param value the scale
         * @return this
         */
        public Builder scale(MelScale value) {
            return set(FeatureOption.SCALE, value);
        }

        /**
         * Sets how a band's triangle is scaled.
         *
         * @param value the norm
         * @return this
         */
        public Builder norm(MelNorm value) {
            return set(FeatureOption.NORM, value);
        }

        /**
         * Sets whether powers become decibels.
         *
         * @param value true for decibels
         * @return this
         */
        public Builder decibels(boolean value) {
            return set(FeatureOption.DECIBELS, value);
        }

        /**
         * Sets the power that is 0 dB.
         *
         * @param value above 0
         * @return this
         */
        public Builder reference(double value) {
            return set(FeatureOption.REFERENCE, value);
        }

        /**
         * Makes the largest value 0 dB.
         *
         * @return this
         */
        public Builder referenceMax() {
            return set(FeatureOption.REFERENCE, "max");
        }

        /**
         * Sets the power that smaller ones count as.
         *
         * @param value above 0
         * @return this
         */
        public Builder amin(double value) {
            return set(FeatureOption.AMIN, value);
        }

        /**
         * Sets how far below the loudest value decibels may go.
         *
         * @param value decibels, at least 0
         * @return this
         */
        public Builder topDb(double value) {
            return set(FeatureOption.TOP_DB, value);
        }

        /**
         * Lets decibels go down to {@code amin}.
         *
         * @return this
         */
        public Builder noTopDb() {
            return set(FeatureOption.TOP_DB, "none");
        }

        /**
         * Sets how many cepstral coefficients are kept.
         *
         * @param value 1 to the number of bands
         * @return this
         */
        public Builder coefficients(int value) {
            return set(FeatureOption.COEFFICIENTS, value);
        }

        /**
         * Sets the lifter of cepstral coefficients.
         *
         * @param value at least 0; 0 is none
         * @return this
         */
        public Builder lifter(double value) {
            return set(FeatureOption.LIFTER, value);
        }

        /**
         * Sets the neighbourhood of a derivative.
         *
         * @param value frames: odd, at least 3
         * @return this
         */
        public Builder deltaWidth(int value) {
            return set(FeatureOption.DELTA_WIDTH, value);
        }

        /**
         * Sets the order of the derivative.
         *
         * @param value 1 to the neighbourhood - 1
         * @return this
         */
        public Builder deltaOrder(int value) {
            return set(FeatureOption.DELTA_ORDER, value);
        }

        /**
         * Checks and makes the request.
         *
         * @return the request
         * @throws IllegalArgumentException if an option has no meaning for the feature or the preset, or contradicts another
         */
        public FeatureRequest build() {
            return new FeatureRequest(new Settings(preset, feature, new EnumMap<>(options)));
        }
    }
}
