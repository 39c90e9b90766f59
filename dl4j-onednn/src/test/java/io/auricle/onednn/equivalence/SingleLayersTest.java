package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.onednn.internal.Execution;
import io.auricle.onednn.internal.layers.LayerHelpers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that Deeplearning4j runs, with oneDNN in the layers that have a helper, against stock Deeplearning4j. */
class SingleLayersTest {

    static Stream<Case> cases() {
        return Catalogue.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void helpers_give_what_stock_gives_and_do_every_call(Case of) {
        var twins = new Twins(of, network -> {
            LayerHelpers.attach(network);
            return network;
        });
        long before = Execution.executed();

        twins.checkAll();

        Map<String, LayerHelpers.Calls> calls = LayerHelpers.calls(twins.fast.model());
        boolean helped = calls.values().stream().anyMatch(c -> c.answered() > 0);
        assertThat(Execution.executed() - before)
                .satisfies(n -> assertThat(n > 0).isEqualTo(helped));
        assertThat(calls)
                .allSatisfy((layer, c) -> assertThat(c.answered()).as(layer).isPositive());
        if (!of.name().contains("mask")) {
            assertThat(calls)
                    .allSatisfy((layer, c) -> assertThat(c.declined()).as(layer).isZero());
        }
    }
}
