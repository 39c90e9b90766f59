package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.auricle.features.descriptor.Deltas;
import io.auricle.features.descriptor.KaldiConfig;
import io.auricle.features.descriptor.KaldiFbank;
import io.auricle.features.descriptor.MfccConfig;
import io.auricle.features.descriptor.Pcen;
import io.auricle.features.descriptor.PcenConfig;
import io.auricle.features.descriptor.SignalLevel;
import io.auricle.features.descriptor.SpectralShape;
import io.auricle.features.descriptor.WhisperLogMel;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong settings and signals are refused where they enter, with one clear sentence. */
class RefusalTest {
    private static final StftConfig MAGNITUDE = StftConfig.builder().power(1).build();

    private static float[] withAt(float value, int index) {
        float[] samples = new float[5000];
        samples[index] = value;
        return samples;
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                refusal(
                        "fftSize must be in [1, 4194304], got 0",
                        () -> StftConfig.builder().fftSize(0).build()),
                refusal(
                        "windowLength must be in [1, fftSize = 2048], got 2049",
                        () -> StftConfig.builder().windowLength(2049).build()),
                refusal(
                        "hopLength must be in [1, 4194304], got 0",
                        () -> StftConfig.builder().hopLength(0).build()),
                refusal(
                        "power must be finite and above 0, got NaN",
                        () -> StftConfig.builder().power(Double.NaN).build()),
                refusal(
                        "windowLength must be the window's own length 3, got 2048",
                        () -> StftConfig.builder().window(Window.of(1, 2, 3)).build()),
                refusal("padding must be NONE where zeroFill is BEHIND, got ZERO", () -> StftConfig.builder()
                        .zeroFill(StftConfig.ZeroFill.BEHIND)
                        .build()),
                refusal(
                        "offset must be in [0, 1.0E30], got NaN",
                        () -> DecibelConfig.builder().offset(Double.NaN).build()),
                refusal("values must be finite, got NaN at index 1", () -> Window.of(1, Double.NaN)),
                refusal("values must hold at least 1 weight, got 0", () -> Window.of()),
                refusal("beta must be in [0, 700], got -1.0", () -> Window.kaiser(-1)),
                refusal(
                        "window must be hann, hamming, blackman, rectangular or kaiser:BETA, got kaiser:x",
                        () -> Window.parse("kaiser:x")),
                refusal(
                        "sampleRateHz must be at least 1, got 0",
                        () -> MelConfig.builder().sampleRateHz(0).build()),
                refusal(
                        "melBands must be in [1, 65536], got 0",
                        () -> MelConfig.builder().melBands(0).build()),
                refusal(
                        "minHz must be at least 0, got NaN",
                        () -> MelConfig.builder().minHz(Double.NaN).build()),
                refusal(
                        "maxHz must be in (0.0, 11025.0], got 12000.0",
                        () -> MelConfig.builder().maxHz(12_000).build()),
                refusal(
                        "maxHz must be in (500.0, 11025.0], got 400.0",
                        () -> MelConfig.builder().minHz(500).maxHz(400).build()),
                refusal(
                        "amin must be in [1.18e-38, 3.40e38], got 0.0",
                        () -> DecibelConfig.builder().amin(0).build()),
                refusal(
                        "amin must be in [1.18e-38, 3.40e38], got 1.0E39",
                        () -> DecibelConfig.builder().amin(1e39).build()),
                refusal(
                        "topDb must be finite and at least 0, got -1.0",
                        () -> DecibelConfig.builder().topDb(-1).build()),
                refusal(
                        "reference must be above 0 and at most 3.40e38, got 0.0",
                        () -> DecibelConfig.builder().reference(0).build()),
                refusal(
                        "reference must be above 0 and at most 3.40e38, got 1.0E39",
                        () -> DecibelConfig.builder().reference(1e39).build()),
                refusal(
                        "coefficients must be in [1, melBands = 128], got 129",
                        () -> MfccConfig.builder().coefficients(129).build()),
                refusal(
                        "lifter must be finite and at least 0, got -1.0",
                        () -> MfccConfig.builder().lifter(-1).build()),
                refusal("width must be odd and at least 3, got 4", () -> Deltas.of(4, 1)),
                refusal("order must be in [1, width - 1 = 2], got 3", () -> Deltas.of(3, 3)),
                refusal(
                        "eps must be finite and above 0, got 0.0",
                        () -> PcenConfig.builder().eps(0).build()),
                refusal(
                        "smoothing must be in [0, 1], got 1.5",
                        () -> PcenConfig.builder().smoothing(1.5).build()),
                refusal(
                        "fftSize must be even and in [frameLength = 400, 4194304], got 256",
                        () -> KaldiConfig.builder().fftSize(256).build()),
                refusal("melBands must be 80 or 128 for Whisper, got 64", () -> WhisperLogMel.of(64)),
                refusal(
                        "windowSeconds must be in (0, 3600.0], got 0.0",
                        () -> FrontEnd.builder().windowSeconds(0).build()),
                refusal(
                        "hopSeconds must be 1 to 1073741823 samples at 22050 Hz, got 1.0E-6",
                        () -> FrontEnd.builder().hopSeconds(1e-6).build()),
                refusal(
                        "samples must hold at least 1 frame = 2048 samples without padding, got 1103",
                        () -> FrontEnd.builder()
                                .windowSeconds(0.05)
                                .mel(mel -> mel.padding(Padding.NONE))
                                .build()));
    }

    static Stream<Arguments> signals() {
        MelSpectrogram mel = MelSpectrogram.of(MelConfig.builder().build());
        MelSpectrogram bare =
                MelSpectrogram.of(MelConfig.builder().padding(Padding.NONE).build());
        MelSpectrogram mirror =
                MelSpectrogram.of(MelConfig.builder().padding(Padding.REFLECT).build());
        SignalLevel level = SignalLevel.of(2048, 512, Padding.ZERO);
        String nan = "samples must be finite, got NaN at index 4999";
        return Stream.of(
                refusal("samples must hold at least 1 sample, got 0", () -> mel.compute(new float[0])),
                refusal(nan, () -> mel.compute(withAt(Float.NaN, 4999))),
                refusal(
                        "samples must be finite, got -Infinity at index 7",
                        () -> mel.compute(withAt(Float.NEGATIVE_INFINITY, 7))),
                refusal(nan, () -> mel.stream().push(withAt(Float.NaN, 4999))),
                refusal(nan, () -> Stft.of(MAGNITUDE).compute(withAt(Float.NaN, 4999))),
                refusal(nan, () -> SpectralShape.of(22_050, MAGNITUDE).centroid(withAt(Float.NaN, 4999))),
                refusal(nan, () -> level.rms(withAt(Float.NaN, 4999))),
                refusal(nan, () -> level.zeroCrossingRate(withAt(Float.NaN, 4999))),
                refusal("power must be finite, got NaN at index 1", () -> Decibels.of(
                                DecibelConfig.builder().build())
                        .apply(Spectrogram.of(1, 2, new float[] {1, Float.NaN}))),
                refusal("power must be finite, got Infinity at index 0", () -> Decibels.exact(
                                DecibelConfig.builder().build())
                        .apply(Spectrogram.of(1, 1, new float[] {Float.POSITIVE_INFINITY}))),
                refusal(nan, () -> KaldiFbank.of(KaldiConfig.builder().build()).compute(withAt(Float.NaN, 4999))),
                refusal(nan, () -> WhisperLogMel.of(80).compute(withAt(Float.NaN, 4999))),
                refusal(
                        "samples must hold at least 1 frame = 2048 samples without padding, got 2047",
                        () -> bare.compute(new float[2047])),
                refusal(
                        "samples must hold more than fftSize / 2 = 1024 samples where padding is REFLECT, got 1024",
                        () -> mirror.compute(new float[1024])),
                refusal(
                        "samples must hold more than fftSize / 2 = 1024 samples where padding is REFLECT, got 1024",
                        () -> {
                            FeatureStream stream = mirror.stream();
                            stream.push(new float[1024]);
                            return stream.finish();
                        }),
                refusal("share must be in (0, 1), got 1.0", () -> SpectralShape.of(22_050, MAGNITUDE)
                        .rolloff(new float[5000], 1)),
                refusal("frames must be at least width = 9, got 8", () -> Deltas.of(9, 1)
                        .apply(Spectrogram.of(1, 8, new float[8]))),
                refusal(
                        "bands must be at least 0, got -1.0",
                        () -> Pcen.of(PcenConfig.builder().build()).apply(Spectrogram.of(1, 1, new float[] {-1}))),
                refusal(
                        "values must hold rows x frames = 2 x 3 numbers, got 5",
                        () -> Spectrogram.of(2, 3, new float[5])));
    }

    private static Arguments refusal(String message, Callable<?> call) {
        return arguments(message, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"settings", "signals"})
    void refuses(String message, Callable<?> call) {
        assertThatIllegalArgumentException().isThrownBy(call::call).withMessage(message);
    }
}
