package io.auricle.onednn.equivalence;

import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.learning.config.Sgd;

/** All networks that are compared. */
final class Catalogue {
    private Catalogue() {}

    /** Every kind of layer, shape and option that oneDNN is meant to do as a whole network. */
    static Stream<Case> plans() {
        return Stream.of(
                        Images.convolutions(),
                        Grouped.all(),
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

    /** All of them. */
    static Stream<Case> all() {
        return Stream.concat(plans(), detours());
    }

    /** Passes and options that leave part of a network to Deeplearning4j's own code within the plan. */
    static Stream<Case> detours() {
        return Stream.of(Structures.all(), Detours.masked(), Detours.graphs(), Detours.options(), Detours.truncated())
                .flatMap(List::stream);
    }
}
