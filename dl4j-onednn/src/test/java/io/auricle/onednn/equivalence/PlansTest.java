package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.internal.Execution;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
    void what_plans_refuse_still_gives_what_stock_gives(Case of) {
        new Twins(of, Fast::accelerate).checkAll();
    }
}
