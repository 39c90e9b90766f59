package io.auricle.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.auricle.training.internal.Json;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    /** sklearn.metrics 1.5 on y_true=[0,0,0,1,1,2], y_pred=[0,0,1,1,2,2]: the expected figures below. */
    private static final ConfusionMatrix SMALL =
            ConfusionMatrix.of(3, new int[] {0, 0, 0, 1, 1, 2}, new int[] {0, 0, 1, 1, 2, 2});

    @Test
    void counts_rows_as_true_and_columns_as_answered() {
        assertThat(SMALL.counts()).isDeepEqualTo(new int[][] {{2, 1, 0}, {0, 1, 1}, {0, 0, 1}});
        assertThat(SMALL.total()).isEqualTo(6);
        assertThat(SMALL.support(0)).isEqualTo(3);
    }

    @Test
    void agrees_with_scikit_learn() {
        assertThat(SMALL.accuracy()).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(SMALL.balancedAccuracy()).isCloseTo((2 / 3.0 + 1 / 2.0 + 1) / 3, within(1e-12));
        assertThat(SMALL.precision(2)).isCloseTo(0.5, within(1e-12));
        assertThat(SMALL.recall(1)).isCloseTo(0.5, within(1e-12));
        assertThat(SMALL.f1(0)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void a_class_that_does_not_occur_does_not_pull_the_balanced_accuracy_down() {
        ConfusionMatrix matrix = ConfusionMatrix.of(3, new int[] {0, 1}, new int[] {0, 1});

        assertThat(matrix.balancedAccuracy()).isEqualTo(1);
        assertThat(matrix.recall(2)).isZero();
        assertThat(matrix.f1(2)).isZero();
    }

    @Test
    void adds_folds_up() {
        assertThat(SMALL.plus(SMALL).count(0, 0)).isEqualTo(4);
    }

    @Test
    void survives_json() throws Exception {
        String json = Json.MAPPER.writeValueAsString(SMALL);

        assertThat(Json.MAPPER.readValue(json, ConfusionMatrix.class)).isEqualTo(SMALL);
    }

    @Test
    void refuses_counts_that_are_not_square() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.ofCounts(new int[][] {{1, 2}, {3}}))
                .withMessage("counts must be square, got 2 x 1");
    }
}
