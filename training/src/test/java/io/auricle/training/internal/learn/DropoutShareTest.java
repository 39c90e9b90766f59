package io.auricle.training.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.training.TinySounds;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class DropoutShareTest {
    private final ComputationGraph graph = Architectures.CRNN.create(NetworkSpec.of(TinySounds.frontEnd(), 3, 1));
    private final List<Double> own = kept();

    @Test
    void half_of_it_drops_half_as_many_values() {
        DropoutShare.apply(graph, 0.5);

        for (int i = 0; i < own.size(); i++) {
            assertThat(1 - kept().get(i)).isCloseTo((1 - own.get(i)) / 2, within(1e-12));
        }
    }

    @Test
    void none_of_it_drops_nothing_and_restoring_says_the_networks_own_again() {
        String before = graph.getConfiguration().toJson();

        DropoutShare share = DropoutShare.apply(graph, 0);
        List<Double> during = kept();
        share.restore();

        assertThat(own).isNotEmpty().allMatch(p -> p < 1);
        assertThat(during).containsOnly(1.0);
        assertThat(graph.getConfiguration().toJson()).isEqualTo(before);
    }

    /** The probability to keep of each dropout layer. */
    private List<Double> kept() {
        return Arrays.stream(graph.getLayers())
                .map(layer -> layer.conf().getLayer())
                .filter(DropoutLayer.class::isInstance)
                .map(layer -> ((DropoutLayer) layer).getIDropout())
                .map(dropout -> dropout == null ? 1.0 : ((Dropout) dropout).getP())
                .toList();
    }
}
