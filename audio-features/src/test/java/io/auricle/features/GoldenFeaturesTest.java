package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reference vectors of librosa 0.11.0, torchaudio 0.13.1, Kaldi and Whisper: {@code golden/features} is given, {@code
 * oracle/features} are random options by the script beside it. Tolerances are those of {@link Tolerance}.
 */
class GoldenFeaturesTest {
    static Stream<GoldenCase> cases() {
        return Stream.of("/golden/features", "/oracle/features").flatMap(GoldenCase::of);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equals_its_reference(GoldenCase golden) {
        float[] expected = golden.expected();
        switch (golden.kind()) {
            case "mel_power", "mel_magnitude" -> Tolerance.assertSpectra(values(mel(golden), golden), expected);
            case "mel_db" -> Tolerance.assertDecibels(values(decibels(golden), golden), expected);
            case "stft_power" -> Tolerance.assertSpectra(values(stft(golden), golden), expected);
            case "filterbank" -> Tolerance.assertSpectra(filterBank(golden), expected);
            case "mfcc" -> Tolerance.assertWithin(1e-3, values(mfcc(golden), golden), expected);
            case "delta" -> Tolerance.assertWithin(1e-3, values(delta(golden), golden), expected);
            case "pcen" -> Tolerance.assertWithin(1e-3, values(pcen(golden), golden), expected);
            case "kaldi_fbank" -> Tolerance.assertWithin(1e-3, values(kaldi(golden), golden), expected);
            case "whisper_log_mel" -> Tolerance.assertWithin(1e-4, whisper(golden), expected);
            case "spectral_centroid", "spectral_bandwidth", "spectral_rolloff" -> Tolerance.assertHertz(
                    values(shape(golden), golden), expected);
            case "rms" -> Tolerance.assertWithin(1e-6, values(level(golden).rms(golden.samples()), golden), expected);
            case "zero_crossing_rate" -> assertThat(values(level(golden).zeroCrossingRate(golden.samples()), golden))
                    .containsExactly(expected);
            default -> throw new AssertionError("no such kind of case: " + golden.kind());
        }
    }

    private static float[] values(Spectrogram feature, GoldenCase golden) {
        assertThat(feature.rows()).isEqualTo(golden.rows());
        assertThat(feature.frames()).isEqualTo(golden.columns());
        return feature.values();
    }

    private static Spectrogram mel(GoldenCase golden) {
        MelConfig config = golden.entry().containsKey("torchaudio") ? torchaudioDefaults() : golden.mel();
        return MelSpectrogram.of(config).compute(golden.samples());
    }

    private static MelConfig torchaudioDefaults() {
        return MelConfig.builder()
                .sampleRateHz(16_000)
                .fftSize(400)
                .hopLength(200)
                .scale(MelScale.HTK)
                .norm(MelNorm.NONE)
                .padding(Padding.REFLECT)
                .build();
    }

    private static Spectrogram decibels(GoldenCase golden) {
        Object power = golden.entry().get("of");
        Spectrogram mel = mel(power == null ? golden : golden.sibling(power));
        return Decibels.of(golden.decibels()).apply(mel);
    }

    private static Spectrogram stft(GoldenCase golden) {
        return Stft.of(golden.stft()).compute(golden.samples());
    }

    private static float[] filterBank(GoldenCase golden) {
        float[] flat = new float[golden.rows() * golden.columns()];
        float[][] weights = MelFilterBank.of(golden.mel()).weights();
        for (int b = 0; b < golden.rows(); b++) {
            System.arraycopy(weights[b], 0, flat, b * golden.columns(), golden.columns());
        }
        return flat;
    }

    private static Spectrogram mfcc(GoldenCase golden) {
        MfccConfig config = MfccConfig.builder()
                .mel(golden.mel())
                .coefficients(golden.integer("n_mfcc", 20))
                .lifter(golden.number("lifter", 0))
                .build();
        return Mfcc.of(config).compute(golden.samples());
    }

    private static Spectrogram delta(GoldenCase golden) {
        Object of = golden.arguments().get("of");
        Spectrogram mfcc = mfcc(of == null ? golden : golden.sibling(of));
        return Deltas.of(golden.integer("width", 9), golden.integer("order", 1)).apply(mfcc);
    }

    private static Spectrogram pcen(GoldenCase golden) {
        MelConfig mel =
                golden.has("S") ? MelConfig.builder().power(1).melBands(64).build() : golden.mel();
        PcenConfig config = PcenConfig.builder()
                .inputScale(1L << 31)
                .sampleRateHz(golden.sampleRateHz())
                .hopLength(mel.stft().hopLength())
                .gain(golden.number("gain", 0.98))
                .bias(golden.number("bias", 2))
                .power(golden.number("pcen_power", 0.5))
                .timeConstantSeconds(golden.number("time_constant", 0.4))
                .eps(golden.number("eps", 1e-6))
                .maxSize(golden.integer("max_size", 1))
                .build();
        return Pcen.of(config).apply(MelSpectrogram.of(mel).compute(golden.samples()));
    }

    private static Spectrogram kaldi(GoldenCase golden) {
        Map<?, ?> torchaudio = (Map<?, ?>) golden.entry().get("torchaudio");
        return KaldiFbank.of(
                        torchaudio == null
                                ? golden.kaldi()
                                : KaldiConfig.builder().build())
                .compute(golden.samples());
    }

    private static float[] whisper(GoldenCase golden) {
        Spectrogram whole = WhisperLogMel.of(80).compute(golden.samples());
        assertThat(whole.frames()).isEqualTo(3000);
        float[] start = new float[golden.rows() * golden.columns()];
        for (int row = 0; row < golden.rows(); row++) {
            float[] values = Arrays.copyOfRange(whole.values(), row * 3000, row * 3000 + golden.columns());
            System.arraycopy(values, 0, start, row * golden.columns(), golden.columns());
        }
        return start;
    }

    private static Spectrogram shape(GoldenCase golden) {
        StftConfig magnitudes = golden.stft().toBuilder().power(1).build();
        SpectralShape shape = SpectralShape.of(golden.sampleRateHz(), magnitudes);
        return switch (golden.kind()) {
            case "spectral_centroid" -> shape.centroid(golden.samples());
            case "spectral_bandwidth" -> shape.bandwidth(golden.samples());
            default -> shape.rolloff(golden.samples(), golden.number("roll_percent", 0.85));
        };
    }

    private static SignalLevel level(GoldenCase golden) {
        return SignalLevel.of(
                golden.integer("frame_length", 2048), golden.integer("hop_length", 512), golden.padding());
    }
}
