package io.auricle.zoo;

import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.features.Spectrogram;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What one thread needs to answer: a graph of its own over the shared parameters, an extractor, and room. */
final class Worker implements AutoCloseable {
    private final ComputationGraph graph;
    private final FrontEnd frontEnd;
    private final Standardizer standardizer;
    private final Extractor extractor;
    private final float[] features;

    Worker(ComputationGraph graph, FrontEnd frontEnd, Standardizer standardizer) {
        this.graph = graph;
        this.frontEnd = frontEnd;
        this.standardizer = standardizer;
        this.extractor = frontEnd.extractor();
        this.features = new float[extractor.size()];
    }

    /** Probabilities of one window of samples. */
    float[] hear(float[] window) {
        extractor.computeInto(window, features, 0);
        standardizer.applyInPlace(features);
        return see(features);
    }

    /** Why a window is answered with a label. */
    Explanation explain(float[] window, int label, double startSeconds, SoundClassifier classifier) {
        float[] decibels = new float[features.length];
        extractor.computeInto(window, decibels, 0);
        float[] picture = decibels.clone();
        standardizer.applyInPlace(picture);
        int bands = frontEnd.bands();
        int frames = frontEnd.frames();
        return new Explanation(
                classifier.labels().get(label),
                startSeconds,
                classifier.prediction(see(picture)),
                Spectrogram.of(bands, frames, decibels),
                new Occlusion(bands, frames, picture, this::see, label).cellsInOrder());
    }

    /** Probabilities of one standardised picture. */
    float[] see(float[] picture) {
        try (INDArray values = Nd4j.createFromArray(picture)) {
            INDArray output = graph.outputSingle(values.reshape(1, 1, frontEnd.bands(), frontEnd.frames()));
            float[] probabilities = output.toFloatVector();
            if (output.closeable()) {
                output.close();
            }
            return probabilities;
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
