package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.audio.AudioClip;
import io.auricle.testing.TestSounds;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrontEndTest {
    private static final FrontEnd SMALL = FrontEnd.builder()
            .sampleRateHz(1000)
            .windowSeconds(0.01)
            .mel(mel -> mel.fftSize(8).hopLength(4).melBands(2))
            .build();

    private static AudioClip ramp(int samples) {
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = (i + 1) / 100f;
        }
        return AudioClip.ofMono(values, 1000);
    }

    static Stream<FrontEnd> frontEnds() {
        return Stream.of(
                FrontEnd.urbanSound(),
                FrontEnd.compact(),
                SMALL,
                FrontEnd.yamnet(),
                FrontEnd.compact().toBuilder().clipEnd(ClipEnd.ALIGN).build(),
                FrontEnd.builder()
                        .sampleRateHz(16_000)
                        .windowSeconds(1.0 / 3)
                        .hopSeconds(0.1)
                        .shortClip(ShortClip.REPEAT)
                        .mel(mel -> mel.window(Window.kaiser(8.125))
                                .windowLength(300)
                                .fftSize(401)
                                .padding(Padding.REFLECT)
                                .power(1.5)
                                .minHz(20.1)
                                .maxHz(7600.7)
                                .scale(MelScale.HTK)
                                .norm(MelNorm.NONE))
                        .decibels(DecibelConfig.builder()
                                .reference(1e-3)
                                .amin(1e-7)
                                .topDb(60)
                                .build())
                        .build(),
                SMALL.toBuilder()
                        .shortClip(ShortClip.DROP)
                        .mel(mel -> mel.window(Window.of(0.1, 1.0 / 3, 1, 0.7, -1e-300))
                                .windowLength(5))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("frontEnds")
    void comes_back_from_json_exactly(FrontEnd frontEnd) {
        assertThat(FrontEnd.fromJson(frontEnd.toJson())).isEqualTo(frontEnd);
        assertThat(FrontEnd.fromJson(frontEnd.toJson()).toJson()).isEqualTo(frontEnd.toJson());
    }

    @ParameterizedTest
    @MethodSource("frontEnds")
    void comes_back_from_its_map_whatever_types_its_numbers_have(FrontEnd frontEnd) {
        Map<String, Object> map = frontEnd.toMap();

        assertThat(FrontEnd.fromMap(map)).isEqualTo(frontEnd);
        map.replace("sampleRateHz", (long) frontEnd.sampleRateHz());
        map.replace("windowSeconds", new java.math.BigDecimal(frontEnd.windowSeconds()));
        assertThat(FrontEnd.fromMap(map)).isEqualTo(frontEnd);
    }

    @Test
    void stays_version_1_unless_a_setting_needs_version_2() {
        assertThat(FrontEnd.compact().toJson())
                .isEqualTo("{\"version\":1,\"sampleRateHz\":22050,\"windowSeconds\":4.0,\"hopSeconds\":4.0,"
                        + "\"shortClip\":\"PAD\",\"mel\":{\"fftSize\":1024,\"windowLength\":1024,\"hopLength\":512,"
                        + "\"window\":\"hann\",\"padding\":\"ZERO\",\"power\":2.0,\"melBands\":64,\"minHz\":0.0,"
                        + "\"maxHz\":11025.0,\"scale\":\"SLANEY\",\"norm\":\"SLANEY\"},"
                        + "\"decibels\":{\"reference\":1.0,\"amin\":1.0E-10,\"topDb\":\"none\"}}");
        assertThat(FrontEnd.yamnet().toMap()).containsEntry("version", 2).containsEntry("clipEnd", "DROP");
        assertThat(Stream.<FrontEnd>of(
                        FrontEnd.compact().toBuilder().clipEnd(ClipEnd.ALIGN).build(),
                        FrontEnd.compact().toBuilder()
                                .mel(mel -> mel.slope(MelConfig.Slope.MEL))
                                .build(),
                        FrontEnd.compact().toBuilder()
                                .mel(mel -> mel.padding(Padding.NONE).zeroFill(StftConfig.ZeroFill.BEHIND))
                                .build(),
                        FrontEnd.compact().toBuilder()
                                .decibels(DecibelConfig.builder().offset(1).build())
                                .build(),
                        FrontEnd.compact().toBuilder()
                                .decibels(DecibelConfig.builder()
                                        .scale(DecibelConfig.Scale.NATURAL_LOG)
                                        .build())
                                .build()))
                .allSatisfy(frontEnd -> {
                    assertThat(frontEnd.toMap()).containsEntry("version", 2);
                    assertThat(FrontEnd.fromJson(frontEnd.toJson())).isEqualTo(frontEnd);
                });
    }

    @Test
    void a_map_with_a_wrong_type_is_refused_by_name() {
        Map<String, Object> map = FrontEnd.compact().toMap();
        map.put("mel", List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrontEnd.fromMap(map))
                .withMessage("frontEnd.mel must be an object, got []");
    }

    @ParameterizedTest
    @MethodSource("frontEnds")
    void comes_back_from_its_builder(FrontEnd frontEnd) {
        assertThat(frontEnd.toBuilder().build()).isEqualTo(frontEnd);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\":1 | \"version\":3 | frontEnd.version must be 1 or 2, got 3",
                "\"version\":1 | \"version\":2 | frontEnd must have the key \"clipEnd\", got none",
                "\"shortClip\" | \"clipEnd\":\"DROP\",\"shortClip\" | "
                        + "frontEnd must have only keys that are known, got \"clipEnd\"",
                "\"version\":1, | '' | frontEnd must have the key \"version\", got none",
                "\"sampleRateHz\":22050 | \"sampleRateHz\":\"22050\" | frontEnd.sampleRateHz must be a number, got 22050",
                "\"sampleRateHz\":22050 | \"sampleRateHz\":22050.5 | "
                        + "frontEnd.sampleRateHz must be a whole number of 32 bits, got 22050.5",
                "\"shortClip\":\"PAD\" | \"shortClip\":\"CROP\" | "
                        + "frontEnd.shortClip must be one of [PAD, REPEAT, DROP], got CROP",
                "\"fftSize\":1024 | \"fftSize\":1024,\"size\":1 | "
                        + "frontEnd.mel must have only keys that are known, got \"size\"",
                "\"fftSize\":1024 | \"fftsize\":1024 | frontEnd.mel must have the key \"fftSize\", got none",
                "\"window\":\"hann\" | \"window\":\"welch\" | "
                        + "window must be hann, hamming, blackman, rectangular or kaiser:BETA, got welch",
                "\"window\":\"hann\" | \"window\":[1,null] | "
                        + "frontEnd.mel.window must be a window's name or a list of numbers, got [1.0,null]",
                "\"topDb\":\"none\" | \"topDb\":\"80\" | frontEnd.decibels.topDb must be a number or \"none\", got 80",
                "\"topDb\":\"none\" | \"topDb\":-1 | topDb must be finite and at least 0, got -1.0",
                "\"reference\":1.0 | \"reference\":null | "
                        + "frontEnd.decibels.reference must be a number or \"max\", got null",
                "\"mel\":{ | \"mel\":{\"a\":{},\"a\":{}, | "
                        + "json must have a key not used before at position 103, got '\"'",
                "}} | }}x | json must have the end of the text at position 327, got 'x'",
                "}} | } | json must have more text at position 326, got the end",
                "22050 | 022050 | json must have a number at position 28, got '0'",
                "22050 | 1e999 | json must have a number at position 28, got '1'",
                "{\"version\" | [\"version\" | json must have ',' at position 10, got ':'",
            })
    void refuses_json_that_is_not_exactly_its_own(String part, String replacement, String message) {
        String json = FrontEnd.compact().toJson();
        assertThat(json).contains(part);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> FrontEnd.fromJson(json.replaceFirst(java.util.regex.Pattern.quote(part), replacement)))
                .withMessage(message);
    }

    @Test
    void json_may_be_laid_out_with_blanks_and_in_any_order() {
        String json = FrontEnd.compact().toJson();

        String spaced = json.replace("{", " {\n\t").replace(":", " : ").replace(",", " ,\r\n");
        String moved = "{\"shortClip\":\"PAD\"," + json.substring(1).replaceFirst("\"shortClip\":\"PAD\",", "");

        assertThat(FrontEnd.fromJson(spaced)).isEqualTo(FrontEnd.compact());
        assertThat(FrontEnd.fromJson(moved)).isEqualTo(FrontEnd.compact());
    }

    @Test
    void refuses_a_rate_that_contradicts_the_mel_settings() {
        var builder = FrontEnd.builder()
                .sampleRateHz(22_050)
                .mel(MelConfig.builder().sampleRateHz(16_000).build());

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("mel.sampleRateHz must be the front end's sampleRateHz = 22050, got 16000");
    }

    @Test
    void cuts_a_clip_into_windows_and_leaves_a_shorter_rest() {
        List<float[]> windows = SMALL.windows(ramp(29));

        assertThat(windows).hasSize(2);
        assertThat(windows.get(1)).containsExactly(.11f, .12f, .13f, .14f, .15f, .16f, .17f, .18f, .19f, .20f);
    }

    @Test
    void windows_may_overlap() {
        List<float[]> windows = SMALL.toBuilder().hopSeconds(0.004).build().windows(ramp(18));

        assertThat(windows).extracting(window -> window[0]).containsExactly(.01f, .05f, .09f);
    }

    @Test
    void pads_repeats_or_drops_a_short_clip() {
        AudioClip clip = ramp(4);

        assertThat(SMALL.windows(clip).get(0)).containsExactly(.01f, .02f, .03f, .04f, 0, 0, 0, 0, 0, 0);
        assertThat(SMALL.toBuilder()
                        .shortClip(ShortClip.REPEAT)
                        .build()
                        .windows(clip)
                        .get(0))
                .containsExactly(.01f, .02f, .03f, .04f, .01f, .02f, .03f, .04f, .01f, .02f);
        assertThat(SMALL.toBuilder().shortClip(ShortClip.DROP).build().windows(clip))
                .isEmpty();
    }

    @Test
    void a_clip_of_one_window_gives_that_window_whatever_the_policy() {
        for (ShortClip policy : ShortClip.values()) {
            assertThat(SMALL.toBuilder().shortClip(policy).build().windows(ramp(10)))
                    .hasSize(1);
        }
    }

    @Test
    void mixes_and_resamples_before_it_cuts() {
        AudioClip stereo =
                AudioClip.of(new float[][] {TestSounds.noise(88_200, 1), TestSounds.noise(88_200, 2)}, 44_100);
        FrontEnd frontEnd = FrontEnd.compact().toBuilder().windowSeconds(1).build();

        List<float[]> windows = frontEnd.windows(stereo);

        assertThat(windows).hasSize(2);
        assertThat(windows.get(0)).hasSize(22_050);
    }

    @Test
    void each_window_is_what_the_mel_spectrogram_and_the_decibels_make_of_it() {
        AudioClip clip = AudioClip.ofMono(TestSounds.noise(200_000, 3), 22_050);
        FrontEnd frontEnd = FrontEnd.urbanSound();

        List<Spectrogram> spectrograms = frontEnd.spectrograms(clip);

        assertThat(spectrograms).hasSize(2);
        for (int i = 0; i < 2; i++) {
            float[] window = frontEnd.windows(clip).get(i);
            Spectrogram mel = MelSpectrogram.of(frontEnd.mel()).compute(window);
            assertThat(spectrograms.get(i))
                    .isEqualTo(Decibels.of(frontEnd.decibels()).apply(mel));
        }
    }

    @Test
    void presets_have_the_shape_that_networks_expect() {
        assertThat(FrontEnd.urbanSound().bands()).isEqualTo(128);
        assertThat(FrontEnd.urbanSound().frames()).isEqualTo(173);
        assertThat(FrontEnd.urbanSound().windowSamples()).isEqualTo(88_200);
        assertThat(FrontEnd.compact().bands()).isEqualTo(64);
        assertThat(FrontEnd.compact().frames()).isEqualTo(173);
    }

    @Test
    void the_extractor_refuses_a_window_of_another_length() {
        Extractor extractor = SMALL.extractor();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> extractor.computeInto(new float[9], new float[extractor.size()], 0))
                .withMessage("window must hold 10 samples, got 9");
    }

    @Test
    void the_extractor_refuses_samples_that_are_not_finite() {
        Extractor extractor = SMALL.extractor();
        float[] window = new float[10];
        window[9] = Float.NaN;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> extractor.computeInto(window, new float[extractor.size()], 0))
                .withMessage("samples must be finite, got NaN at index 9");
    }
}
