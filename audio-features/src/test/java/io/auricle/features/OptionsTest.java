package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.auricle.features.descriptor.KaldiConfig;
import io.auricle.features.descriptor.KaldiFbank;
import io.auricle.features.descriptor.Mfcc;
import io.auricle.features.descriptor.MfccConfig;
import io.auricle.features.descriptor.Pcen;
import io.auricle.features.descriptor.PcenConfig;
import io.auricle.testing.TestSounds;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An option that is set alone must show in the result. */
class OptionsTest {
    private static final float[] SAMPLES = TestSounds.noise(9000, 11);

    private static MelConfig.Builder small() {
        return MelConfig.builder().fftSize(512).hopLength(128).melBands(24);
    }

    private static Spectrogram mel(UnaryOperator<MelConfig.Builder> change) {
        return MelSpectrogram.of(change.apply(small()).build()).compute(SAMPLES);
    }

    static Stream<Arguments> melOptions() {
        return Stream.of(
                option("sampleRateHz", mel -> mel.sampleRateHz(16_000)),
                option("fftSize", mel -> mel.fftSize(511)),
                option("windowLength", mel -> mel.windowLength(400)),
                option("hopLength", mel -> mel.hopLength(127)),
                option("window hamming", mel -> mel.window(Window.hamming())),
                option("window blackman", mel -> mel.window(Window.blackman())),
                option("window rectangular", mel -> mel.window(Window.rectangular())),
                option("window kaiser", mel -> mel.window(Window.kaiser(5))),
                option(
                        "window own",
                        mel -> mel.window(Window.of(Window.hamming().values(512)))),
                option("padding reflect", mel -> mel.padding(Padding.REFLECT)),
                option("padding none", mel -> mel.padding(Padding.NONE)),
                option("power", mel -> mel.power(1.7)),
                option("melBands", mel -> mel.melBands(23)),
                option("minHz", mel -> mel.minHz(100)),
                option("maxHz", mel -> mel.maxHz(9000)),
                option("scale", mel -> mel.scale(MelScale.HTK)),
                option("norm", mel -> mel.norm(MelNorm.NONE)),
                option("slope", mel -> mel.slope(MelConfig.Slope.MEL)));
    }

    private static Arguments option(String name, UnaryOperator<MelConfig.Builder> change) {
        return arguments(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("melOptions")
    void every_mel_option_shows(String name, UnaryOperator<MelConfig.Builder> change) {
        assertThat(mel(change)).isNotEqualTo(mel(mel -> mel));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("melOptions")
    void every_mel_option_stays_in_a_copy(String name, UnaryOperator<MelConfig.Builder> change) {
        MelConfig changed = change.apply(small()).build();

        assertThat(changed.toBuilder().build()).isEqualTo(changed).isNotEqualTo(small().build());
    }

    @Test
    void zeros_behind_the_window_show_in_the_frames() {
        MelConfig around = small().padding(Padding.NONE).windowLength(400).build();
        MelConfig behind =
                around.toBuilder().zeroFill(StftConfig.ZeroFill.BEHIND).build();

        assertThat(behind.toBuilder().build()).isEqualTo(behind).isNotEqualTo(around);
        assertThat(MelSpectrogram.of(around).compute(SAMPLES).frames()).isEqualTo(1 + (9000 - 512) / 128);
        assertThat(MelSpectrogram.of(behind).compute(SAMPLES).frames()).isEqualTo(1 + (9000 - 400) / 128);
    }

    @Test
    void zeros_behind_or_around_the_window_give_the_same_spectra_of_the_same_samples() {
        StftConfig around = StftConfig.builder()
                .fftSize(512)
                .windowLength(400)
                .padding(Padding.NONE)
                .build();
        StftConfig behind =
                around.toBuilder().zeroFill(StftConfig.ZeroFill.BEHIND).build();

        float[] expected = Stft.of(around).compute(Arrays.copyOf(SAMPLES, 512)).values();
        float[] actual =
                Stft.of(behind).compute(Arrays.copyOfRange(SAMPLES, 56, 456)).values();

        Tolerance.assertSpectra(actual, expected);
    }

    static Stream<UnaryOperator<DecibelConfig.Builder>> decibelOptions() {
        return Stream.of(
                db -> db.reference(2),
                DecibelConfig.Builder::referenceMax,
                db -> db.amin(1e-2),
                db -> db.topDb(20),
                DecibelConfig.Builder::noTopDb,
                db -> db.offset(1e-3),
                db -> db.scale(DecibelConfig.Scale.NATURAL_LOG));
    }

    @ParameterizedTest
    @MethodSource("decibelOptions")
    void every_decibel_option_shows(UnaryOperator<DecibelConfig.Builder> change) {
        float[] loudAndSilent = TestSounds.noise(9000, 12);
        Arrays.fill(loudAndSilent, 4500, 9000, 0);
        Spectrogram power = MelSpectrogram.of(small().build()).compute(loudAndSilent);

        assertThat(Decibels.of(change.apply(DecibelConfig.builder()).build()).apply(power))
                .isNotEqualTo(Decibels.of(DecibelConfig.builder().build()).apply(power));
    }

    @Test
    void the_natural_logarithm_is_that_of_power_and_offset() {
        float[] powers = {0, 1e-6f, 0.25f, 1, 700};
        DecibelConfig config = DecibelConfig.builder()
                .noTopDb()
                .offset(0.01)
                .scale(DecibelConfig.Scale.NATURAL_LOG)
                .build();

        float[] logs = Decibels.of(config).apply(Spectrogram.of(1, 5, powers)).values();

        assertThat(config.toBuilder().build()).isEqualTo(config);
        for (int i = 0; i < powers.length; i++) {
            assertThat((double) logs[i])
                    .isCloseTo(Math.log(powers[i] + 0.01), org.assertj.core.data.Offset.offset(2e-5));
        }
    }

    static Stream<UnaryOperator<MfccConfig.Builder>> mfccOptions() {
        return Stream.of(
                mfcc -> mfcc.mel(small().melBands(30).build()),
                mfcc -> mfcc.decibels(DecibelConfig.builder().topDb(5).build()),
                mfcc -> mfcc.coefficients(21),
                mfcc -> mfcc.lifter(22));
    }

    @ParameterizedTest
    @MethodSource("mfccOptions")
    void every_mfcc_option_shows(UnaryOperator<MfccConfig.Builder> change) {
        MfccConfig.Builder plain = MfccConfig.builder().mel(small().build());
        Spectrogram expected = Mfcc.of(plain.build()).compute(SAMPLES);

        assertThat(Mfcc.of(change.apply(plain).build()).compute(SAMPLES)).isNotEqualTo(expected);
    }

    static Stream<UnaryOperator<PcenConfig.Builder>> pcenOptions() {
        return Stream.of(
                pcen -> pcen.sampleRateHz(8000),
                pcen -> pcen.hopLength(100),
                pcen -> pcen.inputScale(100),
                pcen -> pcen.gain(0.5),
                pcen -> pcen.bias(1),
                pcen -> pcen.bias(0),
                pcen -> pcen.power(0.25),
                pcen -> pcen.power(0),
                pcen -> pcen.timeConstantSeconds(0.1),
                pcen -> pcen.smoothing(0.5),
                pcen -> pcen.eps(0.1),
                pcen -> pcen.maxSize(3));
    }

    @ParameterizedTest
    @MethodSource("pcenOptions")
    void every_pcen_option_shows(UnaryOperator<PcenConfig.Builder> change) {
        Spectrogram bands = mel(mel -> mel.power(1));

        assertThat(Pcen.of(change.apply(PcenConfig.builder()).build()).apply(bands))
                .isNotEqualTo(Pcen.of(PcenConfig.builder().build()).apply(bands));
    }

    static Stream<UnaryOperator<KaldiConfig.Builder>> kaldiOptions() {
        return Stream.of(
                kaldi -> kaldi.sampleRateHz(8000),
                kaldi -> kaldi.frameLength(300),
                kaldi -> kaldi.hopLength(100),
                kaldi -> kaldi.fftSize(1024),
                kaldi -> kaldi.taper(KaldiConfig.Taper.HANN),
                kaldi -> kaldi.taper(KaldiConfig.Taper.HAMMING),
                kaldi -> kaldi.taper(KaldiConfig.Taper.BLACKMAN),
                kaldi -> kaldi.taper(KaldiConfig.Taper.RECTANGULAR),
                kaldi -> kaldi.preemphasis(0),
                kaldi -> kaldi.melBands(24),
                kaldi -> kaldi.minHz(0),
                kaldi -> kaldi.maxHz(7000));
    }

    @ParameterizedTest
    @MethodSource("kaldiOptions")
    void every_kaldi_option_shows(UnaryOperator<KaldiConfig.Builder> change) {
        assertThat(KaldiFbank.of(change.apply(KaldiConfig.builder()).build()).compute(SAMPLES))
                .isNotEqualTo(KaldiFbank.of(KaldiConfig.builder().build()).compute(SAMPLES));
    }
}
