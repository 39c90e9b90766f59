package io.auricle.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.features.FrontEnd;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class ArchitectureTest {

    static List<Architecture> architectures() {
        return Architectures.all().stream()
                .filter(architecture -> architecture instanceof ZooArchitecture)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "cnn-lstm, 128, 173, 2145674", // Keras's own count: 2 144 074 that learn and 1 600 moving statistics
        "cnn, 128, 173, 1964554",
        "crnn, 64, 173, 932906",
        "sb-cnn, 128, 128, 241434"
    })
    void has_as_many_parameters_as_its_table_says(String word, int bands, int frames, long parameters) {
        assertThat(network(word, bands, frames).init().numParams()).isEqualTo(parameters);
    }

    @Test
    void counts_every_layer_of_cnn_lstm_as_keras_does() {
        Map<String, Long> counts = new LinkedHashMap<>();
        ComputationGraph graph = network("cnn-lstm", 128, 173).init();
        Arrays.stream(graph.getLayers())
                .filter(layer -> layer.numParams() > 0)
                .forEach(layer -> counts.put(layer.conf().getLayer().getLayerName(), layer.numParams()));

        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("conv1", 320L),
                        Map.entry("norm1", 128L),
                        Map.entry("conv2", 18_496L),
                        Map.entry("norm2", 256L),
                        Map.entry("conv3", 73_856L),
                        Map.entry("norm3", 512L),
                        Map.entry("conv4", 295_168L),
                        Map.entry("norm4", 1_024L),
                        Map.entry("dense1", 1_572_992L),
                        Map.entry("norm5", 512L),
                        Map.entry("lstm1", 131_584L),
                        Map.entry("norm6", 512L),
                        Map.entry("lstm2", 49_408L),
                        Map.entry("norm7", 256L),
                        Map.entry("label", 650L)));
    }

    @Test
    void gives_each_layer_of_cnn_lstm_the_shape_of_its_table() {
        assertThat(shapes("cnn-lstm", 128, 173))
                .containsEntry("conv1", "32x126x171")
                .containsEntry("pool1", "32x63x85")
                .containsEntry("conv2", "64x61x83")
                .containsEntry("pool2", "64x30x41")
                .containsEntry("conv3", "128x28x39")
                .containsEntry("pool3", "128x14x19")
                .containsEntry("conv4", "256x12x17")
                .containsEntry("norm4", "256x6x8")
                .containsEntry("norm5", "128")
                .containsEntry("lstm1", "128x1")
                .containsEntry("norm6", "128")
                .containsEntry("lstm2", "64x1")
                .containsEntry("norm7", "64")
                .containsEntry("label", "10");
    }

    @Test
    void gives_each_layer_of_cnn_the_shape_of_its_table() {
        assertThat(shapes("cnn", 128, 173))
                .containsEntry("norm4", "256x6x8")
                .containsEntry("norm5", "128")
                .containsEntry("label", "10");
    }

    @Test
    void gives_each_layer_of_crnn_the_shape_of_its_table() {
        assertThat(shapes("crnn", 64, 173))
                .containsEntry("conv1", "32x64x173")
                .containsEntry("pool1", "32x32x86")
                .containsEntry("pool2", "64x16x43")
                .containsEntry("pool3", "128x8x21")
                .containsEntry("pool4", "128x4x21")
                .containsEntry("steps1", "512x21")
                .containsEntry("lstm1", "192x21")
                .containsEntry("lstm2", "192x21")
                .containsEntry("mean1", "192")
                .containsEntry("label", "10");
    }

    @Test
    void gives_each_layer_of_sb_cnn_the_shape_of_its_table() {
        assertThat(shapes("sb-cnn", 128, 128))
                .containsEntry("conv1", "24x124x124")
                .containsEntry("pool1", "24x31x62")
                .containsEntry("conv2", "48x27x58")
                .containsEntry("pool2", "48x6x29")
                .containsEntry("conv3", "48x2x25")
                .containsEntry("dense1", "64")
                .containsEntry("label", "10");
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void learns_a_batch_by_heart(Architecture architecture) {
        ComputationGraph graph = builder(architecture, 100, 46)
                .classes(2)
                .updater(new Adam(3e-3))
                .build()
                .init();
        DataSet batch = twoEasyClasses();
        double before = graph.score(batch);
        for (int step = 0; step < 6; step++) {
            graph.fit(batch);
        }

        assertThat(graph.score(batch)).isLessThan(before);
        assertThat(graph.params().sumNumber().doubleValue()).isFinite();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void draws_equal_weights_from_equal_seeds_and_others_from_others(Architecture architecture) {
        INDArray first = builder(architecture, 100, 46).seed(7).build().init().params();
        INDArray again = builder(architecture, 100, 46).seed(7).build().init().params();
        INDArray other = builder(architecture, 100, 46).seed(8).build().init().params();

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void is_made_of_float_and_reads_time_on_the_last_axis(Architecture architecture) {
        var conf = builder(architecture, 100, 46).build().conf();

        assertThat(conf.getDataType()).isEqualTo(DataType.FLOAT);
        assertThat(conf.getLayerActivationTypes(InputType.convolutional(100, 46, 1))
                        .get("conv1")
                        .getShape(true)[2])
                .isIn(100L - 2, 100L - 4, 100L);
    }

    @Test
    void finds_networks_by_word_and_lists_the_words_otherwise() {
        assertThat(Architectures.of("sb-cnn")).isEqualTo(Architectures.SB_CNN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architectures.of("resnet"))
                .withMessage("model must be one of cnn-lstm, cnn, crnn, sb-cnn, yamnet-dense, yamnet-lstm, got resnet");
    }

    @ParameterizedTest
    @CsvSource({
        "cnn-lstm, 45, 173, 46 bands x 46 frames",
        "cnn, 128, 45, 46 bands x 46 frames",
        "crnn, 15, 173, 16 bands x 8 frames",
        "sb-cnn, 64, 173, 100 bands x 32 frames"
    })
    void refuses_pictures_too_small_for_it_with_both_shapes(String word, int bands, int frames, String least) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network(word, bands, frames))
                .withMessage("the front end must fit the network: %s needs at least %s, got %d x %d"
                        .formatted(word, least, bands, frames));
    }

    @ParameterizedTest
    @CsvSource({"cnn-lstm, 46, 46", "cnn, 46, 46", "crnn, 16, 8", "sb-cnn, 100, 32"})
    void works_on_the_smallest_pictures_that_it_takes(String word, int bands, int frames) {
        assertThat(network(word, bands, frames)
                        .init()
                        .outputSingle(picture(1, bands, frames))
                        .shape())
                .containsExactly(1, 10);
    }

    @Test
    void takes_its_input_size_from_a_front_end() {
        var conf = Architectures.CNN_LSTM
                .create(NetworkSpec.of(FrontEnd.urbanSound(), 10, 3))
                .getConfiguration();

        assertThat(conf.getLayerActivationTypes(InputType.convolutional(128, 173, 1))
                        .get("label"))
                .isEqualTo(InputType.feedForward(10));
        assertThat(conf.getDefaultConfiguration().getSeed()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architectures.SB_CNN.create(NetworkSpec.of(FrontEnd.compact(), 10, 3)))
                .withMessage(
                        "the front end must fit the network: sb-cnn needs at least 100 bands x 32 frames, got 64 x 173");
    }

    @Test
    void refuses_a_network_without_input_size_or_classes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cnn.builder().classes(10).build())
                .withMessage("the front end (or inputShape) must be set: cnn needs to know its bands and frames");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cnn.builder().inputShape(64, 64).build())
                .withMessage("classes must be at least 2, got 0");
    }

    @Test
    void passes_the_optimiser_and_weight_decay_on() {
        SoundNetwork decaying = builder(Architectures.CRNN, 64, 64)
                .updater(new Sgd(0.25))
                .weightDecay(0.01)
                .build();
        String json = decaying.conf().toJson();

        assertThat(json).contains("learning.config.Sgd", "\"learningRate\" : 0.25", "regularization.WeightDecay");
        assertThat(builder(Architectures.CRNN, 64, 64).build().conf().toJson()).doesNotContain("WeightDecay");
    }

    private static Map<String, String> shapes(String word, int bands, int frames) {
        Map<String, String> shapes = new LinkedHashMap<>();
        network(word, bands, frames)
                .init()
                .feedForward(picture(1, bands, frames), false)
                .forEach((layer, activations) -> shapes.put(layer, shape(activations)));
        return shapes;
    }

    private static String shape(INDArray activations) {
        return Arrays.stream(activations.shape())
                .skip(1)
                .mapToObj(Long::toString)
                .collect(Collectors.joining("x"));
    }

    private static SoundNetwork network(String word, int bands, int frames) {
        return builder(Architectures.of(word), bands, frames).build();
    }

    private static SoundNetwork.Builder<?> builder(Architecture architecture, int bands, int frames) {
        SoundNetwork.Builder<?> builder =
                ((ZooArchitecture) architecture).builders().get();
        builder.inputShape(bands, frames);
        builder.classes(10);
        return builder;
    }

    private static INDArray picture(int count, int bands, int frames) {
        return Nd4j.rand(DataType.FLOAT, count, 1, bands, frames);
    }

    private static DataSet twoEasyClasses() {
        INDArray pictures = picture(8, 100, 46);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, 8, 2);
        for (int i = 0; i < 8; i++) {
            pictures.slice(i).muli(i % 2 == 0 ? 1 : -1); // bright and dark
            labels.putScalar(i, i % 2, 1);
        }
        return new DataSet(pictures, labels);
    }
}
