package io.auricle.examples;

import io.auricle.examples.MelFeature.OptionGroup;
import io.auricle.features.MelConfig;
import io.auricle.features.MelNorm;
import io.auricle.features.MelScale;
import io.auricle.features.Padding;
import io.auricle.features.StftConfig;
import io.auricle.features.Window;
import io.auricle.features.descriptor.KaldiConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options of a mel spectrogram; what is not given keeps the preset's value. */
final class MelOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--n-fft", paramLabel = "N", description = "Points of each transform.")
    private Integer fftSize;

    @Option(names = "--hop", paramLabel = "N", description = "Samples from one frame to the next.")
    private Integer hopLength;

    @Option(names = "--win", paramLabel = "N", description = "Samples that the window weighs; at most --n-fft.")
    private Integer windowLength;

    @Option(
            names = "--window",
            paramLabel = "WINDOW",
            converter = WindowConverter.class,
            completionCandidates = Candidates.Windows.class,
            description = "hann, hamming, blackman, rectangular or kaiser:BETA.")
    private Window window;

    @Option(
            names = "--center",
            negatable = true,
            description = "Centre frames on their time by padding the ends, or not.")
    private Boolean center;

    @Option(names = "--pad", paramLabel = "PAD", description = "What pads the ends: ${COMPLETION-CANDIDATES}.")
    private Pad pad;

    @Option(names = "--power", paramLabel = "P", description = "Exponent of the magnitude: 2 power, 1 magnitude.")
    private Double power;

    @Option(names = "--mels", paramLabel = "N", description = "Mel bands.")
    private Integer melBands;

    @Option(names = "--fmin", paramLabel = "HZ", description = "Lowest band edge.")
    private Double minHz;

    @Option(names = "--fmax", paramLabel = "HZ", description = "Highest band edge; at most half the rate.")
    private Double maxHz;

    @Option(names = "--mel-scale", paramLabel = "SCALE", description = "${COMPLETION-CANDIDATES}.")
    private Scale scale;

    @Option(names = "--norm", paramLabel = "NORM", description = "Norm of the bands: ${COMPLETION-CANDIDATES}.")
    private Norm norm;

    /** What pads the ends of the signal. */
    enum Pad {
        constant(Padding.ZERO),
        reflect(Padding.REFLECT);

        private final Padding padding;

        Pad(Padding padding) {
            this.padding = padding;
        }
    }

    /** Words for mel scales. */
    enum Scale {
        slaney(MelScale.SLANEY),
        htk(MelScale.HTK);

        private final MelScale value;

        Scale(MelScale value) {
            this.value = value;
        }
    }

    /** Words for norms. */
    enum Norm {
        slaney(MelNorm.SLANEY),
        none(MelNorm.NONE);

        private final MelNorm value;

        Norm(MelNorm value) {
            this.value = value;
        }
    }

    /** {@return what was typed} */
    List<GivenOption> given() {
        List<GivenOption> given = new ArrayList<>();
        GivenOption.add(given, "--n-fft", OptionGroup.FRAMES, fftSize);
        GivenOption.add(given, "--hop", OptionGroup.FRAMES, hopLength);
        GivenOption.add(given, "--center", OptionGroup.FRAMES, center);
        GivenOption.add(given, "--pad", OptionGroup.FRAMES, pad);
        GivenOption.add(given, "--win", OptionGroup.TRANSFORM, windowLength);
        GivenOption.add(given, "--window", OptionGroup.TRANSFORM, window);
        GivenOption.add(given, "--power", OptionGroup.TRANSFORM, power);
        GivenOption.add(given, "--mels", OptionGroup.BANDS, melBands);
        GivenOption.add(given, "--fmin", OptionGroup.BANDS, minHz);
        GivenOption.add(given, "--fmax", OptionGroup.BANDS, maxHz);
        GivenOption.add(given, "--mel-scale", OptionGroup.BANDS, scale);
        GivenOption.add(given, "--norm", OptionGroup.BANDS, norm);
        return given;
    }

    /**
     * Applies what was typed of frames and transform.
     *
     * @param preset a preset's settings
     * @return the settings
     */
    StftConfig applyTo(StftConfig preset) {
        StftConfig.Builder stft = preset.toBuilder();
        apply(fftSize, stft::fftSize);
        apply(hopLength, stft::hopLength);
        apply(windowLength, stft::windowLength);
        apply(window, stft::window);
        apply(power, stft::power);
        return stft.padding(padding(preset.padding())).build();
    }

    /**
     * Applies what was typed of bands.
     *
     * @param mel a preset's settings, with a transform to which {@link #applyTo(StftConfig)} was applied
     * @return the same builder
     */
    MelConfig.Builder applyTo(MelConfig.Builder mel) {
        apply(melBands, mel::melBands);
        apply(minHz, mel::minHz);
        apply(maxHz, mel::maxHz);
        apply(scale == null ? null : scale.value, mel::scale);
        apply(norm == null ? null : norm.value, mel::norm);
        return mel;
    }

    /**
     * Applies what was typed, as far as Kaldi has such an option.
     *
     * @param kaldi Kaldi's defaults
     * @return the same builder
     */
    KaldiConfig.Builder applyTo(KaldiConfig.Builder kaldi) {
        apply(fftSize, kaldi::fftSize);
        apply(windowLength, kaldi::frameLength);
        apply(hopLength, kaldi::hopLength);
        apply(window == null ? null : taper(window), kaldi::taper);
        apply(melBands, kaldi::melBands);
        apply(minHz, kaldi::minHz);
        apply(maxHz, kaldi::maxHz);
        return kaldi;
    }

    private static KaldiConfig.Taper taper(Window window) {
        Map<Window, KaldiConfig.Taper> tapers = Map.of(
                Window.hann(), KaldiConfig.Taper.HANN,
                Window.hamming(), KaldiConfig.Taper.HAMMING,
                Window.blackman(), KaldiConfig.Taper.BLACKMAN,
                Window.rectangular(), KaldiConfig.Taper.RECTANGULAR);
        if (!tapers.containsKey(window)) {
            throw new IllegalArgumentException(
                    "--window must be hann, hamming, blackman or rectangular for the preset kaldi, got " + window);
        }
        return tapers.get(window);
    }

    private Padding padding(Padding preset) {
        boolean uncentred = Boolean.FALSE.equals(center);
        Checks.usage(
                spec, !uncentred || pad == null, "--no-center pads nothing, so --pad must not be given, got %s", pad);
        if (uncentred) {
            return Padding.NONE;
        }
        if (pad != null) {
            return pad.padding;
        }
        return center != null && preset == Padding.NONE ? Padding.ZERO : preset;
    }

    private static <T> void apply(T value, java.util.function.Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    /** From word to window. */
    static final class WindowConverter implements ITypeConverter<Window> {
        private static final String KAISER = "kaiser:";

        @Override
        public Window convert(String word) {
            String name = word.toLowerCase(Locale.ROOT);
            return switch (name) {
                case "hann" -> Window.hann();
                case "hamming" -> Window.hamming();
                case "blackman" -> Window.blackman();
                case "rectangular" -> Window.rectangular();
                default -> kaiser(name, word);
            };
        }

        private static Window kaiser(String name, String word) {
            try {
                if (name.startsWith(KAISER)) {
                    return Window.kaiser(Double.parseDouble(name.substring(KAISER.length())));
                }
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("kaiser:BETA needs a number that is at least 0, got " + word);
            }
            throw new TypeConversionException(
                    "must be hann, hamming, blackman, rectangular or kaiser:BETA, got " + word);
        }
    }
}
