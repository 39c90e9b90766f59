package io.auricle.zoo.classify;

import java.util.Arrays;

/** Keeps the stretch of samples in which a label is likeliest, the first of equals. */
final class Likeliest {
    private float[][] samples;
    private double startSeconds;
    private float probability;

    void offer(float[][] candidate, double itsStartSeconds, float itsProbability) {
        if (samples == null || itsProbability > probability) {
            samples = Arrays.stream(candidate).map(float[]::clone).toArray(float[][]::new);
            startSeconds = itsStartSeconds;
            probability = itsProbability;
        }
    }

    float[][] samples() {
        return samples;
    }

    double startSeconds() {
        return startSeconds;
    }
}
