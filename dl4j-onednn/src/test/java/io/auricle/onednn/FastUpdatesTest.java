package io.auricle.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class FastUpdatesTest {

    @Test
    void a_gradient_is_recognised_by_where_it_lies() {
        var flat = Nd4j.zeros(DataType.FLOAT, 1, 6);

        assertThat(FastUpdates.isOf(new DefaultGradient(flat), flat)).isTrue();
        assertThat(FastUpdates.isOf(new DefaultGradient(flat.dup()), flat)).isFalse();
    }
}
