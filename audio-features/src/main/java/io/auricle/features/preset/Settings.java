package io.auricle.features.preset;

import static io.auricle.internal.Checks.check;

import io.auricle.features.DecibelConfig;
import io.auricle.features.MelConfig;
import io.auricle.features.MelNorm;
import io.auricle.features.MelScale;
import io.auricle.features.Padding;
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
import io.auricle.features.descriptor.WhisperLogMel;
import java.util.Map;
import java.util.function.Consumer;

/** A preset, a feature, and the options that override the preset: checked together, and turned into each part's settings. */
record Settings(Preset preset, Feature feature, Map<FeatureOption, Object> options) {
    Settings {
        for (FeatureOption option : options.keySet()) {
            checkTaken(preset, feature, option, options.get(option));
        }
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
                    option.group() != FeatureOption.Group.DECIBELS
                            || option == FeatureOption.DECIBELS
                            || isDecibels(preset, feature, options),
                    "%s must come with decibels, got %s and power",
                    option,
                    options.get(option));
        }
    }

    private static void checkTaken(Preset preset, Feature feature, FeatureOption option, Object value) {
        check(feature.takes(option), "%s must not be set for the feature %s, got %s", option, feature, value);
        boolean taken = preset == Preset.KALDI ? KaldiOptions.takes(option) : option == FeatureOption.MEL_BANDS;
        check(
                !preset.isFixed() || taken,
                "%s must not be set for the preset %s, whose output is a logarithm of fixed making, got %s",
                option,
                preset,
                value);
    }

    private static boolean isDecibels(Preset preset, Feature feature, Map<FeatureOption, Object> options) {
        boolean otherwise = preset == Preset.URBANSOUND;
        return feature.takes(FeatureOption.DECIBELS)
                && Boolean.TRUE.equals(options.getOrDefault(FeatureOption.DECIBELS, otherwise));
    }

    boolean isDecibels() {
        return isDecibels(preset, feature, options);
    }

    StftConfig stft() {
        StftConfig defaults = preset.mel().build().stft();
        StftConfig.Builder stft = defaults.toBuilder()
                .fftSize(get(FeatureOption.FFT_SIZE, defaults.fftSize()))
                .hopLength(get(FeatureOption.HOP_LENGTH, defaults.hopLength()))
                .window(get(FeatureOption.WINDOW, defaults.window()))
                .padding(padding(defaults.padding()))
                .power(get(FeatureOption.POWER, usesMagnitudes() ? 1.0 : defaults.power()));
        ifSet(FeatureOption.WINDOW_LENGTH, Integer.class, stft::windowLength);
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

    MelConfig mel(int sampleRateHz) {
        MelConfig.Builder mel = preset.mel().sampleRateHz(sampleRateHz).stft(stft());
        ifSet(FeatureOption.MEL_BANDS, Integer.class, mel::melBands);
        ifSet(FeatureOption.MIN_HZ, Double.class, mel::minHz);
        ifSet(FeatureOption.MAX_HZ, Double.class, mel::maxHz);
        ifSet(FeatureOption.SCALE, MelScale.class, mel::scale);
        ifSet(FeatureOption.NORM, MelNorm.class, mel::norm);
        return mel.build();
    }

    DecibelConfig decibels() {
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

    Mfcc mfcc(int sampleRateHz) {
        MfccConfig.Builder mfcc = MfccConfig.builder().mel(mel(sampleRateHz));
        ifSet(FeatureOption.COEFFICIENTS, Integer.class, mfcc::coefficients);
        ifSet(FeatureOption.LIFTER, Double.class, mfcc::lifter);
        return Mfcc.of(mfcc.build());
    }

    Deltas deltas() {
        return Deltas.of(get(FeatureOption.DELTA_WIDTH, 9), get(FeatureOption.DELTA_ORDER, 1));
    }

    Pcen pcen(int sampleRateHz) {
        return Pcen.of(PcenConfig.builder()
                .sampleRateHz(sampleRateHz)
                .hopLength(stft().hopLength())
                .inputScale(1L << 31)
                .build());
    }

    SignalLevel level() {
        StftConfig frames = stft();
        return SignalLevel.of(frames.fftSize(), frames.hopLength(), frames.padding());
    }

    KaldiFbank kaldi(int sampleRateHz) {
        KaldiConfig.Builder kaldi = KaldiConfig.builder().sampleRateHz(sampleRateHz);
        ifSet(FeatureOption.FFT_SIZE, Integer.class, kaldi::fftSize);
        ifSet(FeatureOption.WINDOW_LENGTH, Integer.class, kaldi::frameLength);
        ifSet(FeatureOption.HOP_LENGTH, Integer.class, kaldi::hopLength);
        ifSet(FeatureOption.WINDOW, Window.class, window -> kaldi.taper(KaldiOptions.taper(window)));
        ifSet(FeatureOption.MEL_BANDS, Integer.class, kaldi::melBands);
        ifSet(FeatureOption.MIN_HZ, Double.class, kaldi::minHz);
        ifSet(FeatureOption.MAX_HZ, Double.class, kaldi::maxHz);
        return KaldiFbank.of(kaldi.build());
    }

    WhisperLogMel whisper(int sampleRateHz) {
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
}
