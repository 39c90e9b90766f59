package io.auricle.onednn.equivalence;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Outputs, every gradient and a few steps of accelerated FLOAT networks against stock Deeplearning4j in DOUBLE on the
 * same parameters: largest difference at most 1e-4 of each array's largest magnitude. Each case also proves that oneDNN
 * did the work.
 */
class EquivalenceTest {

    static Stream<Case> cases() {
        return Stream.of(
                        Images.convolutions(),
                        Images.poolings(),
                        Images.norms(),
                        Images.activations(),
                        Images.globalPoolings(),
                        Vectors.dense(),
                        Vectors.regularisation(),
                        Sequences.lstms(),
                        Sequences.bidirectional(),
                        Sequences.pooled(),
                        Graphs.all(new Sgd(0.01)))
                .flatMap(List::stream);
    }

    static Stream<Case> casesBehindAnUnknownLayer() {
        return cases()
                .filter(c -> c.network() instanceof Chain)
                .map(c -> Case.helpers(c.name(), ((Chain) c.network()).behindAnUnknownLayer(), c.data()));
    }

    static Stream<Case> detours() {
        return Stream.of(Detours.masked(), Detours.graphs(), Detours.options(), List.of(Detours.truncated()))
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"casesBehindAnUnknownLayer", "detours"})
    void equals_stock_where_only_single_layers_run_on_onednn(Case of) {
        var twins = new Twins(of);

        twins.checkAll();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void equals_stock_and_runs_on_onednn(Case of) {
        var twins = new Twins(of);

        twins.checkAll();
    }
}
