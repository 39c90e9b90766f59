package io.auricle.examples;

import io.auricle.features.MelConfig;
import io.auricle.features.MelNorm;
import io.auricle.features.MelScale;
import io.auricle.features.Padding;
import io.auricle.features.Window;
import io.auricle.features.preset.FeatureRequest;
import java.util.Locale;
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

    /**
     * Applies what was given.
     *
     * @param builder a preset's settings
     * @param preset  that preset's padding
     * @return the same builder
     */
    MelConfig.Builder applyTo(MelConfig.Builder builder, Padding preset) {
        given(fftSize, builder::fftSize);
        given(hopLength, builder::hopLength);
        given(windowLength, builder::windowLength);
        given(window, builder::window);
        builder.padding(padding(preset));
        given(power, builder::power);
        given(melBands, builder::melBands);
        given(minHz, builder::minHz);
        given(maxHz, builder::maxHz);
        given(scale == null ? null : scale.value, builder::scale);
        given(norm == null ? null : norm.value, builder::norm);
        return builder;
    }

    /**
     * Sets what was given.
     *
     * @param request a feature with a preset's defaults
     */
    void applyTo(FeatureRequest.Builder request) {
        given(fftSize, request::fftSize);
        given(hopLength, request::hopLength);
        given(windowLength, request::windowLength);
        given(window, request::window);
        given(center, request::centred);
        given(pad == null ? null : pad.padding, request::padding);
        given(power, request::power);
        given(melBands, request::melBands);
        given(minHz, request::minHz);
        given(maxHz, request::maxHz);
        given(scale == null ? null : scale.value, request::scale);
        given(norm == null ? null : norm.value, request::norm);
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

    private static <T> void given(T value, java.util.function.Consumer<T> setter) {
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
