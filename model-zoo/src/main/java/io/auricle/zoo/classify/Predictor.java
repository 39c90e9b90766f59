package io.auricle.zoo.classify;

import io.auricle.zoo.model.ModelInput;
import java.util.Arrays;
import java.util.List;

/** One network with what makes its inputs; for one thread. */
final class Predictor implements AutoCloseable {
    private final Network network;
    private final List<InputReader> readers;
    private final float[][] arrays;

    Predictor(List<ModelInput> inputs, Network network) {
        this.network = network;
        this.readers = inputs.stream()
                .filter(input -> input.frontEnd().isPresent())
                .map(InputReader::new)
                .toList();
        this.arrays = new float[inputs.size()][];
    }

    /** The network's outputs for one stretch of samples per input. */
    float[] predict(float[][] samples) {
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = readers.get(i).read(samples[i]);
        }
        return answer(arrays);
    }

    /** The network's outputs for one array per input. Weights may be finite and yet too large to reckon with. */
    float[] answer(float[][] inputs) {
        return finite(network.answer(inputs));
    }

    static float[] finite(float[] outputs) {
        for (float output : outputs) {
            if (!Float.isFinite(output)) {
                throw new IllegalStateException(
                        "the network must answer finite values, got " + Arrays.toString(outputs));
            }
        }
        return outputs;
    }

    Network network() {
        return network;
    }

    List<InputReader> readers() {
        return readers;
    }

    @Override
    public void close() {
        network.close();
    }
}
