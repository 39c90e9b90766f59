package io.auricle.training.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
    @Test
    void one_cycle_starts_low_peaks_at_three_tenths_and_ends_near_nothing() {
        LearningRateSchedule cycle = LearningRateSchedule.ONE_CYCLE;

        assertThat(cycle.at(0.01, 0, 101)).isCloseTo(0.01 / 25, within(1e-12));
        assertThat(cycle.at(0.01, 30, 101)).isCloseTo(0.01, within(1e-12));
        assertThat(cycle.at(0.01, 100, 101)).isCloseTo(0.01 / 25 / 1e4, within(1e-12));
    }

    @Test
    void cosine_falls_from_the_peak_to_zero() {
        assertThat(LearningRateSchedule.COSINE.at(1, 0, 11)).isEqualTo(1);
        assertThat(LearningRateSchedule.COSINE.at(1, 5, 11)).isCloseTo(0.5, within(1e-12));
        assertThat(LearningRateSchedule.COSINE.at(1, 10, 11)).isCloseTo(0, within(1e-12));
    }

    @Test
    void constant_stays() {
        assertThat(LearningRateSchedule.CONSTANT.at(0.3, 7, 9)).isEqualTo(0.3);
    }

    @Test
    void a_run_of_one_step_has_a_rate() {
        assertThat(LearningRateSchedule.COSINE.at(1, 0, 1)).isEqualTo(1);
    }

    @Test
    void refuses_a_step_after_the_last() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningRateSchedule.COSINE.at(1, 5, 5))
                .withMessage("step must be in [0, 5), got 5");
    }
}
