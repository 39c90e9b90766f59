package io.auricle.onednn.equivalence;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Seeded inputs and labels, made in FLOAT so that the DOUBLE twin sees the very same numbers. */
final class Data {
    static final int CLASSES = 5;

    private Data() {}

    /** Standard normal numbers. */
    static INDArray normal(long seed, long... shape) {
        Random random = new Random(seed);
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
        float[] values = new float[(int) array.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        array.data().setData(values);
        return array;
    }

    /** One class per row, all classes in use. */
    static INDArray oneHot(int rows) {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, rows, CLASSES);
        for (int i = 0; i < rows; i++) {
            labels.putScalar(i, (i * 3 + 1) % CLASSES, 1);
        }
        return labels;
    }

    /** Rows of positive numbers that add to one, as mixup makes them. */
    static INDArray soft(long seed, int rows) {
        INDArray labels = normal(seed, rows, CLASSES);
        labels.muli(labels).addi(0.1);
        labels.diviColumnVector(labels.sum(1));
        return labels;
    }

    /** One class per row and time step: rows x classes x steps. */
    static INDArray oneHotSequence(int rows, int steps) {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, rows, CLASSES, steps);
        for (int i = 0; i < rows; i++) {
            for (int t = 0; t < steps; t++) {
                labels.putScalar(i, (i + 2 * t) % CLASSES, t, 1);
            }
        }
        return labels;
    }

    /** Marks the first steps of each row: row i keeps steps - i % steps of them. */
    static INDArray mask(int rows, int steps) {
        INDArray mask = Nd4j.zeros(DataType.FLOAT, rows, steps);
        for (int i = 0; i < rows; i++) {
            for (int t = 0; t < steps - i % steps; t++) {
                mask.putScalar(i, t, 1);
            }
        }
        return mask;
    }

    static MultiDataSet of(INDArray features, INDArray labels) {
        return new MultiDataSet(features, labels);
    }

    /** The same numbers in another type. */
    static MultiDataSet as(DataType type, MultiDataSet data) {
        return new MultiDataSet(
                as(type, data.getFeatures()),
                as(type, data.getLabels()),
                as(type, data.getFeaturesMaskArrays()),
                as(type, data.getLabelsMaskArrays()));
    }

    private static INDArray[] as(DataType type, INDArray[] arrays) {
        if (arrays == null) {
            return null;
        }
        INDArray[] cast = new INDArray[arrays.length];
        for (int i = 0; i < arrays.length; i++) {
            cast[i] = arrays[i] == null ? null : arrays[i].castTo(type);
        }
        return cast;
    }
}
