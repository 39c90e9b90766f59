package io.auricle.training.internal.learn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Weights between ND4J and plain arrays. */
public final class Floats {
    private Floats() {}

    /** Returns a copy of a row of floats. */
    public static float[] of(INDArray row) {
        float[] values = new float[Math.toIntExact(row.length())];
        row.data().asNioFloat().get(values);
        return values;
    }

    /** Overwrites a row of floats. */
    public static void assign(INDArray row, float[] values) {
        try (INDArray copy = Nd4j.createFromArray(values)) {
            row.assign(copy.reshape(row.shape()));
        }
    }
}
