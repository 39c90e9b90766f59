package io.auricle.zoo.classify;

import io.auricle.onednn.Inference;
import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.zoo.model.ModelInput;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network that answers one example at a time, on one thread at a time. */
sealed interface Network extends AutoCloseable {
    /** The network's outputs for one array per input, in a new array. */
    float[] answer(float[][] inputs);

    /** The same network for several examples at once; it is closed with this one. */
    Batched batched();

    @Override
    void close();

    /** Shape of the array for some examples. */
    static long[] shape(int examples, ModelInput input) {
        long[] shape = new long[input.shape().size() + 1];
        shape[0] = examples;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = input.shape().get(i - 1);
        }
        return shape;
    }

    /** Compiled for oneDNN: nothing but the answer is allocated. */
    final class Compiled implements Network {
        private final Inference inference;
        private final ComputationGraph graph;
        private final Options options;
        private final List<ModelInput> inputs;
        private ComputationGraph accelerated;

        Compiled(Inference inference, ComputationGraph graph, Options options, List<ModelInput> inputs) {
            this.inference = inference;
            this.graph = graph;
            this.options = options;
            this.inputs = inputs;
        }

        @Override
        public float[] answer(float[][] arrays) {
            float[] outputs = new float[inference.outputSize()];
            inference.run(arrays[0], outputs);
            return outputs;
        }

        @Override
        public Batched batched() {
            if (accelerated == null) {
                accelerated = OneDnn.accelerate(graph, options);
            }
            return new Batched(accelerated, inputs);
        }

        @Override
        public void close() {
            inference.close();
            (accelerated == null ? graph : accelerated).close(); // which closes the other
        }
    }

    /** As DL4J runs it, accelerated or not. */
    record Stock(ComputationGraph graph, List<ModelInput> inputs) implements Network {
        @Override
        public float[] answer(float[][] arrays) {
            return new Batched(graph, inputs).answer(1, arrays);
        }

        @Override
        public Batched batched() {
            return new Batched(graph, inputs);
        }

        @Override
        public void close() {
            graph.close();
        }
    }

    /** A graph by DL4J's own call, for any number of examples. */
    record Batched(ComputationGraph graph, List<ModelInput> inputs) {
        /** Outputs of all examples, one behind the other. */
        float[] answer(int examples, float[]... arrays) {
            INDArray[] batch = new INDArray[arrays.length];
            for (int i = 0; i < batch.length; i++) {
                batch[i] = Nd4j.createFromArray(arrays[i]).reshape(Network.shape(examples, inputs.get(i)));
            }
            INDArray output = graph.outputSingle(batch);
            float[] values = output.dup('c').reshape(output.length()).toFloatVector();
            if (output.closeable()) {
                output.close();
            }
            for (INDArray array : batch) {
                if (array.closeable()) {
                    array.close();
                }
            }
            return values;
        }
    }
}
