package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auricle.data.urbansound.UrbanSound8K;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelEncoderTest {
    private final LabelEncoder encoder = LabelEncoder.fit(List.of("siren", "dog_bark", "siren", "Zebra"));

    @Test
    void sorts_by_code_point_and_numbers_from_zero_as_scikit_learn_does() {
        assertThat(encoder.labels()).containsExactly("Zebra", "dog_bark", "siren");
        assertThat(encoder.transform(List.of("siren", "Zebra"))).containsExactly(2, 0);
        assertThat(encoder.inverse(1)).isEqualTo("dog_bark");
    }

    @Test
    void sorts_characters_beyond_sixteen_bits_last_as_python_does() {
        LabelEncoder rare = LabelEncoder.fit(List.of("\uD83D\uDC15", "\uFF21", "a"));

        assertThat(rare.labels()).containsExactly("a", "\uFF21", "\uD83D\uDC15");
    }

    @Test
    void is_the_same_for_any_order_of_the_labels() {
        List<String> shuffled = new ArrayList<>(UrbanSound8K.CLASSES);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(LabelEncoder.fit(shuffled)).isEqualTo(LabelEncoder.fit(UrbanSound8K.CLASSES));
        assertThat(LabelEncoder.fit(shuffled).labels()).isEqualTo(UrbanSound8K.CLASSES);
    }

    @Test
    void refuses_an_unknown_label_and_lists_the_known_ones() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.transform("aeroplane"))
                .withMessage("label must be one of Zebra, dog_bark, siren, got aeroplane");
    }

    @Test
    void refuses_no_labels_a_blank_label_and_an_index_out_of_range() {
        assertThatIllegalArgumentException().isThrownBy(() -> LabelEncoder.fit(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> LabelEncoder.fit(List.of(" ")));
        assertThatThrownBy(() -> encoder.inverse(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void writes_a_single_one_in_a_row_of_zeros() {
        assertThat(encoder.oneHot("dog_bark")).containsExactly(0, 1, 0);
    }

    @Test
    void weighs_classes_by_how_rare_they_are() {
        List<Clip> clips = List.of(clip("a", "siren"), clip("b", "siren"), clip("c", "siren"), clip("d", "dog_bark"));

        double[] weights = encoder.classWeights(clips);

        assertThat(weights[2]).isEqualTo(4 / (2 * 3.0), within(1e-12));
        assertThat(weights[1]).isEqualTo(2);
        assertThat(weights[0]).isZero();
    }

    @Test
    void shows_labels_to_people_with_spaces() {
        assertThat(clip("a", "air_conditioner").displayName()).isEqualTo("air conditioner");
    }

    private static Clip clip(String name, String label) {
        return new Clip(Path.of(name), label, OptionalInt.empty(), name, OptionalInt.empty(), 0, 4);
    }
}
