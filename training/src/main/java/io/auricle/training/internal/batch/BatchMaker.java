package io.auricle.training.internal.batch;

import io.auricle.training.internal.Randomness;
import io.auricle.training.internal.Randomness.Purpose;
import java.util.SplittableRandom;

/** Fills batches: windows copied and augmented, labels smoothed, both mixed. Depends on (seed, epoch, step) only. */
public final class BatchMaker {
    private final WindowSet windows;
    private final int classes;
    private final double smoothing;
    private final double mixupAlpha;
    private final Augmenter augmenter;
    private final Randomness randomness;
    private final int length;

    public BatchMaker(
            WindowSet windows,
            int classes,
            Augmenter augmenter,
            double mixupAlpha,
            double smoothing,
            Randomness randomness) {
        this.windows = windows;
        this.classes = classes;
        this.augmenter = augmenter;
        this.mixupAlpha = mixupAlpha;
        this.smoothing = smoothing;
        this.randomness = randomness;
        this.length = windows.bands() * windows.frames();
    }

    public void fill(Batch batch, int epoch, int step, int[] chosen) {
        float[] features = batch.features(chosen.length);
        float[] labels = batch.labels(chosen.length);
        SplittableRandom random = randomness.stream(Purpose.AUGMENTATION, epoch, step);
        for (int i = 0; i < chosen.length; i++) {
            augmenter.copy(chosen[i], features, i * length, random.split());
            for (int c = 0; c < classes; c++) {
                double truth = c == windows.label(chosen[i]) ? 1 - smoothing : 0;
                labels[i * classes + c] = (float) (truth + smoothing / classes);
            }
        }
        if (mixupAlpha > 0) {
            mix(features, labels, chosen.length, randomness.stream(Purpose.MIXUP, epoch, step));
        }
        batch.place(epoch, step);
    }

    /** Adds to each window another of the batch: along each cycle of a permutation, so that one saved window is enough. */
    private void mix(float[] features, float[] labels, int count, SplittableRandom random) {
        int[] order = Randomness.permutation(random, count);
        float[] firstFeatures = row(features, order[0], length);
        float[] firstLabels = row(labels, order[0], classes);
        for (int i = 0; i < count; i++) {
            float share = (float) beta(random, mixupAlpha);
            boolean last = i == count - 1;
            blend(features, order[i], last ? firstFeatures : features, last ? 0 : order[i + 1], length, share);
            blend(labels, order[i], last ? firstLabels : labels, last ? 0 : order[i + 1], classes, share);
        }
    }

    private static float[] row(float[] values, int row, int length) {
        float[] copy = new float[length];
        System.arraycopy(values, row * length, copy, 0, length);
        return copy;
    }

    private static void blend(float[] into, int row, float[] from, int other, int length, float share) {
        int a = row * length;
        int b = other * length;
        for (int i = 0; i < length; i++) {
            into[a + i] = share * into[a + i] + (1 - share) * from[b + i];
        }
    }

    /** A draw of Beta(alpha, alpha), by Johnk's rejection: U^(1/a) / (U^(1/a) + V^(1/a)) given that the sum is at most 1. */
    public static double beta(SplittableRandom random, double alpha) {
        while (true) {
            double x = Math.pow(random.nextDouble(), 1 / alpha);
            double y = Math.pow(random.nextDouble(), 1 / alpha);
            if (x + y <= 1 && x + y > 0) {
                return x / (x + y);
            }
        }
    }
}
