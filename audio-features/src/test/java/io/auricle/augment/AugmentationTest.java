package io.auricle.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.audio.AudioClip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
    private static final Augmentation EVERYTHING = Augmentation.standard()
            .withWaveform(
                    new AddedNoise(5, 20),
                    new Gain(-6, 6),
                    new PitchShift(-2, 2),
                    new TimeShift(0.5, TimeShift.Fill.WRAP),
                    new TimeStretch(0.8, 1.2).withProbability(0.25))
            .with(new CellNoise(1));

    @Test
    void every_kind_of_ours_is_read_back_from_its_map_in_the_same_order() {
        assertThat(Augmentation.fromMap(EVERYTHING.toMap())).isEqualTo(EVERYTHING);
        assertThat(EVERYTHING.toMap().toString())
                .startsWith("{waveform=[{kind=added-noise, maxSnrDb=20.0, minSnrDb=5.0}, {kind=gain,")
                .contains("spectrogram=[{kind=time-roll, longest=1.0}, {kind=band-filter, mostDb=12.0},")
                .endsWith("mixupAlpha=0.3}");
    }

    @Test
    void with_replaces_the_transform_of_the_same_class_where_it_stands() {
        Augmentation milder = Augmentation.standard().with(new BandFilter(6));

        assertThat(milder.spectrogram()).element(1).isEqualTo(new BandFilter(6));
        assertThat(milder.spectrogram()).hasSize(5);
    }

    @Test
    void a_kind_that_nobody_provides_is_refused_with_those_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.fromMap(spectrogram(Map.of("kind", "echo"))))
                .withMessageStartingWith("kind of a transform must be one of [added-noise, band-filter, ")
                .withMessageEndingWith("got echo");
    }

    @Test
    void settings_that_are_missing_unknown_or_of_another_type_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.fromMap(spectrogram(Map.of("kind", "time-roll"))))
                .withMessage("longest of time-roll must be set, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Augmentation.fromMap(spectrogram(Map.of("kind", "time-roll", "longest", 1, "shortest", 0))))
                .withMessage("settings of time-roll must be among [longest], got [shortest]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.fromMap(spectrogram(Map.of("kind", "time-roll", "longest", "all"))))
                .withMessage("longest of time-roll must be a number, got all");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Augmentation.fromMap(spectrogram(Map.of("kind", "time-mask", "count", 1.5, "widest", 0.1))))
                .withMessage("count of time-mask must be a whole number, got 1.5");
    }

    @Test
    void a_transform_in_the_wrong_list_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.fromMap(spectrogram(Map.of("kind", "gain", "minDb", 0, "maxDb", 1))))
                .withMessage("transform gain must be a SpectrogramTransform, got a io.auricle.augment.Gain");
    }

    @Test
    void a_word_that_is_taken_is_refused_with_both_classes() {
        SpectrogramTransform other = new SpectrogramTransform() {
            @Override
            public void apply(
                    float[] values, int offset, SpectrogramGrid grid, java.util.random.RandomGenerator random) {}

            @Override
            public String word() {
                return "time-roll";
            }

            @Override
            public Map<String, Object> settings() {
                return Map.of();
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.none().withSpectrogram(other).toMap())
                .withMessage("word time-roll of " + other.getClass().getName()
                        + " must not be taken, it is the word of io.auricle.augment.TimeRoll");
    }

    @Test
    void a_background_says_that_its_recordings_are_not_in_its_settings() {
        AudioClip rain = AudioClip.ofMono(new float[] {0.5f, -0.5f}, 8000);
        MixedBackground mixed = new MixedBackground(List.of(rain), 0, 10);

        assertThat(mixed).isEqualTo(new MixedBackground(List.of(rain), 0, 10));
        assertThat(mixed)
                .isNotEqualTo(new MixedBackground(List.of(AudioClip.ofMono(new float[] {0.5f, 0.5f}, 8000)), 0, 10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.fromMap(
                        Augmentation.none().withWaveform(mixed).toMap()))
                .withMessageStartingWith("mixed-background cannot be read from its settings");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0.04, 2.1, Double.NaN})
    void mixup_outside_its_range_is_refused(double alpha) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.none().withMixupAlpha(alpha))
                .withMessage("mixupAlpha must be 0 or in [0.05, 2], got " + alpha);
    }

    private static Map<String, Object> spectrogram(Map<String, Object> transform) {
        Map<String, Object> map = new LinkedHashMap<>(Augmentation.none().toMap());
        map.put("spectrogram", List.of(transform));
        return map;
    }
}
