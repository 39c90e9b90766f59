package io.auricle.features.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.features.DecibelConfig;
import io.auricle.features.Decibels;
import io.auricle.features.FrontEnd;
import io.auricle.features.MelConfig;
import io.auricle.features.MelNorm;
import io.auricle.features.MelScale;
import io.auricle.features.MelSpectrogram;
import io.auricle.features.Noise;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureRequestTest {
    private static final float[] SAMPLES = Noise.of(30_000, 31);

    private static Spectrogram compute(Preset preset, UnaryOperator<FeatureRequest.Builder> options, int rate) {
        return options.apply(FeatureRequest.builder(preset)).build().compute(SAMPLES, rate);
    }

    private static Spectrogram librosa(Feature feature) {
        return compute(Preset.LIBROSA, r -> r.feature(feature), 22_050);
    }

    @Test
    void librosas_features_are_those_of_its_defaults() {
        MelSpectrogram mel = MelSpectrogram.exact(MelConfig.builder().build());
        StftConfig magnitudes = StftConfig.builder().power(1).build();
        Mfcc mfcc = Mfcc.of(MfccConfig.builder().build());
        Pcen pcen = Pcen.of(PcenConfig.builder().inputScale(1L << 31).build());
        SignalLevel level = SignalLevel.of(2048, 512, Padding.ZERO);

        assertThat(librosa(Feature.MEL)).isEqualTo(mel.compute(SAMPLES));
        assertThat(librosa(Feature.STFT))
                .isEqualTo(Stft.exact(StftConfig.builder().build()).compute(SAMPLES));
        assertThat(librosa(Feature.MFCC)).isEqualTo(mfcc.compute(SAMPLES));
        assertThat(librosa(Feature.DELTA)).isEqualTo(Deltas.of(9, 1).apply(mfcc.compute(SAMPLES)));
        assertThat(librosa(Feature.PCEN))
                .isEqualTo(pcen.apply(
                        MelSpectrogram.exact(MelConfig.builder().power(1).build())
                                .compute(SAMPLES)));
        assertThat(librosa(Feature.CENTROID))
                .isEqualTo(SpectralShape.of(22_050, magnitudes).centroid(SAMPLES));
        assertThat(librosa(Feature.BANDWIDTH))
                .isEqualTo(SpectralShape.of(22_050, magnitudes).bandwidth(SAMPLES));
        assertThat(librosa(Feature.ROLLOFF))
                .isEqualTo(SpectralShape.of(22_050, magnitudes).rolloff(SAMPLES, 0.85));
        assertThat(librosa(Feature.RMS)).isEqualTo(level.rms(SAMPLES));
        assertThat(librosa(Feature.ZCR)).isEqualTo(level.zeroCrossingRate(SAMPLES));
    }

    @Test
    void the_other_presets_are_those_of_their_libraries() {
        Spectrogram mel = MelSpectrogram.exact(FrontEnd.urbanSound().mel()).compute(SAMPLES);

        assertThat(compute(Preset.URBANSOUND, r -> r, 22_050))
                .isEqualTo(Decibels.exact(FrontEnd.urbanSound().decibels()).apply(mel));
        assertThat(compute(Preset.KALDI, r -> r, 16_000))
                .isEqualTo(KaldiFbank.of(KaldiConfig.builder().build()).compute(SAMPLES));
        assertThat(compute(Preset.WHISPER, r -> r, 16_000))
                .isEqualTo(WhisperLogMel.of(80).compute(SAMPLES));
        assertThat(FeatureRequest.builder(Preset.TORCHAUDIO).build().mel(16_000))
                .isEqualTo(MelConfig.builder()
                        .sampleRateHz(16_000)
                        .fftSize(400)
                        .hopLength(200)
                        .padding(Padding.REFLECT)
                        .scale(MelScale.HTK)
                        .norm(MelNorm.NONE)
                        .build());
    }

    @Test
    void decibels_are_librosas_until_told_otherwise() {
        Spectrogram mel = librosa(Feature.MEL);
        DecibelConfig.Builder decibels = DecibelConfig.builder();

        assertThat(compute(Preset.LIBROSA, r -> r.decibels(true), 22_050))
                .isEqualTo(Decibels.exact(decibels.build()).apply(mel));
        assertThat(compute(
                        Preset.LIBROSA,
                        r -> r.decibels(true).referenceMax().amin(1e-5).topDb(30),
                        22_050))
                .isEqualTo(Decibels.exact(
                                decibels.referenceMax().amin(1e-5).topDb(30).build())
                        .apply(mel));
    }

    @Test
    void urbansound_can_be_asked_for_power() {
        assertThat(compute(Preset.URBANSOUND, r -> r.decibels(false), 22_050))
                .isEqualTo(MelSpectrogram.exact(FrontEnd.urbanSound().mel()).compute(SAMPLES));
    }

    static Stream<UnaryOperator<FeatureRequest.Builder>> melOptions() {
        return Stream.of(
                r -> r.fftSize(1024),
                r -> r.hopLength(400),
                r -> r.windowLength(1000),
                r -> r.window(Window.blackman()),
                r -> r.centred(false),
                r -> r.padding(Padding.REFLECT),
                r -> r.power(1),
                r -> r.melBands(40),
                r -> r.minHz(50),
                r -> r.maxHz(5000),
                r -> r.scale(MelScale.HTK),
                r -> r.norm(MelNorm.NONE),
                r -> r.decibels(true),
                r -> r.decibels(true).reference(3),
                r -> r.decibels(true).referenceMax(),
                r -> r.decibels(true).amin(1),
                r -> r.decibels(true).topDb(10),
                r -> r.feature(Feature.MFCC).coefficients(13),
                r -> r.feature(Feature.MFCC).lifter(22),
                r -> r.feature(Feature.DELTA).deltaWidth(5),
                r -> r.feature(Feature.DELTA).deltaOrder(2));
    }

    @ParameterizedTest
    @MethodSource("melOptions")
    void every_option_overrides_the_preset(UnaryOperator<FeatureRequest.Builder> option) {
        Spectrogram changed = compute(Preset.LIBROSA, option, 22_050);

        for (Feature feature : Feature.values()) {
            assertThat(changed).isNotEqualTo(librosa(feature));
        }
    }

    static Stream<UnaryOperator<FeatureRequest.Builder>> kaldiOptions() {
        return Stream.of(
                r -> r.fftSize(1024),
                r -> r.hopLength(100),
                r -> r.windowLength(300),
                r -> r.window(Window.hamming()),
                r -> r.melBands(40),
                r -> r.minHz(100),
                r -> r.maxHz(5000));
    }

    @ParameterizedTest
    @MethodSource("kaldiOptions")
    void kaldis_own_options_override_it(UnaryOperator<FeatureRequest.Builder> option) {
        assertThat(compute(Preset.KALDI, option, 16_000)).isNotEqualTo(compute(Preset.KALDI, r -> r, 16_000));
    }

    @Test
    void options_that_mean_nothing_or_contradict_each_other_are_refused_with_both_values() {
        assertRefused(
                "melBands must not be set for the feature stft, got 40",
                FeatureRequest.builder(Preset.LIBROSA).feature(Feature.STFT).melBands(40));
        assertRefused(
                "decibels must not be set for the preset kaldi, whose output is a logarithm of fixed making, got true",
                FeatureRequest.builder(Preset.KALDI).decibels(true));
        assertRefused(
                "decibels must not be set for the preset whisper, whose output is a logarithm of fixed making, got true",
                FeatureRequest.builder(Preset.WHISPER).decibels(true));
        assertRefused(
                "feature must be mel for the preset whisper, got rms",
                FeatureRequest.builder(Preset.WHISPER).feature(Feature.RMS));
        assertRefused(
                "padding must not be set where frames are not centred, got REFLECT and centred false",
                FeatureRequest.builder(Preset.LIBROSA).centred(false).padding(Padding.REFLECT));
        assertRefused(
                "topDb must come with decibels, got 60.0 and power",
                FeatureRequest.builder(Preset.LIBROSA).topDb(60));
    }

    private static void assertRefused(String message, FeatureRequest.Builder builder) {
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    @Test
    void whisper_takes_no_other_rate() {
        FeatureRequest whisper = FeatureRequest.builder(Preset.WHISPER).build();

        assertThat(whisper.sampleRateHz()).hasValue(16_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whisper.compute(SAMPLES, 22_050))
                .withMessage("sampleRateHz must be 16000 for the preset whisper, got 22050");
    }

    @ParameterizedTest
    @EnumSource(
            value = Feature.class,
            names = {"MEL", "STFT", "PCEN"})
    void streams_what_can_be_streamed(Feature feature) {
        FeatureRequest request =
                FeatureRequest.builder(Preset.LIBROSA).feature(feature).build();
        var stream = request.stream(22_050);

        int frames = stream.push(SAMPLES).frames() + stream.finish().frames();

        assertThat(frames).isEqualTo(request.compute(SAMPLES, 22_050).frames());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LIBROSA | DELTA | feature must be mel, stft or pcen in a stream, got delta: its first and last frames are "
                        + "fitted to their neighbours, and its topDb needs the loudest value",
                "LIBROSA | MFCC | feature must be mel, stft or pcen in a stream, got mfcc: its topDb reaches down from the "
                        + "loudest value, known only at the end",
                "WHISPER | MEL | preset must not be whisper in a stream: it clamps to 8 decades below the loudest value, "
                        + "known only at the end",
                "URBANSOUND | MEL | reference must be a fixed power in a stream, got max: the loudest value is known only "
                        + "at the end",
            })
    void refuses_to_stream_what_needs_the_whole_signal(Preset preset, Feature feature, String message) {
        FeatureRequest request = FeatureRequest.builder(preset).feature(feature).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.stream(16_000))
                .withMessage(message);
    }

    @Test
    void names_are_read_in_any_case() {
        assertThat(Preset.parse("UrbanSound")).isEqualTo(Preset.URBANSOUND);
        assertThat(Feature.parse("rolloff")).isEqualTo(Feature.ROLLOFF);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Feature.parse("chroma"))
                .withMessage(
                        "feature must be one of mel, stft, mfcc, delta, pcen, centroid, bandwidth, rolloff, rms, zcr, "
                                + "got chroma");
    }
}
