package io.auricle.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final List<String> LABELS = List.of("a", "b");

    @Test
    void rmse_is_the_root_mean_square_of_probability_minus_one_hot() {
        float[][] probabilities = {{0.8f, 0.2f}, {0.6f, 0.4f}};

        Scores scores = Scores.of(LABELS, new int[] {0, 1}, probabilities);

        double expected = Math.sqrt((0.04 + 0.04 + 0.36 + 0.36) / 4);
        assertThat(scores.rmse()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void loss_is_the_mean_cross_entropy() {
        float[][] probabilities = {{0.8f, 0.2f}, {0.6f, 0.4f}};

        Scores scores = Scores.of(LABELS, new int[] {0, 1}, probabilities);

        assertThat(scores.loss()).isCloseTo(-(Math.log(0.8) + Math.log(0.4)) / 2, within(1e-6));
    }

    @Test
    void a_probability_of_zero_costs_much_but_not_infinitely_much() {
        Scores scores = Scores.of(LABELS, new int[] {1}, new float[][] {{1, 0}});

        assertThat(scores.loss()).isCloseTo(-Math.log(1e-7), within(1e-9));
    }

    @Test
    void calibration_error_is_the_distance_between_confidence_and_accuracy() {
        float[][] probabilities = {{0.75f, 0.25f}, {0.75f, 0.25f}, {0.75f, 0.25f}, {0.75f, 0.25f}};

        Scores scores = Scores.of(LABELS, new int[] {0, 0, 1, 1}, probabilities);

        assertThat(scores.calibration().bins()).containsExactly(new Calibration.Bin(4, 0.75, 0.5));
        assertThat(scores.calibration().expectedError()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void the_interval_by_recording_is_wider_when_clips_share_recordings() {
        List<String> own = new ArrayList<>();
        List<String> shared = new ArrayList<>();
        int[] actual = new int[100];
        int[] predicted = new int[100];
        for (int i = 0; i < 100; i++) {
            own.add("recording" + i);
            shared.add("recording" + i / 10);
            predicted[i] = i / 10 % 2;
        }

        Interval alone = Interval.byRecording(own, actual, predicted, 2, ConfusionMatrix::accuracy);
        Interval together = Interval.byRecording(shared, actual, predicted, 2, ConfusionMatrix::accuracy);

        assertThat(alone.low()).isBetween(0.38, 0.42);
        assertThat(together.high() - together.low()).isGreaterThan(2 * (alone.high() - alone.low()));
    }

    @Test
    void the_interval_does_not_collapse_where_every_answer_is_right() {
        List<String> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add("recording" + i);
        }

        Interval all = Interval.byRecording(ten, new int[10], new int[10], 2, ConfusionMatrix::accuracy);
        Interval one = Interval.byRecording(
                List.of("same", "same", "same"), new int[3], new int[3], 2, ConfusionMatrix::accuracy);

        assertThat(all.low()).isCloseTo(0.722, within(0.001));
        assertThat(all.high()).isCloseTo(1, within(1e-9));
        assertThat(one.low()).isCloseTo(0.207, within(0.001));
        assertThat(Interval.byRecording(List.of(), new int[0], new int[0], 2, ConfusionMatrix::accuracy))
                .isEqualTo(new Interval(0, 1));
    }

    @Test
    void the_threshold_parts_right_from_wrong_answers() {
        List<ClipPrediction> predictions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            predictions.add(new ClipPrediction("right", "r", "a", "a", 1, List.of(0.8 + i / 1000.0, 0.1)));
            predictions.add(new ClipPrediction("wrong", "r", "b", "a", 1, List.of(0.5 + i / 1000.0, 0.4)));
        }

        assertThat(Threshold.of(predictions)).hasValue(0.8);
        assertThat(Threshold.of(predictions.subList(0, 10))).isEmpty();
    }
}
