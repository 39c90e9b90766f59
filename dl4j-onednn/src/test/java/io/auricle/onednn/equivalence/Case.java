package io.auricle.onednn.equivalence;

import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * One network and its data.
 *
 * @param name    what is special about it, as a test shows it
 * @param network builds and initialises it in the given type
 * @param data    one batch, in FLOAT
 */
record Case(String name, Function<DataType, Model> network, MultiDataSet data) {
    @Override
    public String toString() {
        return name;
    }
}
