package io.auricle.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StandardizerTest {

    @Test
    void shifts_and_scales_the_part_it_is_given() {
        float[] values = {-40, -40, -20, -60, -40};

        new Standardizer(-40, 10).applyInPlace(values, 1, 3);

        assertThat(values).containsExactly(-40, 0, 2, -2, -40);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new Standardizer(0, 1).applyInPlace(values, 3, 3));
    }

    @Test
    void refuses_numbers_that_standardise_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Standardizer(Double.NaN, 1))
                .withMessage("mean must be in [-1.0E30, 1.0E30], got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Standardizer(0, 0))
                .withMessage("standardDeviation must be in [1.0E-30, 1.0E30], got 0.0");
    }
}
