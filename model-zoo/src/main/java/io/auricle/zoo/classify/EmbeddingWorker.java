package io.auricle.zoo.classify;

import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import java.util.Arrays;

/** What one thread needs to embed: a backbone of its own over the shared parameters, an extractor, and memory for features. */
final class EmbeddingWorker implements Workers.Closing {
    private final Network network;
    private final Extractor extractor;
    private final float[] features;
    private final float silence;

    /** @param silence the value of a band without sound */
    EmbeddingWorker(Network network, FrontEnd frontEnd, float silence) {
        this.network = network;
        this.extractor = frontEnd.extractor();
        this.features = new float[extractor.size()];
        this.silence = silence;
    }

    /** The values of one window of samples, in a new array. */
    float[] embed(float[] window) {
        extractor.computeInto(window, features, 0);
        float[] values = network.answer(new float[][] {features});
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException(
                        "the backbone must answer finite values, got " + Arrays.toString(values));
            }
        }
        return values;
    }

    /** Whether the window that was embedded last has no sound. */
    boolean silent() {
        for (float feature : features) {
            if (feature != silence) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        network.close();
    }
}
