package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.internal.Execution;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

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
        var twins = new Twins(of, Fast::accelerate);
        long before = Execution.executed();

        twins.checkAll();

        var report = OneDnn.report(twins.fast.model());
        assertThat(report.compiled()).as(report.toString()).isTrue();
        assertThat(Execution.executed()).isGreaterThan(before);
    }

    /** Answers of stock are kept by name. */
    @Test
    void every_compared_network_has_a_name_of_its_own() {
        assertThat(Catalogue.all().map(Case::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("detours")
    void passes_with_stock_code_in_them_give_what_stock_gives(Case of) {
        new Twins(of, Fast::accelerate).checkAll();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("detours")
    void passes_with_stock_code_in_them_run_on_plans_all_the_same(Case of) {
        Net fast = Net.of(Fast.accelerate(of.network().apply(DataType.FLOAT)));
        long before = Execution.executed();
        fast.fit(of.data());
        long trained = Execution.executed();
        fast.score(of.data());
        long scored = Execution.executed();

        assertThat(trained).as("primitives of a training step").isGreaterThan(before);
        assertThat(scored).as("primitives of a score").isGreaterThan(trained);
    }
}
