package io.auricle.zoo.yamnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.auricle.zoo.model.MalformedModelException;
import io.auricle.zoo.yamnet.FlatBufferWriter.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A TFLite file is data from a stranger: YAMNet's layout is read exactly, anything else is refused with the place and the rule. */
class YamnetFileTest {
    private static final int FIRST = 0;
    private static final int DEPTHWISE = 1;
    private static final int POINTWISE = 2;
    private static final int MEAN = 27;
    private static final int DENSE = 28;
    private static final int SIGMOID = 29;
    private static final byte[] GOOD = new MadeYamnet(1, false).bytes();

    @TempDir
    Path folder;

    @Test
    void dequantises_by_output_channel() throws Exception {
        MadeYamnet made = new MadeYamnet(2, false);
        byte[] integers = (byte[]) made.buffer(POINTWISE, 1).get(0);
        float[] scales = (float[]) made.tensor(POINTWISE, 1).table(4).get(2);

        YamnetWeights.OfLayer pointwise = YamnetFile.read(made.bytes()).layers().get(POINTWISE);

        int inputs = pointwise.layer().inputs();
        for (int i = 0; i < integers.length; i++) {
            assertThat(pointwise.values()[i]).isEqualTo(integers[i] * scales[i / inputs]);
        }
    }

    @Test
    void dequantises_depthwise_kernels_by_their_last_axis() throws Exception {
        MadeYamnet made = new MadeYamnet(3, false);
        int layer = 5;
        byte[] integers = (byte[]) made.buffer(layer, 1).get(0);
        float[] scales = (float[]) made.tensor(layer, 1).table(4).get(2);

        YamnetWeights.OfLayer depthwise = YamnetFile.read(made.bytes()).layers().get(layer);

        assertThat(depthwise.layer().kind()).isEqualTo(YamnetLayer.Kind.DEPTHWISE);
        for (int i = 0; i < integers.length; i++) {
            assertThat(depthwise.values()[i]).isEqualTo(integers[i] * scales[i % scales.length]);
        }
    }

    @Test
    void takes_one_scale_for_a_whole_tensor() throws Exception {
        MadeYamnet made = new MadeYamnet(4, false);
        made.tensor(DENSE, 1)
                .table(4)
                .with(2, new float[] {0.5f})
                .with(3, new long[] {0})
                .without(6);
        byte[] integers = (byte[]) made.buffer(DENSE, 1).get(0);

        YamnetWeights.OfLayer dense =
                YamnetFile.read(made.bytes()).layers().get(YamnetLayer.all().size() - 1);

        assertThat(dense.values()[1000]).isEqualTo(integers[1000] * 0.5f);
    }

    @Test
    void reads_float_weights_as_they_are() throws Exception {
        MadeYamnet made = new MadeYamnet(5, true);
        ByteBuffer numbers =
                ByteBuffer.wrap((byte[]) made.buffer(POINTWISE, 1).get(0)).order(ByteOrder.LITTLE_ENDIAN);

        YamnetWeights.OfLayer pointwise = YamnetFile.read(made.bytes()).layers().get(POINTWISE);

        assertThat(pointwise.values()[77]).isEqualTo(numbers.getFloat(77 * Float.BYTES));
    }

    static Stream<Arguments> bent() {
        return Stream.of(
                bent("another schema", m -> m.root().with(0, 4), "", "the version of the schema must be 3", "4"),
                bent("no version", m -> m.root().without(0), "", "the version of the schema must be 3", "0"),
                bent(
                        "two graphs",
                        m -> m.root().with(2, List.of(m.graph(), m.graph())),
                        "",
                        "the number of graphs must be 1",
                        "2"),
                bent("no graph", m -> m.root().without(2), "", "the number of graphs must be 1", "0"),
                bent("no operators", m -> m.graph().without(3), "", "an operator must be a convolution", "0 others"),
                bent(
                        "no tensors",
                        m -> m.graph().without(0),
                        "operator 1",
                        "the number of a tensor must be in [0, 0)",
                        "0"),
                bent(
                        "a code that is not there",
                        m -> m.operator(DEPTHWISE).with(0, 99),
                        "operator 2",
                        "the operator code must be one of 6",
                        "99"),
                bent(
                        "a negative code",
                        m -> m.operator(DEPTHWISE).with(0, -1),
                        "operator 2",
                        "the operator code must be one of 6",
                        "-1"),
                bent(
                        "a negative tensor",
                        m -> m.operator(FIRST).ints(1)[1] = -1,
                        "operator 1",
                        "the number of a tensor must be in [0, 88)",
                        "-1"),
                bent(
                        "a picture of another size",
                        m -> m.tensor(FIRST, 0).with(0, new int[] {1, 64, 96, 1}),
                        "tensor 0",
                        "the shape must be [1, 96, 64, 1]",
                        "[1, 64, 96, 1]"),
                bent(
                        "a missing layer",
                        m -> m.operators().remove(3),
                        "operator 3",
                        "it must be YAMNet's pointwise2, operator code 3",
                        "4"),
                bent(
                        "a missing end",
                        m -> m.operators().remove(SIGMOID + 1),
                        "",
                        "the sigmoid must follow the last operator",
                        "30 operators"),
                bent(
                        "a layer that reads past the one before",
                        m -> m.operator(POINTWISE).ints(1)[0] = 0,
                        "operator 3",
                        "it must read tensor 6, which the operator before writes",
                        "0"),
                bent(
                        "inputs that are missing",
                        m -> m.operator(POINTWISE).with(1, new int[] {6}),
                        "operator 3",
                        "inputs must be more than 1",
                        "1"),
                bent(
                        "outputs that are missing",
                        m -> m.operator(POINTWISE).without(2),
                        "operator 3",
                        "outputs must be more than 0",
                        "0"),
                bent(
                        "another kind of options",
                        m -> m.operator(POINTWISE).with(3, 2),
                        "operator 3",
                        "the kind of its options must be 1",
                        "2"),
                bent("padding", m -> m.operator(FIRST).table(4).with(0, 1), "operator 1", "the padding must be 0", "1"),
                bent(
                        "a stride over columns",
                        m -> m.operator(FIRST).table(4).with(1, 1),
                        "operator 1",
                        "the stride over columns must be 2",
                        "1"),
                bent(
                        "a stride over rows",
                        m -> m.operator(DEPTHWISE).table(4).with(2, 2),
                        "operator 2",
                        "the stride over rows must be 1",
                        "2"),
                bent(
                        "no stride",
                        m -> m.operator(DEPTHWISE).table(4).without(1),
                        "operator 2",
                        "the stride over columns must be 1",
                        "0"),
                bent(
                        "ReLU6",
                        m -> m.operator(POINTWISE).table(4).with(3, 3),
                        "operator 3",
                        "the activation must be 1",
                        "3"),
                bent(
                        "no ReLU",
                        m -> m.operator(DEPTHWISE).table(4).without(4),
                        "operator 2",
                        "the activation must be 1",
                        "0"),
                bent(
                        "dilated columns",
                        m -> m.operator(FIRST).table(4).with(4, 2),
                        "operator 1",
                        "the dilation of columns must be 1",
                        "2"),
                bent(
                        "dilated rows",
                        m -> m.operator(FIRST).table(4).with(5, 2),
                        "operator 1",
                        "the dilation of rows must be 1",
                        "2"),
                bent(
                        "dilated depthwise columns",
                        m -> m.operator(DEPTHWISE).table(4).with(5, 2),
                        "operator 2",
                        "the dilation of columns must be 1",
                        "2"),
                bent(
                        "dilated depthwise rows",
                        m -> m.operator(DEPTHWISE).table(4).with(6, 2),
                        "operator 2",
                        "the dilation of rows must be 1",
                        "2"),
                bent(
                        "a depth multiplier",
                        m -> m.operator(DEPTHWISE).table(4).with(3, 2),
                        "operator 2",
                        "the depth multiplier must be 1",
                        "2"),
                bent(
                        "an activation before the sigmoid",
                        m -> m.operator(DENSE).table(4).with(0, 1),
                        "operator 29",
                        "the activation must be 0",
                        "1"),
                bent(
                        "shuffled weights",
                        m -> m.operator(DENSE).table(4).with(1, 1),
                        "operator 29",
                        "the format of the weights must be 0",
                        "1"),
                bent(
                        "a mean over other axes",
                        m -> m.buffer(MEAN, 1).with(0, MadeYamnet.ints(0, 1)),
                        "tensor 82",
                        "the axes must be [1, 2]",
                        "[0, 1]"),
                bent(
                        "axes of another type",
                        m -> m.tensor(MEAN, 1).with(1, 0),
                        "tensor 82",
                        "the type of the values must be 2",
                        "0"),
                bent(
                        "weights of another model",
                        m -> m.tensor(DENSE, 1).with(0, new int[] {527, 1024}),
                        "tensor 84",
                        "the shape must be [521, 1024]",
                        "[527, 1024]"),
                bent(
                        "too many dimensions",
                        m -> m.tensor(DENSE, 1).with(0, new int[9]),
                        "tensor 84",
                        "dimensions must be at most 8",
                        "9"),
                bent(
                        "16-bit weights",
                        m -> m.tensor(DENSE, 1).with(1, 7),
                        "tensor 84",
                        "the type of the values must be 9",
                        "7"),
                bent(
                        "no scales",
                        m -> m.tensor(DENSE, 1).without(4),
                        "tensor 84",
                        "int8 weights must have scales",
                        "none"),
                bent(
                        "too few scales",
                        m -> m.tensor(DENSE, 1).table(4).with(2, new float[] {1, 1}),
                        "tensor 84",
                        "scales must be 1 or 521",
                        "2"),
                bent(
                        "scales along the inputs",
                        m -> m.tensor(DENSE, 1).table(4).with(6, 1),
                        "tensor 84",
                        "the axis of the scales must be 0",
                        "1"),
                bent(
                        "a scale of 0",
                        m -> m.tensor(DENSE, 1).table(4).with(2, new float[] {0}),
                        "tensor 84",
                        "scales must be above 0",
                        "0.0"),
                bent(
                        "a scale that is no number",
                        m -> m.tensor(DENSE, 1).table(4).with(2, new float[] {Float.NaN}),
                        "tensor 84",
                        "values must be finite",
                        "NaN"),
                bent(
                        "a scale that is too large",
                        m -> m.tensor(DENSE, 1).table(4).with(2, new float[] {3e38f}),
                        "tensor 84",
                        "values times scales must be finite",
                        null),
                bent(
                        "a zero point",
                        m -> m.tensor(DENSE, 1).table(4).with(3, new long[] {0, 5}),
                        "tensor 84",
                        "zero points must be 0",
                        "5"),
                bent(
                        "sparse weights",
                        m -> m.tensor(DENSE, 1).with(6, new Table()),
                        "tensor 84",
                        "the tensor must be dense",
                        "a sparse one"),
                bent(
                        "a buffer that is not there",
                        m -> m.tensor(DENSE, 1).with(2, 58),
                        "tensor 84",
                        "the number of the buffer must be in [0, 58)",
                        "58"),
                bent(
                        "the empty buffer",
                        m -> m.tensor(DENSE, 1).with(2, 0),
                        "tensor 84",
                        "its data must have 533504 bytes",
                        "0"),
                bent(
                        "too little data",
                        m -> m.buffer(DENSE, 1).with(0, new byte[10]),
                        "tensor 84",
                        "its data must have 533504 bytes",
                        "10"),
                bent(
                        "a bias of integers",
                        m -> m.tensor(DENSE, 2).with(1, 2),
                        "tensor 85",
                        "the type of the values must be 0",
                        "2"),
                bent(
                        "a bias of another length",
                        m -> m.tensor(DENSE, 2).with(0, new int[] {520}),
                        "tensor 85",
                        "the shape must be [521]",
                        "[520]"),
                bent(
                        "an infinite bias",
                        m -> m.buffer(DENSE, 2).with(0, MadeYamnet.floats(Float.POSITIVE_INFINITY, 521)),
                        "tensor 85",
                        "values must be finite",
                        "Infinity"),
                bent(
                        "float weights that are no numbers",
                        m -> m.buffer(FIRST, 1).with(0, MadeYamnet.floats(Float.NaN, 288)),
                        "tensor 1",
                        "values must be finite",
                        "NaN"),
                bent(
                        "more operators than any network has",
                        m -> m.operators().addAll(many()),
                        "",
                        "operators must be at most 4096",
                        "4131"));
    }

    private static List<Table> many() {
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < 4100; i++) {
            tables.add(new Table());
        }
        return tables;
    }

    private static Arguments bent(String name, Consumer<MadeYamnet> change, String entry, String rule, String found) {
        return Arguments.of(name, change, entry, rule, found);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bent")
    void refuses_what_is_not_yamnet(String name, Consumer<MadeYamnet> change, String entry, String rule, String found) {
        MadeYamnet made = new MadeYamnet(1, false);
        change.accept(made);

        MalformedModelException refused = refusal(made.bytes());

        assertThat(refused.source()).isEqualTo("y.tflite");
        assertThat(refused.entry()).isEqualTo(entry);
        assertThat(refused.rule()).isEqualTo(rule);
        if (found != null) {
            assertThat(refused.found()).isEqualTo(found);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 64, 1000, 100_000, 3_000_000})
    void refuses_a_file_that_was_cut(int length) {
        assertThat(refusal(Arrays.copyOf(GOOD, length)).getMessage()).startsWith("y.tflite");
    }

    @Test
    void refuses_other_kinds_of_file() {
        assertThat(refusal("RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("y.tflite: a TFLite file must have \"TFL3\" at byte 4, got bytes [0, 0, 0, 0]");
        assertThat(refusal(new byte[3]))
                .hasMessage("y.tflite: a TFLite file must have \"TFL3\" at byte 4, got 3 bytes");
    }

    @Test
    void survives_any_number_anywhere_in_the_tables() {
        Random random = new Random(6);
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            byte[] bytes = GOOD.clone();
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int change = 0; change < 4; change++) {
                int at = 4 * random.nextInt(2) + (change == 0 ? 8 : 0) + random.nextInt(3000);
                buffer.putInt(at, random.nextBoolean() ? -1 - random.nextInt(8) : random.nextInt());
            }
            refused += readOrRefuse(bytes) ? 0 : 1;
        }

        assertThat(refused).isGreaterThan(50);
    }

    /** Nothing but a typed refusal may come out of it. */
    private static boolean readOrRefuse(byte[] bytes) {
        try {
            Yamnet.read(new ByteArrayInputStream(bytes), "y.tflite");
            return true;
        } catch (MalformedModelException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refuses_a_stream_without_end() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return length;
            }
        };

        assertThatThrownBy(() -> Yamnet.read(endless, "endless"))
                .isInstanceOf(MalformedModelException.class)
                .hasMessage("endless: the file must have at most 67108864 bytes, got more");
    }

    @Test
    void reads_a_file_by_its_path_and_tells_its_digest() throws IOException {
        Path file = Files.write(folder.resolve("mine.tflite"), GOOD);

        Yamnet yamnet = Yamnet.read(file);

        assertThat(yamnet.sha256())
                .isEqualTo(Yamnet.read(new ByteArrayInputStream(GOOD), "copy").sha256())
                .matches("[0-9a-f]{64}");
        assertThatThrownBy(() -> Yamnet.read(folder.resolve("none.tflite")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.tflite");
    }

    private static MalformedModelException refusal(byte[] bytes) {
        return catchThrowableOfType(
                MalformedModelException.class, () -> Yamnet.read(new ByteArrayInputStream(bytes), "y.tflite"));
    }
}
