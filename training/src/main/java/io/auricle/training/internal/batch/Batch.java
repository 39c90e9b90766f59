package io.auricle.training.internal.batch;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** One step's input, in arrays that are filled again and again, so that a run allocates no native memory by the step. */
public final class Batch {
    private final int bands;
    private final int frames;
    private final int classes;
    private final float[] features;
    private final float[] labels;
    private final Map<Integer, DataSet> dataSets = new HashMap<>();
    private int count;
    private int epoch;
    private int step;

    public Batch(int largest, int bands, int frames, int classes) {
        this.bands = bands;
        this.frames = frames;
        this.classes = classes;
        this.features = new float[largest * bands * frames];
        this.labels = new float[largest * classes];
    }

    /** Begins a batch of so many windows and returns where their values go. */
    public float[] features(int windows) {
        count = windows;
        return features;
    }

    public float[] labels(int windows) {
        count = windows;
        return labels;
    }

    public void place(int epoch, int step) {
        this.epoch = epoch;
        this.step = step;
    }

    public int count() {
        return count;
    }

    public int epoch() {
        return epoch;
    }

    public int step() {
        return step;
    }

    /** Copies what was filled in to native memory; the same arrays every time for equal counts. */
    public DataSet toNative() {
        DataSet data = dataSets.computeIfAbsent(count, this::allocate);
        data.getFeatures().data().asNioFloat().put(features, 0, count * bands * frames);
        data.getLabels().data().asNioFloat().put(labels, 0, count * classes);
        return data;
    }

    /** What {@link #toNative()} copied last for this count. */
    public DataSet dataSet() {
        return dataSets.get(count);
    }

    private DataSet allocate(int windows) {
        INDArray input = Nd4j.createUninitialized(DataType.FLOAT, windows, 1, bands, frames);
        INDArray truth = Nd4j.createUninitialized(DataType.FLOAT, windows, classes);
        return new DataSet(input, truth);
    }
}
