package io.auricle.features.preset;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.DecibelConfig;
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
import io.auricle.features.descriptor.Deltas;
import io.auricle.features.descriptor.KaldiConfig;
import io.auricle.features.descriptor.KaldiFbank;
import io.auricle.features.descriptor.Mfcc;
import io.auricle.features.descriptor.MfccConfig;
import io.auricle.features.descriptor.Pcen;
import io.auricle.features.descriptor.PcenConfig;
import io.auricle.features.descriptor.SignalLevel;
import io.auricle.features.descriptor.SpectralShape;
import io.auricle.features.descriptor.WhisperLogMel;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

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
    private final Preset preset;
    private final Feature feature;
    private final Map<FeatureOption, Object> options;

    private FeatureRequest(Builder builder) {
        this.preset = builder.preset;
        this.feature = builder.feature;
        this.options = new EnumMap<>(builder.options);
        options.keySet().forEach(this::checkTaken);
        checkAgreement();
    }

    private void checkTaken(FeatureOption option) {
        check(
                feature.takes(option),
                "%s must not be set for the feature %s, got %s",
                option,
                feature,
                options.get(option));
        if (preset == Preset.KALDI) {
            check(KaldiOptions.takes(option), refusal(), option, preset, options.get(option));
        } else if (preset == Preset.WHISPER) {
            check(option == FeatureOption.MEL_BANDS, refusal(), option, preset, options.get(option));
        }
    }

    private static String refusal() {
        return "%s must not be set for the preset %s, whose output is a logarithm of fixed making, got %s";
    }

    private void checkAgreement() {
        check(
                !preset.isFixed() || feature == Feature.MEL,
                "feature must be mel for the preset %s, got %s",
                preset,
                feature);
        check(
                !Boolean.FALSE.equals(options.get(FeatureOption.CENTRED))
                        || !options.containsKey(FeatureOption.PADDING),
                "padding must not be set where frames are not centred, got %s and centred false",
                options.get(FeatureOption.PADDING));
        for (FeatureOption option : options.keySet()) {
            check(
                    option.group() != FeatureOption.Group.DECIBELS || option == FeatureOption.DECIBELS || isDecibels(),
                    "%s must come with decibels, got %s and power",
                    option,
                    options.get(option));
        }
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
        return preset.sampleRateHz();
    }

    /**
     * Whether the result is in decibels.
     *
     * @return true for decibels, false for what the feature is otherwise in
     */
    public boolean isDecibels() {
        boolean wanted = preset == Preset.URBANSOUND && !options.containsKey(FeatureOption.DECIBELS);
        return feature.takes(FeatureOption.DECIBELS)
                && (wanted || Boolean.TRUE.equals(get(FeatureOption.DECIBELS, false)));
    }

    /**
     * The settings of the transform.
     *
     * @return the preset's with this request's options
     */
    public StftConfig stft() {
        StftConfig preset = this.preset.mel().build().stft();
        StftConfig.Builder stft = preset.toBuilder()
                .fftSize(get(FeatureOption.FFT_SIZE, preset.fftSize()))
                .hopLength(get(FeatureOption.HOP_LENGTH, preset.hopLength()))
                .window(get(FeatureOption.WINDOW, preset.window()))
                .padding(padding(preset.padding()))
                .power(get(FeatureOption.POWER, usesMagnitudes() ? 1.0 : preset.power()));
        if (options.containsKey(FeatureOption.WINDOW_LENGTH)) {
            stft.windowLength((Integer) options.get(FeatureOption.WINDOW_LENGTH));
        }
        return stft.build();
    }

    private boolean usesMagnitudes() {
        return switch (feature) {
            case PCEN, CENTROID, BANDWIDTH, ROLLOFF -> true;
            default -> false;
        };
    }

    private Padding padding(Padding otherwise) {
        return get(FeatureOption.CENTRED, true) ? get(FeatureOption.PADDING, otherwise) : Padding.NONE;
    }

    /**
     * The settings of the mel bands.
     *
     * @param sampleRateHz rate of the signal, in hertz; at least 1
     * @return the preset's with this request's options
     * @throws IllegalArgumentException if an option is out of its range at this rate
     */
    public MelConfig mel(int sampleRateHz) {
        MelConfig.Builder mel = preset.mel().sampleRateHz(sampleRateHz).stft(stft());
        ifSet(FeatureOption.MEL_BANDS, Integer.class, mel::melBands);
        ifSet(FeatureOption.MIN_HZ, Double.class, mel::minHz);
        ifSet(FeatureOption.MAX_HZ, Double.class, mel::maxHz);
        ifSet(FeatureOption.SCALE, MelScale.class, mel::scale);
        ifSet(FeatureOption.NORM, MelNorm.class, mel::norm);
        return mel.build();
    }

    private DecibelConfig decibels() {
        DecibelConfig.Builder decibels = preset.decibels().toBuilder();
        ifSet(FeatureOption.AMIN, Double.class, decibels::amin);
        ifSet(FeatureOption.REFERENCE, Object.class, value -> {
            if (value instanceof Double power) {
                decibels.reference(power);
            } else {
                decibels.referenceMax();
            }
        });
        ifSet(FeatureOption.TOP_DB, Object.class, value -> {
            if (value instanceof Double db) {
                decibels.topDb(db);
            } else {
                decibels.noTopDb();
            }
        });
        return decibels.build();
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
        if (preset == Preset.KALDI) {
            return KaldiFbank.of(kaldi(sampleRateHz)).compute(samples);
        } else if (preset == Preset.WHISPER) {
            return whisper(sampleRateHz).compute(samples);
        }
        return switch (feature) {
            case MEL -> inDecibels(MelSpectrogram.exact(mel(sampleRateHz)).compute(samples));
            case STFT -> inDecibels(Stft.exact(stft()).compute(samples));
            case MFCC -> mfcc(sampleRateHz).compute(samples);
            case DELTA -> deltas().apply(mfcc(sampleRateHz).compute(samples));
            case PCEN -> pcen(sampleRateHz)
                    .apply(MelSpectrogram.exact(mel(sampleRateHz)).compute(samples));
            case CENTROID -> SpectralShape.of(sampleRateHz, stft()).centroid(samples);
            case BANDWIDTH -> SpectralShape.of(sampleRateHz, stft()).bandwidth(samples);
            case ROLLOFF -> SpectralShape.of(sampleRateHz, stft()).rolloff(samples, 0.85);
            case RMS -> level().rms(samples);
            case ZCR -> level().zeroCrossingRate(samples);
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
                preset != Preset.WHISPER,
                "preset must not be whisper in a stream: it clamps to 8 decades below the loudest value, known only at the end");
        if (preset == Preset.KALDI) {
            return KaldiFbank.of(kaldi(sampleRateHz)).stream();
        }
        return switch (feature) {
            case MEL -> inDecibels(MelSpectrogram.exact(mel(sampleRateHz)).stream());
            case STFT -> inDecibels(Stft.exact(stft()).stream());
            case PCEN -> pcen(sampleRateHz).over(MelSpectrogram.exact(mel(sampleRateHz)).stream());
            default -> throw new IllegalArgumentException(
                    "feature must be mel, stft or pcen in a stream, got " + feature + ": " + wholeSignalReason());
        };
    }

    private String wholeSignalReason() {
        return switch (feature) {
            case MFCC -> "its topDb reaches down from the loudest value, known only at the end";
            case DELTA -> "its first and last frames are fitted to their neighbours, and its topDb needs the loudest value";
            default -> "it is computed from the whole signal";
        };
    }

    private Spectrogram inDecibels(Spectrogram power) {
        return isDecibels() ? Decibels.exact(decibels()).apply(power) : power;
    }

    private FeatureStream inDecibels(FeatureStream power) {
        return isDecibels() ? Decibels.exact(decibels()).over(power) : power;
    }

    private Mfcc mfcc(int sampleRateHz) {
        MfccConfig.Builder mfcc = MfccConfig.builder().mel(mel(sampleRateHz));
        ifSet(FeatureOption.COEFFICIENTS, Integer.class, mfcc::coefficients);
        ifSet(FeatureOption.LIFTER, Double.class, mfcc::lifter);
        return Mfcc.of(mfcc.build());
    }

    private Deltas deltas() {
        return Deltas.of(get(FeatureOption.DELTA_WIDTH, 9), get(FeatureOption.DELTA_ORDER, 1));
    }

    private Pcen pcen(int sampleRateHz) {
        return Pcen.of(PcenConfig.builder()
                .sampleRateHz(sampleRateHz)
                .hopLength(stft().hopLength())
                .inputScale(1L << 31)
                .build());
    }

    private SignalLevel level() {
        StftConfig frames = stft();
        return SignalLevel.of(frames.fftSize(), frames.hopLength(), frames.padding());
    }

    private KaldiConfig kaldi(int sampleRateHz) {
        KaldiConfig.Builder kaldi = KaldiConfig.builder().sampleRateHz(sampleRateHz);
        ifSet(FeatureOption.FFT_SIZE, Integer.class, kaldi::fftSize);
        ifSet(FeatureOption.WINDOW_LENGTH, Integer.class, kaldi::frameLength);
        ifSet(FeatureOption.HOP_LENGTH, Integer.class, kaldi::hopLength);
        ifSet(FeatureOption.WINDOW, Window.class, window -> kaldi.taper(KaldiOptions.taper(window)));
        ifSet(FeatureOption.MEL_BANDS, Integer.class, kaldi::melBands);
        ifSet(FeatureOption.MIN_HZ, Double.class, kaldi::minHz);
        ifSet(FeatureOption.MAX_HZ, Double.class, kaldi::maxHz);
        return kaldi.build();
    }

    private WhisperLogMel whisper(int sampleRateHz) {
        check(
                sampleRateHz == WhisperLogMel.SAMPLE_RATE_HZ,
                "sampleRateHz must be %d for the preset whisper, got %d",
                WhisperLogMel.SAMPLE_RATE_HZ,
                sampleRateHz);
        return WhisperLogMel.of(get(FeatureOption.MEL_BANDS, 80));
    }

    @SuppressWarnings("unchecked") // the builder puts values of one type under each option
    private <T> T get(FeatureOption option, T otherwise) {
        return (T) options.getOrDefault(option, otherwise);
    }

    private <T> void ifSet(FeatureOption option, Class<T> type, Consumer<T> setter) {
        if (options.containsKey(option)) {
            setter.accept(type.cast(options.get(option)));
        }
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
            return new FeatureRequest(this);
        }
    }
}
