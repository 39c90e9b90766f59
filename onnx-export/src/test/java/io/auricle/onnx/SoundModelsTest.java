package io.auricle.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auricle.features.DecibelConfig;
import io.auricle.features.FrontEnd;
import io.auricle.features.Padding;
import io.auricle.onnx.internal.FrontEndExport;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.NetworkSpec;
import io.auricle.zoo.model.AxisOrder;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import io.auricle.zoo.model.Thresholds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Files that read samples answer as our front end and network do. */
class SoundModelsTest {
    private static final Standardizer NONE = new Standardizer(0, 1);

    @TempDir
    private Path folder;

    static Stream<Arguments> frontEnds() {
        FrontEnd compact = FrontEnd.compact();
        return Stream.of(
                Arguments.of("compact", compact),
                Arguments.of("the notebook's, relative to the maximum, 80 dB at most", FrontEnd.urbanSound()),
                Arguments.of("YAMNet's", FrontEnd.yamnet()),
                Arguments.of(
                        "mirrored",
                        compact.toBuilder()
                                .mel(mel -> mel.padding(Padding.REFLECT))
                                .build()),
                Arguments.of(
                        "a short window",
                        compact.toBuilder().mel(mel -> mel.windowLength(600)).build()),
                Arguments.of(
                        "magnitude",
                        compact.toBuilder().mel(mel -> mel.power(1)).build()),
                Arguments.of(
                        "power 1.5",
                        compact.toBuilder().mel(mel -> mel.power(1.5)).build()),
                Arguments.of(
                        "60 dB at most below a reference",
                        compact.toBuilder()
                                .decibels(DecibelConfig.builder()
                                        .reference(0.01)
                                        .topDb(60)
                                        .build())
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frontEnds")
    void the_front_end_equals_ours_down_to_60_db_below_the_maximum(String name, FrontEnd frontEnd) throws Exception {
        SoundModel model = values(ModelInput.of("sound", frontEnd, 1, NONE, AxisOrder.BANDS_FRAMES));
        float[] window = sound(frontEnd.windowSamples(), frontEnd.sampleRateHz(), 1);
        float[] ours = new float[frontEnd.bands() * frontEnd.frames()];
        frontEnd.extractor().computeInto(window, ours, 0);

        float[] theirs = run(model, window).dup('c').data().asFloat();

        assertThat(theirs).hasSameSizeAs(ours);
        boolean natural = frontEnd.equals(FrontEnd.yamnet());
        double perDb = natural ? Math.log(10) / 10 : 1;
        float loudest = max(ours);
        int compared = 0;
        for (int i = 0; i < ours.length; i++) {
            if (ours[i] >= loudest - 60 * perDb) {
                assertThat(theirs[i])
                        .as("value %d", i)
                        .isCloseTo(ours[i], org.assertj.core.api.Assertions.within((float) (1e-3 * perDb)));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(ours.length / 4);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void windows_and_axes_are_in_the_models_order(AxisOrder order, int windows) throws Exception {
        FrontEnd frontEnd = FrontEnd.compact().toBuilder()
                .windowSeconds(0.5)
                .hopSeconds(0.25)
                .build();
        ModelInput input = ModelInput.of("sound", frontEnd, windows, new Standardizer(-30, 12), order);
        int samples = Math.toIntExact(FrontEndExport.samples(input));
        float[] all = sound(samples, frontEnd.sampleRateHz(), 2);
        int size = frontEnd.bands() * frontEnd.frames();
        float[] plain = new float[windows * size];
        for (int w = 0; w < windows; w++) {
            float[] window = java.util.Arrays.copyOfRange(
                    all, w * frontEnd.hopSamples(), w * frontEnd.hopSamples() + frontEnd.windowSamples());
            frontEnd.extractor().computeInto(window, plain, w * size);
        }
        input.standardizer().applyInPlace(plain);
        float[] ours = new float[plain.length];
        order.arrange(plain, ours, windows, frontEnd.bands(), frontEnd.frames());

        INDArray theirs = run(values(input), all);

        assertThat(theirs.dup('c').data().asFloat())
                .usingComparatorWithPrecision(1e-3f)
                .containsExactly(ours);
    }

    static Stream<Arguments> orders() {
        return Stream.of(AxisOrder.values())
                .filter(order -> order != AxisOrder.AS_GIVEN)
                .flatMap(order -> order.holdsWindows()
                        ? Stream.of(Arguments.of(order, 1), Arguments.of(order, 3))
                        : Stream.of(Arguments.of(order, 1)));
    }

    @Test
    void probabilities_from_samples_are_ours_within_1e_4_and_the_file_tells_the_rest() throws Exception {
        FrontEnd frontEnd = FrontEnd.compact();
        List<String> labels = List.of("dog", "siren", "rain");
        ComputationGraph graph = Architectures.CRNN.create(NetworkSpec.of(frontEnd, 3, 5));
        SoundModel model =
                SoundModel.of(graph, frontEnd, labels, new Standardizer(-35, 15), Map.of(), OptionalDouble.of(0.4));
        float[] window = sound(frontEnd.windowSamples(), frontEnd.sampleRateHz(), 3);
        float[] values = new float[frontEnd.bands() * frontEnd.frames()];
        frontEnd.extractor().computeInto(window, values, 0);
        model.standardizer().applyInPlace(values);
        INDArray input = Nd4j.create(values, new long[] {1, 1, frontEnd.bands(), frontEnd.frames()}, 'c');
        INDArray ours = graph.output(false, input.dup())[0];

        assertThat(run(model, window).sub(ours).amaxNumber().doubleValue()).isLessThan(1e-4);
        Path file = folder.resolve("network.onnx");
        OnnxModels.write(model, file);
        try (Runtime runtime = new Runtime(file)) {
            INDArray theirs = runtime.run(List.of(model.input().name()), input);
            assertThat(theirs.sub(ours).amaxNumber().doubleValue()).isLessThan(1e-5);
            assertThat(runtime.session().getOutputNames()).containsExactly("probabilities");
            Map<String, String> told = runtime.metadata();
            assertThat(told.get("labels")).isEqualTo("[\"dog\",\"siren\",\"rain\"]");
            assertThat(told.get("thresholds")).isEqualTo("[0.4]");
            var first = new ObjectMapper().readTree(told.get("inputs")).get(0);
            assertThat(first.get("mean").asDouble()).isEqualTo(-35);
            assertThat(FrontEnd.fromJson(first.get("frontEnd").toString())).isEqualTo(frontEnd);
        }
    }

    @Test
    void a_model_without_a_front_end_cannot_read_samples() {
        SoundModel model = values(ModelInput.ofValues("numbers", 4));
        Path file = folder.resolve("no.onnx");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxModels.writeWithFrontEnd(model, file))
                .withMessage("input numbers must have a front end to read samples");
        assertThat(file).doesNotExist();
    }

    private INDArray run(SoundModel model, float[] samples) throws IOException, OrtException {
        Path file = folder.resolve("samples.onnx");
        OnnxModels.writeWithFrontEnd(model, file);
        try (Runtime runtime = new Runtime(file)) {
            INDArray two = Nd4j.create(samples, new long[] {1, samples.length}, 'c');
            INDArray batch = Nd4j.concat(0, two, two.mul(0.5)); // the second must not change the first
            INDArray answers = runtime.run(List.of(model.inputs().get(0).name() + "-samples"), batch);
            return answers.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(0, 1));
        }
    }

    /** A network that hands on what it reads, as one row. */
    private static SoundModel values(ModelInput input) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs(input.name())
                .addVertex("row", new ReshapeVertex(-1, input.size()), input.name())
                .addLayer(
                        "same",
                        new LossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "row")
                .setOutputs("same")
                .build());
        graph.init();
        return new SoundModel(graph, List.of(input), List.of(), OutputKind.VALUES, Map.of(), Thresholds.none());
    }

    private static float[] sound(int samples, int rateHz, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] sound = new float[samples];
        for (int i = 0; i < samples; i++) {
            double seconds = (double) i / rateHz;
            sound[i] = (float)
                    (0.4 * Math.sin(2 * Math.PI * (300 + 900 * seconds) * seconds) + 0.1 * (random.nextDouble() - 0.5));
        }
        return sound;
    }

    private static float max(float[] values) {
        float max = values[0];
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
