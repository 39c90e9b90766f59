package io.auricle.zoo;

import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
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
