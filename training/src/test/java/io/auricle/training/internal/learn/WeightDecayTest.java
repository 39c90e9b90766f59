package io.auricle.training.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.training.TinySounds;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.NetworkSpec;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WeightDecayTest {
    private final ComputationGraph graph = Architectures.CRNN.create(NetworkSpec.of(TinySounds.frontEnd(), 3, 1));

    @Test
    void shrinks_weights_of_convolutions_lstms_and_the_output_and_nothing_else() {
        Floats.assign(graph.params(), ones());

        WeightDecay.of(graph, 0.5).apply(graph.params(), 0.1);

        graph.paramTable().forEach((name, values) -> {
            boolean weight = name.endsWith("_W") || name.endsWith("W") && name.startsWith("lstm");
            float expected = weight ? 0.95f : 1;
            assertThat(values.minNumber().floatValue()).as(name).isCloseTo(expected, within(1e-6f));
            assertThat(values.maxNumber().floatValue()).as(name).isCloseTo(expected, within(1e-6f));
        });
    }

    @Test
    void a_coefficient_of_zero_leaves_everything() {
        Floats.assign(graph.params(), ones());

        WeightDecay.of(graph, 0).apply(graph.params(), 0.1);

        assertThat(Floats.of(graph.params())).containsOnly(1f);
    }

    private float[] ones() {
        try (INDArray ones = Nd4j.ones(graph.numParams())) {
            return ones.toFloatVector();
        }
    }
}
