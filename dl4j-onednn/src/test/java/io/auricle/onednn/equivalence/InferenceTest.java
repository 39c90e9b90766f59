package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auricle.onednn.Inference;
import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.onednn.internal.NativeHandle;
import io.auricle.onednn.internal.OpenMp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** Answers from array to array. */
class InferenceTest {
    private static final long[] SHAPE = {1, 1, 8, 12};
    private static final Options ONE_THREAD = Options.builder().threads(1).build();

    private static ComputationGraph crnn(DataType type) {
        return (ComputationGraph) Graphs.crnn(new Sgd(0.01)).apply(type);
    }

    private static float[] image(int seed) {
        return Data.normal(seed, SHAPE).reshape(96).toFloatVector();
    }

    private static Inference inference(ComputationGraph network) {
        return OneDnn.inference(network, ONE_THREAD, SHAPE).orElseThrow();
    }

    @Test
    void gives_the_bits_of_the_accelerated_network() {
        ComputationGraph network = crnn(DataType.FLOAT);
        ComputationGraph fast = OneDnn.accelerate(network.clone(), ONE_THREAD);
        try (Inference inference = inference(network)) {
            float[] found = new float[inference.outputSize()];
            for (int seed = 0; seed < 5; seed++) {
                INDArray image = Data.normal(seed, SHAPE);

                inference.run(image.reshape(inference.inputSize()).toFloatVector(), found);

                assertThat(found).isEqualTo(fast.outputSingle(image).toFloatVector());
            }
        }
    }

    @Test
    void gives_the_same_bits_in_eight_threads_over_one_set_of_parameters() throws Exception {
        ComputationGraph first = crnn(DataType.FLOAT);
        List<float[]> alone;
        try (Inference inference = inference(first)) {
            alone = answers(inference);
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<List<float[]>>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            work.add(() -> {
                ComputationGraph another =
                        new ComputationGraph(first.getConfiguration().clone());
                another.init(first.params(), false);
                try (Inference inference = inference(another)) {
                    return answers(inference);
                }
            });
        }
        try {
            for (Future<List<float[]>> together : threads.invokeAll(work)) {
                assertThat(together.get()).usingRecursiveComparison().isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<float[]> answers(Inference inference) {
        List<float[]> answers = new ArrayList<>();
        for (int seed = 0; seed < 50; seed++) {
            float[] answer = new float[inference.outputSize()];
            inference.run(image(seed), answer);
            answers.add(answer);
        }
        return answers;
    }

    @Test
    void leaves_the_callers_number_of_threads_as_it_was() {
        int before = OpenMp.threads().orElseThrow();
        Options more = Options.builder().threads(before + 1).build();
        try (Inference inference =
                OneDnn.inference(crnn(DataType.FLOAT), more, SHAPE).orElseThrow()) {
            inference.run(image(1), new float[inference.outputSize()]);

            assertThat(OpenMp.threads()).hasValue(before);
        }
    }

    @Test
    void refuses_arrays_of_other_lengths() {
        try (Inference inference = inference(crnn(DataType.FLOAT))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> inference.run(new float[95], new float[inference.outputSize()]))
                    .withMessage("from must hold 96 values, got 95");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> inference.run(image(1), new float[0]))
                    .withMessage("into must hold " + inference.outputSize() + " values, got 0");
        }
    }

    @Test
    void frees_what_it_holds_and_refuses_to_run_when_closed() {
        ComputationGraph network = crnn(DataType.FLOAT);
        Inference inference = inference(network);
        float[] answer = new float[inference.outputSize()];
        inference.run(image(1), answer);
        long live = NativeHandle.live();

        inference.close();
        inference.close();

        assertThat(NativeHandle.live()).isLessThan(live);
        assertThatThrownBy(() -> inference.run(image(1), answer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a closed inference must not be used");
        assertThat(network.outputSingle(Data.normal(1, SHAPE)).toFloatVector()).hasSameSizeAs(answer);
    }

    @Test
    void is_absent_where_there_is_no_plan() {
        assertThat(OneDnn.inference(crnn(DataType.DOUBLE), ONE_THREAD, SHAPE)).isEmpty();
        assertThat(OneDnn.inference(crnn(DataType.FLOAT), ONE_THREAD, 1, 2, 8, 12))
                .isEmpty();
    }

    @Test
    void refuses_a_network_of_two_inputs() {
        var graph = Chain.defaults(DataType.FLOAT)
                .graphBuilder()
                .addInputs("a", "b")
                .setInputTypes(InputType.feedForward(3), InputType.feedForward(3))
                .addLayer("d", new DenseLayer.Builder().nOut(4).build(), "a", "b")
                .addLayer("out", Images.output(), "d")
                .setOutputs("out");
        var network = new ComputationGraph(graph.build());
        network.init();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OneDnn.inference(network, ONE_THREAD, 1, 3))
                .withMessage("network must have one input and one output, got 2 and 1");
    }
}
