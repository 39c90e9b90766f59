package io.auricle.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auricle.keras.TestModel.Weight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be had exactly is refused by name before weights are looked for; damaged and hostile files are refused in one line. */
class RefusalsTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> layers() {
        Map<String, Object> lstm = Map.of("units", 2);
        return Stream.of(
                refused("GRU", Map.of("units", 3), "Deeplearning4j has no GRU"),
                refused("Lambda", Map.of("function", "4wEAAAA="), "code of the author's own is never run"),
                refused("Masking", Map.of("mask_value", 0), "masked steps are not handed on"),
                refused("Embedding", Map.of("input_dim", 3), "it reads numbers of words"),
                refused("LayerNormalization", Map.of(), "Deeplearning4j has no stock layer for it"),
                refused("MyAttention", Map.of(), "not a layer that is taken"),
                refused("LSTM", with(lstm, "stateful", true), "stateful"),
                refused("LSTM", with(lstm, "return_state", true), "return_state"),
                refused("LSTM", with(lstm, "time_major", true), "time_major"),
                refused(
                        "LSTM",
                        with(lstm, "recurrent_activation", "softmax"),
                        "activation tanh with softmax cannot be had exactly"),
                refused(
                        "Bidirectional",
                        Map.of("layer", Map.of("class_name", "GRU", "config", lstm)),
                        "it wraps a GRU"),
                refused(
                        "Bidirectional",
                        with(Map.of("layer", Map.of("class_name", "LSTM", "config", lstm)), "merge_mode", null),
                        "merge_mode null"),
                refused(
                        "TimeDistributed",
                        Map.of("layer", Map.of("class_name", "Conv2D", "config", Map.of())),
                        "it wraps a Conv2D"),
                refused("Dense", Map.of("units", 2, "activation", "gelu"), "activation gelu cannot be had exactly"),
                refused("ReLU", Map.of("max_value", 3.0), "its max_value cannot be had exactly"),
                refused("BatchNormalization", Map.of("axis", List.of(1, 2)), "it normalises along several axes"));
    }

    private static Arguments refused(String kind, Map<String, Object> config, String reason) {
        return Arguments.of(kind, config, reason);
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("layers")
    void a_layer_that_cannot_be_had_is_refused_by_name_though_no_weights_are_there(
            String kind, Map<String, Object> config, String reason) throws IOException {
        TestModel model = new TestModel(2, 6, 4).add(kind, config, List.of(), x -> x);
        TestH5 file = new TestH5();
        file.attribute("model_config", model.json());
        file.group("model_weights").attribute("layer_names", List.of(), true);
        Path path = Files.write(folder.resolve("refused.h5"), file.bytes());

        assertThatThrownBy(() -> KerasModels.read(path)).isInstanceOfSatisfying(UnsupportedKerasException.class, e -> {
            assertThat(e.layer()).isEqualTo(model.lastName());
            assertThat(e.reason()).contains(reason);
            assertThat(e.getMessage())
                    .startsWith(path + ", layer " + model.lastName() + " (")
                    .doesNotContain("\n");
        });
    }

    @Test
    void a_subclassed_model_and_a_registered_class_are_refused() throws IOException {
        for (String json : List.of(
                "{\"class_name\": \"MyModel\", \"config\": {\"name\": \"mine\"}}",
                "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\": \"Dense\", \"module\": \"__main__\", \"registered_name\": \"Custom>Dense\", \"config\": {\"name\": \"d\", \"units\": 2, \"batch_input_shape\": [null, 4]}}]}}")) {
            TestH5 file = new TestH5();
            file.attribute("model_config", json);
            Path path = Files.write(folder.resolve("custom.h5"), file.bytes());

            assertThatThrownBy(() -> KerasModels.read(path)).isInstanceOf(UnsupportedKerasException.class);
        }
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of(
                        "the shape of its kernel must be [4, 3]",
                        List.of(Weight.of("kernel", Nd.zeros(4, 2)), Weight.of("bias", Nd.zeros(3)))),
                Arguments.of("its weights must be 2", List.of(Weight.of("kernel", Nd.zeros(4, 3)))),
                Arguments.of(
                        "values must be finite",
                        List.of(
                                Weight.of("kernel", Nd.zeros(4, 3)),
                                Weight.of("bias", Nd.of(new double[] {0, Double.NaN, 0}, 3)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfits")
    void weights_that_do_not_fit_are_refused_by_layer_name(String rule, List<Weight> weights) throws IOException {
        for (int major : new int[] {2, 3}) {
            TestModel model = new TestModel(major, 4).add("Dense", Map.of("units", 3), weights, x -> x);

            assertThatThrownBy(() -> KerasModels.read(model.writeH5(folder)))
                    .isInstanceOf(MalformedKerasException.class)
                    .hasMessageContaining(rule);
            assertThatThrownBy(() -> KerasModels.read(model.writeKeras(folder)))
                    .isInstanceOf(MalformedKerasException.class);
        }
    }

    @Test
    void weights_in_another_order_than_keras_has_are_refused() throws IOException {
        TestModel model = new TestModel(2, 4, 3)
                .add(
                        "LSTM",
                        Map.of("units", 3),
                        List.of(
                                Weight.of("recurrent_kernel", Nd.zeros(3, 12)),
                                Weight.of("kernel", Nd.zeros(3, 12)),
                                Weight.of("bias", Nd.zeros(12))),
                        x -> x);

        assertThatThrownBy(() -> KerasModels.read(model.writeH5(folder)))
                .isInstanceOf(MalformedKerasException.class)
                .hasMessageContaining("the next of its weights must be its kernel, got recurrent_kernel");
    }

    @Test
    void a_file_cut_anywhere_is_refused() throws IOException {
        TestModel model = small();
        for (Path whole : List.of(model.writeH5(folder), model.writeKeras(folder))) {
            byte[] bytes = Files.readAllBytes(whole);
            for (int length = 0; length < bytes.length; length += 1 + bytes.length / 61) {
                Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> KerasModels.read(cut))
                        .as("%d of %d bytes", length, bytes.length)
                        .isInstanceOf(MalformedKerasException.class);
            }
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES) // a loop would never end
    void a_file_with_any_bytes_changed_is_read_or_refused() throws IOException {
        byte[] bytes = small().h5().bytes();
        SplittableRandom random = new SplittableRandom(3);
        long[] hostile = {0, 1, -1, Long.MAX_VALUE, Integer.MAX_VALUE, bytes.length, bytes.length - 1, 96};
        KerasModels.read(small().writeH5(folder)); // warm
        for (int i = 0; i < 1500; i++) {
            byte[] changed = bytes.clone();
            int at = random.nextInt(bytes.length - 8);
            if (i % 2 == 0) {
                ByteBuffer.wrap(changed)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(at / 8 * 8, hostile[random.nextInt(hostile.length)]);
            } else {
                changed[at] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("changed.h5"), changed);
            readOrRefuse(file);
        }
    }

    private static void readOrRefuse(Path file) throws IOException {
        try {
            KerasModels.read(file);
        } catch (MalformedKerasException | UnsupportedKerasException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void a_group_that_loops_is_refused() throws IOException {
        byte[] bytes = small().h5().bytes();
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int tree = lastIndexOf(bytes, "TREE");
        bytes[tree + 5] = 1; // an inner node whose child is itself
        file.putLong(tree + 32, tree);

        assertThatThrownBy(() -> KerasModels.read(Files.write(folder.resolve("loop.h5"), bytes)))
                .isInstanceOf(MalformedKerasException.class)
                .hasMessageContaining("HDF5");
    }

    private static int lastIndexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
    }

    @Test
    void a_zip_bomb_is_refused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("metadata.json"));
            zip.write("{}".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("config.json"));
            zip.write(small().json().getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("model.weights.h5"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }
        Path file = Files.write(folder.resolve("bomb.keras"), packed.toByteArray());

        assertThatThrownBy(() -> KerasModels.read(file))
                .isInstanceOf(MalformedKerasException.class)
                .hasMessageContaining("model.weights.h5: must unpack to at most");
    }

    @Test
    void a_deflated_keras_file_is_read() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        TestModel model = small();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("metadata.json"));
            zip.write("{\"keras_version\": \"3.1.0\"}".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("config.json"));
            zip.write(model.json().getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("model.weights.h5"));
            zip.write(model.numbered().bytes());
        }

        LayersTest.check(
                model, KerasModels.read(Files.write(folder.resolve("deflated.keras"), packed.toByteArray())), false);
    }

    @Test
    void sizes_that_no_machine_could_hold_are_refused() throws IOException {
        for (TestModel model : List.of(
                new TestModel(2, 1 << 20, 1 << 20),
                new TestModel(2, 1 << 20).add("Dense", Map.of("units", 1 << 20), List.of(), x -> x),
                new TestModel(2, 4, 4, 4).add("ZeroPadding2D", Map.of("padding", 1 << 23), List.of(), x -> x))) {
            assertThatThrownBy(() -> KerasModels.read(model.writeH5(folder)))
                    .isInstanceOf(MalformedKerasException.class);
        }
    }

    @Test
    void layers_that_read_each_other_are_refused() throws IOException {
        TestModel model = new TestModel(2, 4);
        model.join("Add", Map.of(), List.of(), List.of("input", "add_8"), in -> in.get(0));
        model.join("Add", Map.of(), List.of(), List.of("input", "add_7"), in -> in.get(0));

        assertThatThrownBy(() -> KerasModels.read(model.writeH5(folder)))
                .isInstanceOf(MalformedKerasException.class)
                .hasMessageContaining("its inputs must be made by other layers");
    }

    @Test
    void deep_json_and_a_file_of_another_kind_are_refused() throws IOException {
        TestH5 deep = new TestH5();
        deep.attribute("model_config", "[".repeat(100_000));
        assertThatThrownBy(() -> KerasModels.read(Files.write(folder.resolve("deep.h5"), deep.bytes())))
                .isInstanceOf(MalformedKerasException.class)
                .hasMessageContaining("model_config: must be JSON");
        assertThatThrownBy(() -> KerasModels.read(
                        Files.writeString(folder.resolve("text.h5"), "not a model, but long enough to be looked at")))
                .hasMessageEndingWith("text.h5: file must be an HDF5 file or a .keras file, got other bytes");
    }

    private static TestModel small() {
        TestModel model = new TestModel(2, 6, 5, 2);
        LayersTest.conv2d(model, 2, 3, new int[] {3, 3}, new int[] {1, 1}, "same", "relu");
        model.add("Flatten", Map.of(), List.of(), x -> x.reshape(90));
        return LayersTest.dense(model, 90, 3, "softmax");
    }
}
