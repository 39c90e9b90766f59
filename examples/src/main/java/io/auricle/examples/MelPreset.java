package io.auricle.examples;

import io.auricle.features.DecibelConfig;
import io.auricle.features.FrontEnd;
import io.auricle.features.MelConfig;
import io.auricle.features.descriptor.WhisperLogMel;
import java.util.OptionalInt;
import java.util.Set;

/** Whose defaults the command {@code mel} takes, by its word. */
enum MelPreset {
    librosa(MelConfig.librosa(), DecibelConfig.builder().build()),
    urbansound(FrontEnd.urbanSound().mel(), FrontEnd.urbanSound().decibels()),
    torchaudio(MelConfig.torchaudio(), DecibelConfig.builder().noTopDb().build()),
    yamnet(FrontEnd.yamnet().mel(), FrontEnd.yamnet().decibels()),
    kaldi(MelConfig.librosa(), DecibelConfig.builder().build()),
    whisper(MelConfig.whisper(), DecibelConfig.builder().build());

    /** Options of Kaldi's filter banks. */
    private static final Set<String> KALDI =
            Set.of("--n-fft", "--win", "--hop", "--window", "--mels", "--fmin", "--fmax");

    private final MelConfig mel;
    private final DecibelConfig decibels;

    MelPreset(MelConfig mel, DecibelConfig decibels) {
        this.mel = mel;
        this.decibels = decibels;
    }

    /** {@return the rate to bring a signal to; empty for librosa, which takes any} */
    OptionalInt sampleRateHz() {
        return switch (this) {
            case librosa -> OptionalInt.empty();
            case kaldi, whisper -> OptionalInt.of(WhisperLogMel.SAMPLE_RATE_HZ);
            default -> OptionalInt.of(mel.sampleRateHz());
        };
    }

    /** Whether its output is a logarithm of its own making. */
    boolean isFixed() {
        return this == kaldi || this == whisper;
    }

    /** Whether its mel bands are logarithms unless told otherwise. */
    boolean isLogarithmic() {
        return this == urbansound || this == yamnet;
    }

    /** Whether a preset of fixed making has such an option all the same. */
    boolean takes(GivenOption option) {
        return !isFixed()
                || (this == kaldi
                        ? KALDI.contains(option.name())
                        : option.name().equals("--mels"));
    }

    MelConfig mel() {
        return mel;
    }

    DecibelConfig decibels() {
        return decibels;
    }
}
