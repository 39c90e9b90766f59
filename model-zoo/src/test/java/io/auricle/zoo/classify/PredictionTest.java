package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.zoo.classify.Prediction.Ranked;
import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.Thresholds;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {
    private static final List<String> LABELS = List.of("a", "b", "c");
    private final Prediction prediction =
            Prediction.of(LABELS, new float[] {0.25f, 0.5f, 0.25f}, OutputKind.SOFTMAX, Thresholds.of(0.5));

    @Test
    void ranks_labels_and_keeps_the_order_of_equals() {
        assertThat(prediction.label()).isEqualTo("b");
        assertThat(prediction.probability()).isEqualTo(0.5);
        assertThat(prediction.ranking())
                .containsExactly(new Ranked("b", 0.5), new Ranked("a", 0.25), new Ranked("c", 0.25));
    }

    @Test
    void is_sure_from_the_threshold_on() {
        assertThat(prediction.sure()).isTrue();
        assertThat(prediction).hasToString("b 50 %");
        Prediction unsure =
                Prediction.of(LABELS, new float[] {0.25f, 0.5f, 0.25f}, OutputKind.SOFTMAX, Thresholds.of(0.51));
        assertThat(unsure.sure()).isFalse();
        assertThat(unsure).hasToString("not sure (b 50 %)");
    }

    @Test
    void gives_the_likeliest_few() {
        assertThat(prediction.top(2)).extracting(Ranked::label).containsExactly("b", "a");
        assertThat(prediction.top(9)).hasSize(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prediction.top(0))
                .withMessage("count must be at least 1, got 0");
    }

    @Test
    void refuses_a_ranking_that_says_something_else() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prediction("a", 0.5, true, List.of(new Ranked("b", 0.5))))
                .withMessage("ranking must start with a at 0.5, got [Ranked[label=b, probability=0.5]]");
    }
}
