package io.auricle.features.preset;

import io.auricle.features.DecibelConfig;
import io.auricle.features.FrontEnd;
import io.auricle.features.MelConfig;
import io.auricle.features.MelNorm;
import io.auricle.features.MelScale;
import io.auricle.features.Padding;
import java.util.Locale;
import java.util.OptionalInt;

/** A library whose defaults are meant. */
public enum Preset {
    /** librosa 0.11: FFT 2048, hop 512, centred between zeros, 128 Slaney bands, power; in decibels 80 below the loudest. */
    LIBROSA(OptionalInt.empty()),
    /** The UrbanSound8K notebook: 22 050 Hz, FFT 4096, 128 bands from 0 to 8000 Hz, decibels below the loudest value. */
    URBANSOUND(OptionalInt.of(22_050)),
    /** torchaudio: 16 000 Hz, FFT 400, hop 200, centred and mirrored, 128 HTK bands that are not normalised, power. */
    TORCHAUDIO(OptionalInt.of(16_000)),
    /** Kaldi's filter bank features: 16 000 Hz, 25 ms every 10 ms, 23 bands, natural logarithm. */
    KALDI(OptionalInt.of(16_000)),
    /** Whisper's input: 16 000 Hz, 30 s, 80 bands. */
    WHISPER(OptionalInt.of(16_000));

    private final OptionalInt sampleRateHz;

    Preset(OptionalInt sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    /**
     * The rate that the preset is made for.
     *
     * @return hertz; empty for librosa, which takes any
     */
    public OptionalInt sampleRateHz() {
        return sampleRateHz;
    }

    /**
     * Reads a name.
     *
     * @param name librosa, urbansound, torchaudio, kaldi or whisper
     * @return the preset
     * @throws IllegalArgumentException if there is no such preset
     */
    public static Preset parse(String name) {
        return Words.parse("preset", Preset.class, name);
    }

    /** True for those whose output is a logarithm of their own making. */
    boolean isFixed() {
        return this == KALDI || this == WHISPER;
    }

    MelConfig.Builder mel() {
        return switch (this) {
            case URBANSOUND -> FrontEnd.urbanSound().mel().toBuilder();
            case TORCHAUDIO -> MelConfig.builder()
                    .fftSize(400)
                    .hopLength(200)
                    .padding(Padding.REFLECT)
                    .scale(MelScale.HTK)
                    .norm(MelNorm.NONE);
            default -> MelConfig.builder();
        };
    }

    DecibelConfig decibels() {
        return switch (this) {
            case URBANSOUND -> FrontEnd.urbanSound().decibels();
            case TORCHAUDIO -> DecibelConfig.builder().noTopDb().build();
            default -> DecibelConfig.builder().build();
        };
    }

    /** The name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
