package io.auricle.features;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reference vectors that librosa 0.11.0 made; their manifest says how. Tolerances are those of {@link Tolerance}. */
class GoldenFeaturesTest {
    private static final String FOLDER = "/golden/features";

    static Stream<GoldenCase> mel() {
        return GoldenCase.of(FOLDER).filter(c -> c.kind().matches("mel_power|mel_magnitude") && c.arguments() != null);
    }

    static Stream<GoldenCase> decibels() {
        return GoldenCase.of(FOLDER).filter(c -> c.kind().equals("mel_db"));
    }

    static Stream<GoldenCase> filterBanks() {
        return GoldenCase.of(FOLDER).filter(c -> c.kind().equals("filterbank"));
    }

    static Stream<GoldenCase> stft() {
        return GoldenCase.of(FOLDER).filter(c -> c.kind().equals("stft_power"));
    }

    static GoldenCase named(String file) {
        return GoldenCase.of(FOLDER)
                .filter(c -> c.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("mel")
    void mel_bands_equal_librosa(GoldenCase golden) {
        Spectrogram mel = MelSpectrogram.of(golden.mel()).compute(golden.samples());

        assertShape(mel, golden);
        Tolerance.assertSpectra(mel.values(), golden.expected());
    }

    @ParameterizedTest
    @MethodSource("decibels")
    void decibels_of_our_own_mel_bands_equal_librosa(GoldenCase golden) {
        GoldenCase power = named((String) golden.entry().get("of"));
        Spectrogram mel = MelSpectrogram.of(power.mel()).compute(power.samples());

        Spectrogram decibels = Decibels.of(golden.decibels()).apply(mel);

        assertShape(decibels, golden);
        Tolerance.assertDecibels(decibels.values(), golden.expected());
    }

    @ParameterizedTest
    @MethodSource("stft")
    void spectra_equal_librosa(GoldenCase golden) {
        Spectrogram spectra = Stft.of(golden.stft()).compute(golden.samples());

        assertShape(spectra, golden);
        Tolerance.assertSpectra(spectra.values(), golden.expected());
    }

    @ParameterizedTest
    @MethodSource("filterBanks")
    void filter_banks_equal_librosa(GoldenCase golden) {
        float[][] weights = MelFilterBank.of(golden.mel()).weights();

        float[] flat = new float[golden.rows() * golden.columns()];
        for (int b = 0; b < weights.length; b++) {
            System.arraycopy(weights[b], 0, flat, b * golden.columns(), golden.columns());
        }
        Tolerance.assertSpectra(flat, golden.expected());
    }

    private static void assertShape(Spectrogram spectrogram, GoldenCase golden) {
        if (spectrogram.rows() != golden.rows() || spectrogram.frames() != golden.columns()) {
            throw new AssertionError("shape must be " + golden.entry().get("shape") + ", got " + spectrogram);
        }
    }
}
