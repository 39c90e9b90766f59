package io.auricle.zoo.classify;

import io.auricle.onednn.Inference;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network that answers one standardised picture at a time, on one thread at a time. */
sealed interface PictureNetwork extends AutoCloseable {
    /** Probabilities of the labels, in a new array. */
    float[] answer(float[] picture);

    @Override
    void close();

    /** Compiled for oneDNN: nothing but the answer is allocated. */
    record Compiled(Inference inference, ComputationGraph graph) implements PictureNetwork {
        @Override
        public float[] answer(float[] picture) {
            float[] probabilities = new float[inference.outputSize()];
            inference.run(picture, probabilities);
            return probabilities;
        }

        @Override
        public void close() {
            inference.close();
            graph.close();
        }
    }

    /** As DL4J runs it. */
    record Stock(ComputationGraph graph, int bands, int frames) implements PictureNetwork {
        @Override
        public float[] answer(float[] picture) {
            try (INDArray values = Nd4j.createFromArray(picture)) {
                INDArray output = graph.outputSingle(values.reshape(1, 1, bands, frames));
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
}
