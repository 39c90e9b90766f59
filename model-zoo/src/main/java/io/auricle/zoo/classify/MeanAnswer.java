package io.auricle.zoo.classify;

/** The mean of some answers. */
final class MeanAnswer {
    private final double[] sums;
    private long count;

    MeanAnswer(int labels) {
        sums = new double[labels];
    }

    void add(float[] probabilities) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += probabilities[i];
        }
        count++;
    }

    float[] get() {
        float[] mean = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            mean[i] = (float) (sums[i] / count);
        }
        return mean;
    }
}
