package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.internal.Execution;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole networks compiled for oneDNN, against stock Deeplearning4j. */
class PlansTest {

    static Stream<Case> cases() {
        return Catalogue.plans();
    }

    static Stream<Case> detours() {
        return Catalogue.detours();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void plans_give_what_stock_gives(Case of) {
        var twins = new Twins(of, PlansTest::accelerate);
        long before = Execution.executed();

        twins.checkAll();

        var report = OneDnn.report(twins.fast.model());
        assertThat(report.compiled()).as(report.toString()).isTrue();
        assertThat(Execution.executed()).isGreaterThan(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("detours")
    void what_plans_refuse_still_gives_what_stock_gives(Case of) {
        new Twins(of, PlansTest::accelerate).checkAll();
    }

    private static Model accelerate(Model network) {
        return network instanceof ComputationGraph graph
                ? OneDnn.accelerate(graph)
                : OneDnn.accelerate((MultiLayerNetwork) network);
    }
}
