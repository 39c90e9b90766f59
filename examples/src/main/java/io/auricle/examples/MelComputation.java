package io.auricle.examples;

import io.auricle.examples.MelFeature.OptionGroup;
import io.auricle.features.DecibelConfig;
import io.auricle.features.Decibels;
import io.auricle.features.MelConfig;
import io.auricle.features.MelFilterBank;
import io.auricle.features.MelSpectrogram;
import io.auricle.features.Spectrogram;
import io.auricle.features.Stft;
import io.auricle.features.StftConfig;
import io.auricle.features.descriptor.KaldiConfig;
import io.auricle.features.descriptor.KaldiFbank;
import io.auricle.features.descriptor.Mfcc;
import io.auricle.features.descriptor.MfccConfig;
import io.auricle.features.descriptor.Pcen;
import io.auricle.features.descriptor.PcenConfig;
import io.auricle.features.descriptor.SignalLevel;
import io.auricle.features.descriptor.SpectralShape;
import io.auricle.features.descriptor.WhisperLogMel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A feature with a preset's defaults and the options that override them, in double precision. */
final class MelComputation {
    private static final double ROLLOFF_SHARE = 0.85;
    private static final double PCEN_INPUT_SCALE = 1L << 31;

    private final MelPreset preset;
    private final MelFeature feature;
    private final boolean logarithmic;
    private final MelOptions bands;
    private final DecibelOptions decibels;
    private final CepstrumOptions cepstrum;

    /**
     * Checks that every option that was typed has a meaning.
     *
     * @param preset   whose defaults
     * @param feature  what to compute
     * @param db       whether {@code --db} was typed
     * @param picture  whether the result is drawn
     * @param bands    options of frames, transform and bands
     * @param decibels options of decibels
     * @param cepstrum options of cepstral coefficients
     * @throws IllegalArgumentException naming an option that the feature or the preset does not have
     */
    MelComputation(
            MelPreset preset,
            MelFeature feature,
            boolean db,
            boolean picture,
            MelOptions bands,
            DecibelOptions decibels,
            CepstrumOptions cepstrum) {
        this.preset = preset;
        this.feature = feature;
        this.bands = bands;
        this.decibels = decibels;
        this.cepstrum = cepstrum;
        this.logarithmic =
                feature.takes(OptionGroup.DECIBELS) && !preset.isFixed() && (db || picture || preset.isLogarithmic());
        decibels.applyTo(DecibelConfig.builder()); // numbers first: a word that is none is the nearer mistake
        List<GivenOption> given = new ArrayList<>(bands.given());
        GivenOption.add(given, "--db", OptionGroup.DECIBELS, db ? true : null);
        given.addAll(decibels.given());
        given.addAll(cepstrum.given());
        given.forEach(this::check);
        if (preset.isFixed() && feature != MelFeature.mel) {
            throw wrong("--feature must be mel for the preset %s, got %s", preset, feature);
        }
    }

    private void check(GivenOption option) {
        if (!feature.takes(option.group())) {
            throw wrong("%s must not be set for the feature %s, got %s", option.name(), feature, option.value());
        }
        if (!preset.takes(option)) {
            throw wrong(
                    "%s must not be set for the preset %s, whose output is a logarithm of fixed making, got %s",
                    option.name(), preset, option.value());
        }
        if (option.group() == OptionGroup.DECIBELS && !logarithmic) {
            throw wrong("%s must come with --db, got %s and power", option.name(), option.value());
        }
    }

    private static IllegalArgumentException wrong(String format, Object... values) {
        return new IllegalArgumentException(String.format(Locale.ROOT, format, values));
    }

    MelPreset preset() {
        return preset;
    }

    MelFeature feature() {
        return feature;
    }

    /** Frames and transform; centroid and its like are of magnitudes unless told otherwise. */
    StftConfig stft() {
        StftConfig defaults = preset.mel().stft();
        return bands.applyTo(
                feature.ofMagnitudes() ? defaults.toBuilder().power(1).build() : defaults);
    }

    MelConfig mel(int sampleRateHz) {
        return bands.applyTo(preset.mel().toBuilder().sampleRateHz(sampleRateHz).stft(stft()))
                .build();
    }

    /** {@return how many bands hold no FFT bin and stay 0; 0 if the feature has no such bands} */
    int emptyBands(int sampleRateHz) {
        boolean hasBands = feature.takes(OptionGroup.BANDS) && !preset.isFixed();
        return hasBands ? MelFilterBank.of(mel(sampleRateHz)).emptyBands().length : 0;
    }

    Spectrogram compute(float[] samples, int sampleRateHz) {
        if (preset == MelPreset.kaldi) {
            return kaldi(sampleRateHz).compute(samples);
        } else if (preset == MelPreset.whisper) {
            return whisper(sampleRateHz).compute(samples);
        }
        return switch (feature) {
            case mel -> scaled(power(sampleRateHz, samples));
            case stft -> scaled(Stft.exact(stft()).compute(samples));
            case mfcc -> mfcc(sampleRateHz).compute(samples);
            case delta -> cepstrum.deltas().apply(mfcc(sampleRateHz).compute(samples));
            case pcen -> pcen(sampleRateHz).apply(power(sampleRateHz, samples));
            case centroid -> SpectralShape.of(sampleRateHz, stft()).centroid(samples);
            case bandwidth -> SpectralShape.of(sampleRateHz, stft()).bandwidth(samples);
            case rolloff -> SpectralShape.of(sampleRateHz, stft()).rolloff(samples, ROLLOFF_SHARE);
            case rms -> level().rms(samples);
            case zcr -> level().zeroCrossingRate(samples);
        };
    }

    private Spectrogram power(int sampleRateHz, float[] samples) {
        return MelSpectrogram.exact(mel(sampleRateHz)).compute(samples);
    }

    private Spectrogram scaled(Spectrogram power) {
        DecibelConfig config = decibels.applyTo(preset.decibels().toBuilder()).build();
        return logarithmic ? Decibels.exact(config).apply(power) : power;
    }

    private Mfcc mfcc(int sampleRateHz) {
        return Mfcc.of(
                cepstrum.applyTo(MfccConfig.builder().mel(mel(sampleRateHz))).build());
    }

    private Pcen pcen(int sampleRateHz) {
        return Pcen.of(PcenConfig.builder()
                .sampleRateHz(sampleRateHz)
                .hopLength(stft().hopLength())
                .inputScale(PCEN_INPUT_SCALE)
                .build());
    }

    private SignalLevel level() {
        StftConfig frames = stft();
        return SignalLevel.of(frames.fftSize(), frames.hopLength(), frames.padding());
    }

    private KaldiFbank kaldi(int sampleRateHz) {
        return KaldiFbank.of(
                bands.applyTo(KaldiConfig.builder().sampleRateHz(sampleRateHz)).build());
    }

    private WhisperLogMel whisper(int sampleRateHz) {
        if (sampleRateHz != WhisperLogMel.SAMPLE_RATE_HZ) {
            throw wrong(
                    "--sample-rate must be %d for the preset whisper, got %d",
                    WhisperLogMel.SAMPLE_RATE_HZ, sampleRateHz);
        }
        return WhisperLogMel.of(
                bands.applyTo(MelConfig.whisper().toBuilder()).build().melBands());
    }

    /** {@return what a picture calls the values} */
    String unit() {
        if (preset.isFixed()) {
            return "log power";
        }
        return switch (feature) {
            case mel, stft -> preset == MelPreset.yamnet ? "ln" : "dB";
            case pcen -> "PCEN";
            default -> feature.name();
        };
    }
}
