package io.auricle.onednn.equivalence;

import java.util.Set;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * One network, its data, and where it must run.
 *
 * @param name    what is special about it, as a test shows it
 * @param network builds and initialises it in the given type
 * @param data    one batch, in FLOAT
 * @param level   how oneDNN must take it: whole, layer by layer, or not at all
 * @param stock   names of the layers that must be reported as run by DL4J itself, besides those of {@code level}
 */
record Case(String name, Function<DataType, Model> network, MultiDataSet data, Level level, Set<String> stock) {

    /** How much of a network runs on oneDNN. */
    enum Level {
        /** The compiled network: nothing is left to DL4J. */
        PLAN,
        /** Stock DL4J with a helper in the layers that have one. */
        HELPERS,
        /** Nothing. */
        STOCK
    }

    static Case plan(String name, Function<DataType, Model> network, MultiDataSet data) {
        return new Case(name, network, data, Level.PLAN, Set.of());
    }

    static Case helpers(String name, Function<DataType, Model> network, MultiDataSet data, String... stock) {
        return new Case(name, network, data, Level.HELPERS, Set.of(stock));
    }

    @Override
    public String toString() {
        return name;
    }
}
