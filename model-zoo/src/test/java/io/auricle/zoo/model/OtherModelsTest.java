package io.auricle.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.testing.OtherModels;
import io.auricle.zoo.testing.TestModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Format 2: graphs that branch, several inputs and windows, several answers at once, plain values. */
class OtherModelsTest {
    @TempDir
    private Path folder;

    static Stream<SoundModel> models() {
        return Stream.of(
                OtherModels.residual(),
                OtherModels.multiLabel(3, Thresholds.perLabel(List.of(0.1, 0.2, 0.3))),
                OtherModels.twoInputs(),
                OtherModels.values());
    }

    @ParameterizedTest
    @MethodSource("models")
    void reads_what_it_wrote_and_stock_dl4j_answers_equally(SoundModel model) throws IOException {
        Path file = folder.resolve("model.zip");
        ModelFile.write(file, model);

        SoundModel read = ModelFile.read(file);
        ComputationGraph stock = ModelSerializer.restoreComputationGraph(file.toFile());

        assertThat(read.inputs()).isEqualTo(model.inputs());
        assertThat(read.labels()).isEqualTo(model.labels());
        assertThat(read.output()).isEqualTo(model.output());
        assertThat(read.thresholds()).isEqualTo(model.thresholds());
        assertThat(read.graph().params()).isEqualTo(model.graph().params());
        INDArray[] arrays = arrays(model, 4);
        INDArray answer = model.graph().outputSingle(arrays);
        assertThat(read.graph().outputSingle(arrays)).isEqualTo(answer);
        assertThat(stock.outputSingle(arrays)).isEqualTo(answer);
    }

    private static INDArray[] arrays(SoundModel model, int examples) {
        return model.inputs().stream()
                .map(input -> {
                    long[] shape = new long[input.shape().size() + 1];
                    shape[0] = examples;
                    for (int i = 1; i < shape.length; i++) {
                        shape[i] = input.shape().get(i - 1);
                    }
                    return Nd4j.rand(DataType.FLOAT, shape);
                })
                .toArray(INDArray[]::new);
    }

    @Test
    void opens_a_file_of_format_1_and_writes_it_as_format_2() throws IOException {
        SoundModel first;
        try (InputStream in = OtherModelsTest.class.getResourceAsStream("version-1.zip")) {
            first = ModelFile.read(in, "version-1.zip");
        }
        Path file = folder.resolve("again.zip");
        ModelFile.write(file, first);

        SoundModel again = ModelFile.read(file);

        assertThat(first.input().name()).isEqualTo("spectrogram");
        assertThat(first.input().windows()).isOne();
        assertThat(first.output()).isEqualTo(OutputKind.SOFTMAX);
        assertThat(again.inputs()).isEqualTo(first.inputs());
        assertThat(again.threshold()).isEqualTo(first.threshold());
        assertThat(again.graph().params()).isEqualTo(first.graph().params());
        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("formatVersion\" : 1");
    }

    @Test
    void refuses_an_output_that_the_network_does_not_give() {
        SoundModel softmax = OtherModels.residual();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoundModel(
                        softmax.graph(),
                        softmax.inputs(),
                        softmax.labels(),
                        OutputKind.SIGMOID,
                        Map.of(),
                        Thresholds.none()))
                .withMessage("graph: label must be an output layer with ActivationSigmoid and one of [LossBinaryXENT],"
                        + " as the output is SIGMOID, got ActivationSoftmax with LossMCXENT");
    }

    @Test
    void refuses_inputs_in_another_order_than_the_graphs() {
        SoundModel two = OtherModels.twoInputs();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoundModel(
                        two.graph(),
                        List.of(two.inputs().get(1), two.inputs().get(0)),
                        two.labels(),
                        two.output(),
                        Map.of(),
                        Thresholds.none()))
                .withMessage("inputs must be [long, short], as the graph's, got [short, long]");
    }

    @Test
    void refuses_as_many_thresholds_as_there_are_no_labels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtherModels.multiLabel(2, Thresholds.perLabel(List.of(0.1, 0.2))))
                .withMessage("thresholds must be none, one, or one per label, 3, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thresholds.of(Double.NaN))
                .withMessage("threshold must be in [0, 1], got NaN");
    }

    @Test
    void gives_each_label_its_threshold_or_the_usual_one() {
        assertThat(Thresholds.none().of(1, OutputKind.SIGMOID)).isEqualTo(0.5);
        assertThat(Thresholds.none().of(1, OutputKind.SOFTMAX)).isZero();
        assertThat(Thresholds.of(0.3).of(1, OutputKind.SIGMOID)).isEqualTo(0.3);
        assertThat(Thresholds.perLabel(List.of(0.1, 0.2)).of(1, OutputKind.SIGMOID))
                .isEqualTo(0.2);
        assertThat(Thresholds.perLabel(List.of(0.1, 0.2)).common()).isEqualTo(OptionalDouble.empty());
        assertThat(Thresholds.perLabel(List.of(0.2, 0.2)).common()).hasValue(0.2);
    }

    @Test
    void refuses_inputs_that_contradict_themselves() {
        FrontEnd frontEnd = TestModels.FRONT_END;
        Standardizer plain = new Standardizer(0, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelInput.of("a", frontEnd, 2, plain, AxisOrder.FRAMES_BANDS))
                .withMessage("windows of input a must be 1 in the order frames-bands, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelInput.of("a", frontEnd, 0, plain))
                .withMessage("windows must be in [1, 4096], got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelInput.ofValues("a", 3, 0))
                .withMessage("the shape of input a must be 1 to 3 sizes of at least 1, got [3, 0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelInput.of("a", frontEnd, 1, plain, AxisOrder.AS_GIVEN))
                .withMessageContaining("must be as-given without a front end");
    }

    @Test
    void arranges_axes_as_nd4j_permutes_them() {
        float[] values = new float[2 * 3 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        INDArray array = Nd4j.createFromArray(values).reshape(2, 3, 4);
        Map<AxisOrder, int[]> axes = Map.of(
                AxisOrder.WINDOWS_BANDS_FRAMES, new int[] {0, 1, 2},
                AxisOrder.WINDOWS_FRAMES_BANDS, new int[] {0, 2, 1},
                AxisOrder.BANDS_FRAMES_WINDOWS, new int[] {1, 2, 0},
                AxisOrder.FRAMES_BANDS_WINDOWS, new int[] {2, 1, 0});
        axes.forEach((order, permutation) -> {
            float[] into = new float[values.length];
            order.arrange(values, into, 2, 3, 4);

            assertThat(into)
                    .as(order.word())
                    .isEqualTo(array.permute(permutation)
                            .dup('c')
                            .reshape(values.length)
                            .toFloatVector());
            assertThat(order.shape(2, 3, 4))
                    .containsExactly(2L + permutation[0], 2L + permutation[1], 2L + permutation[2]);
        });
        float[] sequence = new float[12];
        AxisOrder.FRAMES_BANDS.arrange(values, sequence, 1, 3, 4);
        assertThat(sequence).startsWith(0, 4, 8, 1, 5, 9);
    }
}
