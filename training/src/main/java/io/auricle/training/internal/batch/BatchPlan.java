package io.auricle.training.internal.batch;

import static io.auricle.internal.Checks.check;

import io.auricle.training.internal.Randomness;
import io.auricle.training.internal.Randomness.Purpose;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which windows each step of each epoch sees. An epoch sees as many windows as there are: each once in a fresh order, or,
 * balanced, each class equally often. A rest of one window joins the batch before it, since batch normalisation cannot
 * learn from one.
 */
public final class BatchPlan {
    private final int[] labels;
    private final int batch;
    private final boolean balanced;
    private final Randomness randomness;

    public BatchPlan(int[] labels, int batch, boolean balanced, Randomness randomness) {
        check(labels.length >= 2, "training part must hold at least 2 windows, got %d", labels.length);
        this.labels = labels.clone();
        this.batch = batch;
        this.balanced = balanced;
        this.randomness = randomness;
    }

    /** Steps of one epoch. */
    public int steps() {
        int full = labels.length / batch;
        return labels.length % batch > 1 || full == 0 ? full + 1 : full;
    }

    /** The most windows that a step sees. */
    public int largestBatch() {
        return Math.min(labels.length, labels.length % batch == 1 ? batch + 1 : batch);
    }

    /** The windows of an epoch, in the order that its steps see them. */
    public int[] order(int epoch) {
        SplittableRandom random = randomness.stream(Purpose.ORDER, epoch, 0);
        int[] order = Randomness.permutation(random, labels.length);
        return balanced ? balance(order, random) : order;
    }

    /** The windows of one step of an epoch whose order is given. */
    public int[] windows(int[] order, int step) {
        int end = step == steps() - 1 ? order.length : (step + 1) * batch;
        return Arrays.copyOfRange(order, step * batch, end);
    }

    /** As many windows, classes in turn, each class going round its own windows; then shuffled. */
    private int[] balance(int[] order, SplittableRandom random) {
        int[][] byClass = IntStream.of(labels)
                .distinct()
                .sorted()
                .mapToObj(label ->
                        Arrays.stream(order).filter(w -> labels[w] == label).toArray())
                .toArray(int[][]::new);
        int[] positions = Randomness.permutation(random, order.length);
        int[] balanced = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            int[] windows = byClass[i % byClass.length];
            balanced[positions[i]] = windows[i / byClass.length % windows.length];
        }
        return balanced;
    }
}
