package io.auricle.zoo.classify;

import java.util.List;

/** The mean of some answers. */
final class MeanAnswer {
    private double[] sums;
    private long count;

    static float[] of(Iterable<float[]> answers) {
        MeanAnswer mean = new MeanAnswer();
        answers.forEach(mean::add);
        return mean.get();
    }

    static float[] of(List<float[]> answers) {
        return answers.size() == 1 ? answers.get(0) : of((Iterable<float[]>) answers);
    }

    void add(float[] answer) {
        if (sums == null) {
            sums = new double[answer.length];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += answer[i];
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
