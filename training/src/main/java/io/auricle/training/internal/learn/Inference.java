package io.auricle.training.internal.learn;

import io.auricle.training.internal.batch.WindowSet;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Probabilities of standardised windows, batch by batch; equal windows in equal order give equal bits. */
public final class Inference {
    private static final int BATCH = 32;

    private Inference() {}

    public static float[][] probabilities(ComputationGraph graph, WindowSet windows) {
        float[][] probabilities = new float[windows.size()][];
        for (int start = 0; start < windows.size(); start += BATCH) {
            int count = Math.min(BATCH, windows.size() - start);
            try (INDArray input =
                    Nd4j.createUninitialized(DataType.FLOAT, count, 1, windows.bands(), windows.frames())) {
                var buffer = input.data().asNioFloat();
                for (int i = 0; i < count; i++) {
                    buffer.put(windows.values(start + i));
                }
                try (INDArray output = graph.outputSingle(input)) {
                    float[][] rows = output.toFloatMatrix();
                    System.arraycopy(rows, 0, probabilities, start, count);
                }
            }
        }
        return probabilities;
    }
}
