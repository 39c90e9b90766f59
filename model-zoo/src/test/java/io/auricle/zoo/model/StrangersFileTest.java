package io.auricle.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.CnnLstm;
import io.auricle.zoo.internal.FloatArray;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.testing.TestModels;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files that a stranger could send: each is refused with its reason, before any class of DL4J or ND4J is there. */
class StrangersFileTest {
    private static final String AURICLE = "auricle.json";
    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";
    private static final long MOST_ALLOCATED = 16 << 20;

    private static byte[] good;

    @BeforeAll
    static void writeAGoodFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("good.zip");
        ModelFile.write(file, TestModels.trained());
        good = Files.readAllBytes(file);
    }

    @TestFactory
    Stream<DynamicTest> refuses_with_the_reason_and_without_nd4j() throws Exception {
        Method read = readWithoutNd4j();
        return forgeries().entrySet().stream()
                .map(forgery -> DynamicTest.dynamicTest(
                        forgery.getKey(), () -> assertThatThrownBy(() -> invoke(read, forgery.getValue()[0]))
                                .asString()
                                .startsWith((String) forgery.getValue()[1])));
    }

    /** What a reader allocates is the same each time, unlike what it takes in seconds: bombs of 64 MB and arrays of 2^40 values cost as little as a cut file. */
    @Test
    void refuses_in_little_memory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        forgeries().forEach((name, forgery) -> {
            byte[] file = (byte[]) forgery[0];
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> ModelContents.read(file, true)).isInstanceOf(Refusal.class);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated).as("bytes for %s of %d", name, file.length).isLessThan(MOST_ALLOCATED);
        });
    }

    @Test
    void needs_nd4j_for_a_good_file_only() throws Exception {
        Method read = readWithoutNd4j();

        assertThatThrownBy(() -> invoke(read, good)).isInstanceOf(NoClassDefFoundError.class);
        assertThatThrownBy(() -> invoke(read, Forgery.of(good).zip())).isInstanceOf(NoClassDefFoundError.class);
    }

    private static Object invoke(Method read, Object bytes) throws Throwable {
        try {
            return read.invoke(null, new ByteArrayInputStream((byte[]) bytes), "f.zip");
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The reader by a class loader that has neither DL4J nor ND4J nor javacpp. */
    private static Method readWithoutNd4j() throws Exception {
        URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.matches(".*(nd4j|deeplearning4j|bytedeco|dl4j-onednn).*"))
                .map(StrangersFileTest::url)
                .toArray(URL[]::new);
        URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        return Class.forName(ModelFile.class.getName(), true, loader)
                .getMethod("read", InputStream.class, String.class);
    }

    private static URL url(String path) {
        try {
            return new File(path).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Map<String, Object[]> forgeries() {
        Map<String, Object[]> files = new LinkedHashMap<>();
        put(files, "zero bytes", new byte[0], ": a model file must be a zip file of at least 22 bytes, got 0 bytes");
        put(files, "no zip", new byte[100], ": a model file must start as a zip file does, got other bytes");
        put(
                files,
                "cut in half",
                Arrays.copyOf(good, good.length / 2),
                ": a model file must end with a zip directory; this one is cut or has something behind it, got other bytes");
        put(
                files,
                "cut by a byte",
                Arrays.copyOf(good, good.length - 1),
                ": a model file must end with a zip directory; this one is cut or has something behind it, got other bytes");
        put(
                files,
                "something behind it",
                Arrays.copyOf(good, good.length + 7),
                ": a model file must end with a zip directory; this one is cut or has something behind it, got other bytes");
        put(
                files,
                "a way out of the folder",
                forge().with("../evil.txt", new byte[3]).zip(),
                ": an entry must be one of auricle.json, coefficients.bin, configuration.json, updaterState.bin, got \"../evil.txt\"");
        put(
                files,
                "a preprocessor",
                forge().with("preprocessor.bin", new byte[3]).zip(),
                ": an entry must be one of auricle.json, coefficients.bin, configuration.json, updaterState.bin, got \"preprocessor.bin\"");
        put(
                files,
                "a normalizer",
                forge().with("normalizer.bin", new byte[3]).zip(),
                ": an entry must be one of auricle.json, coefficients.bin, configuration.json, updaterState.bin, got \"normalizer.bin\"");
        put(files, "no auricle.json", forge().without(AURICLE).zip(), ", auricle.json: must be in the file, got none");
        put(
                files,
                "no weights",
                forge().without(COEFFICIENTS).zip(),
                ", coefficients.bin: must be in the file, got none");
        put(
                files,
                "a bomb",
                forge().with(AURICLE, new byte[64 << 20]).zip(),
                ", auricle.json: must have at most 4194304 bytes, got 67108864");
        put(
                files,
                "a bomb of weights",
                forge().with(COEFFICIENTS, new byte[64 << 20]).zip(),
                ", coefficients.bin: must have at most 3872 bytes, got 67108864");
        put(
                files,
                "a bomb that lies about its size",
                lyingBomb(),
                ", coefficients.bin: must unpack to 100 bytes, got another length");
        put(files, "an entry twice", twice(), ", auricle.json: must be there once, got it twice");
        json(files);
        configuration(files);
        weights(files);
        return files;
    }

    private void json(Map<String, Object[]> files) {
        edit(
                files,
                "a newer format",
                AURICLE,
                text -> text.replace("\"formatVersion\" : 2", "\"formatVersion\" : 3"),
                ", auricle.json: formatVersion must be at most 2, the newest that this Auricle reads; a newer Auricle wrote this file, update to read it, got 3");
        edit(
                files,
                "no format",
                AURICLE,
                text -> text.replace("\"formatVersion\" : 2,", ""),
                ", auricle.json: formatVersion must be a whole number in [1, 2147483647], got null");
        edit(
                files,
                "an unknown field",
                AURICLE,
                text -> text.replace("\"labels\"", "\"extra\" : 1, \"labels\""),
                ", auricle.json: it must have only the fields formatVersion, inputs, labels, output, thresholds, training, got extra");
        edit(
                files,
                "a label too few",
                AURICLE,
                text -> text.replace("\"siren\", ", ""),
                ", auricle.json: labels must be one per network output, 3, and at least 2, got 2");
        edit(
                files,
                "a label twice",
                AURICLE,
                text -> text.replace("siren", "dog_bark"),
                ", auricle.json: labels must all be different, got some twice");
        edit(
                files,
                "no spread",
                AURICLE,
                text -> text.replace("17.25", "0"),
                ", auricle.json: inputs[0].standardizer must be in range, got standardDeviation must be in [1.0E-30, 1.0E30], got 0.0");
        edit(
                files,
                "a spread beyond floats",
                AURICLE,
                text -> text.replace("17.25", "1e300"),
                ", auricle.json: inputs[0].standardizer must be in range, got standardDeviation must be in [1.0E-30, 1.0E30], got 1.0E300");
        edit(
                files,
                "windows of half an hour in as many frames",
                AURICLE,
                text -> text.replaceFirst("\"windowSeconds\" : 0.25", "\"windowSeconds\" : 1800")
                        .replaceFirst("\"hopLength\" : \\d+", "\"hopLength\" : 2000000"),
                ", auricle.json: inputs[0].frontEnd must have windows of at most 8388608 samples, got 14400000");
        edit(
                files,
                "endless work",
                AURICLE,
                text -> text.replaceFirst("\"fftSize\" : \\d+", "\"fftSize\" : 4194304")
                        .replaceFirst("\"hopLength\" : \\d+", "\"hopLength\" : 100"),
                ", auricle.json: inputs[0].frontEnd must put at most 67108864 samples a window through its FFT, got 88080384");
        edit(
                files,
                "a threshold of 2",
                AURICLE,
                text -> text.replace("\"thresholds\" : 0.4", "\"thresholds\" : 2"),
                ", auricle.json: thresholds must be in [0, 1], or null, got 2");
        edit(
                files,
                "another front end",
                AURICLE,
                text -> text.replaceFirst("\"melBands\" : 16", "\"melBands\" : 24")
                        .replaceFirst("\"shape\" : \\[ 1, 16", "\"shape\" : [ 1, 24"),
                ", configuration.json: the front end must fit the network: steps1 was made for 16 x 4, got 4 x 6 x 4");
        edit(
                files,
                "a shape that its front end does not make",
                AURICLE,
                text -> text.replaceFirst("\"melBands\" : 16", "\"melBands\" : 24"),
                ", auricle.json: inputs[0] must be an input, got the shape of input spectrogram must be [1, 24, 8], as its front end makes it, got [1, 16, 8]");
        edit(
                files,
                "an absurd front end",
                AURICLE,
                text -> text.replaceFirst("\"windowSeconds\" : 0.25", "\"windowSeconds\" : 1e30"),
                ", auricle.json: inputs[0].frontEnd must be a front end, got windowSeconds must be in (0, 3600.0], got 1.0E30");
        put(
                files,
                "JSON that goes on",
                forge().with(AURICLE, "{} {}".getBytes(StandardCharsets.UTF_8)).zip(),
                ", auricle.json, line 1, column 4: must be JSON, got Trailing token");
        put(
                files,
                "JSON too deep",
                forge().with(AURICLE, "[".repeat(100_000).getBytes(StandardCharsets.UTF_8))
                        .zip(),
                ", auricle.json: must be JSON, got Document nesting depth (41) exceeds the maximum allowed (40, from `StreamReadConstraints.getMaxNestingDepth()`)");
        put(
                files,
                "no text",
                forge().with(AURICLE, new byte[] {'{', (byte) 0xFF, '}'}).zip(),
                ", auricle.json: must be JSON in UTF-8, got other bytes");
        put(
                files,
                "a list",
                forge().with(AURICLE, "[]".getBytes(StandardCharsets.UTF_8)).zip(),
                ", auricle.json: must be a JSON object, got ARRAY");
    }

    private void configuration(Map<String, Object[]> files) {
        edit(
                files,
                "a gadget for a layer",
                CONFIGURATION,
                text -> text.replaceFirst("org.deeplearning4j.nn.conf.layers.ConvolutionLayer", "com.evil.Gadget"),
                ", configuration.json: conv1 must have an @class of the allow-list, got \"com.evil.Gadget\"");
        edit(
                files,
                "a gadget for a setting",
                CONFIGURATION,
                text -> text.replaceFirst("org.nd4j.linalg.learning.config.Adam", "javax.swing.JEditorPane"),
                ", configuration.json: conv1.iupdater must have an @class of the allow-list, got \"javax.swing.JEditorPane\"");
        edit(
                files,
                "a gadget in a new field",
                CONFIGURATION,
                text -> text.replaceFirst(
                        "\"layerName\"", "\"x\" : [ { \"@class\" : \"com.evil.Gadget\" } ], \"layerName\""),
                ", configuration.json: conv1.x must have an @class of the allow-list, got \"com.evil.Gadget\"");
        edit(
                files,
                "an object of the old kind",
                CONFIGURATION,
                text -> text.replaceFirst("\"layerName\"", "\"dist\" : { \"normal\" : { } }, \"layerName\""),
                ", configuration.json: conv1.dist must have an @class of the allow-list, got an object without one");
        edit(
                files,
                "a gadget for a vertex",
                CONFIGURATION,
                text -> text.replaceFirst("org.deeplearning4j.nn.conf.graph.ReshapeVertex", "com.evil.Gadget"),
                ", configuration.json: steps1.@class must be one of org.deeplearning4j.nn.conf.graph.ElementWiseVertex, org.deeplearning4j.nn.conf.graph.L2NormalizeVertex, org.deeplearning4j.nn.conf.graph.LayerVertex, org.deeplearning4j.nn.conf.graph.MergeVertex, org.deeplearning4j.nn.conf.graph.PreprocessorVertex, org.deeplearning4j.nn.conf.graph.ReshapeVertex, org.deeplearning4j.nn.conf.graph.ScaleVertex, org.deeplearning4j.nn.conf.graph.ShiftVertex, org.deeplearning4j.nn.conf.graph.StackVertex, org.deeplearning4j.nn.conf.graph.SubsetVertex, org.deeplearning4j.nn.conf.graph.UnstackVertex, org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex, org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex, org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex, got \"com.evil.Gadget\"");
        edit(
                files,
                "a gadget at the root",
                CONFIGURATION,
                text -> text.replaceFirst("\"backpropType\"", "\"@class\" : \"com.evil.Gadget\", \"backpropType\""),
                ", configuration.json: it must have only the fields backpropType, cacheMode, dataType, defaultConfiguration, epochCount, inferenceWorkspaceMode, iterationCount, networkInputs, networkOutputs, tbpttBackLength, tbpttFwdLength, topologicalOrder, topologicalOrderStr, trainingWorkspaceMode, validateOutputLayerConfig, vertexInputs, vertices, got @class");
        edit(
                files,
                "a class twice",
                CONFIGURATION,
                text -> text.replaceFirst(
                        "(\"@class\" : \"org.deeplearning4j.nn.conf.layers.ConvolutionLayer\",)",
                        "$1 \"@class\" : \"com.evil.Gadget\","),
                ", configuration.json, line 59, column 84: must be JSON, got Duplicate field '@class'");
        edit(
                files,
                "2^31 filters",
                CONFIGURATION,
                text -> text.replaceFirst("\"nout\" : 3", "\"nout\" : 2147483648"),
                ", configuration.json: conv1.nout must be a whole number in [1, 1048576], got 2147483648");
        edit(
                files,
                "a negative kernel",
                CONFIGURATION,
                text -> text.replaceFirst("\"kernelSize\" : \\[ 3, 3 \\]", "\"kernelSize\" : [ -3, 3 ]"),
                ", configuration.json: conv1.kernelSize must be a whole number in [1, 1024], got -3");
        edit(
                files,
                "too many parameters",
                CONFIGURATION,
                text -> text.replaceFirst("\"kernelSize\" : \\[ 3, 3 \\]", "\"kernelSize\" : [ 1024, 1024 ]")
                        .replaceFirst("\"nout\" : 3", "\"nout\" : 100"),
                ", configuration.json: the network must have at most 33554432 parameters, got at least 104857600");
        edit(
                files,
                "too many values",
                CONFIGURATION,
                text -> text.replaceFirst("\"nout\" : 3", "\"nout\" : 1000000"),
                ", configuration.json: conv1 must give at most 67108864 values, got 1000000 x 16 x 8");
        edit(
                files,
                "a layer of another size",
                CONFIGURATION,
                text -> text.replaceFirst("\"nout\" : 3", "\"nout\" : 5"),
                ", configuration.json: the front end must fit the network: norm1 reads 3 features or channels, got 5");
        edit(
                files,
                "a circle",
                CONFIGURATION,
                text -> text.replaceFirst("\"conv1\" : \\[ \"spectrogram\" \\]", "\"conv1\" : [ \"norm1\" ]"),
                ", configuration.json: vertexInputs must have no cycle, got conv1, conv2, dropout1");
        edit(
                files,
                "no layers",
                CONFIGURATION,
                text -> text.replaceFirst("(?s)\"vertexInputs\" : .*", "\"vertexInputs\" : { }, \"vertices\" : { } }")
                        .replaceFirst("\"networkOutputs\" : \\[[^]]*\\]", "\"networkOutputs\" : [ \"spectrogram\" ]"),
                ", configuration.json: networkOutputs must be one of 0 vertices, got spectrogram");
        edit(
                files,
                "double precision",
                CONFIGURATION,
                text -> text.replaceFirst("\"dataType\" : \"FLOAT\"", "\"dataType\" : \"DOUBLE\""),
                ", configuration.json: dataType must be FLOAT, got \"DOUBLE\"");
    }

    private void weights(Map<String, Object[]> files) {
        byte[] weights = forge().get(COEFFICIENTS);
        put(
                files,
                "2^40 values",
                forge().with(COEFFICIENTS, patched(weights, 98, 1L << 40)).zip(),
                ", coefficients.bin: its length must be 904 values, got 1099511627776");
        put(
                files,
                "a shape of 2^40 numbers",
                forge().with(COEFFICIENTS, patched(weights, 18, 1L << 40)).zip(),
                ", coefficients.bin: its shape must be 6 or 8 numbers, got 1099511627776");
        put(
                files,
                "a shape that disagrees",
                forge().with(COEFFICIENTS, patched(weights, 40, 12)).zip(),
                ", coefficients.bin: its length must be that of its shape, 12, got 904");
        put(
                files,
                "weights of another network",
                forge().with(COEFFICIENTS, FloatArray.write(new float[900])).zip(),
                ", coefficients.bin: its length must be 904 values, got 900");
        put(
                files,
                "weights that end early",
                forge().with(COEFFICIENTS, Arrays.copyOf(weights, weights.length - 4))
                        .zip(),
                ", coefficients.bin: must have 3616 bytes behind its header, got 3612");
        put(
                files,
                "empty weights",
                forge().with(COEFFICIENTS, new byte[0]).zip(),
                ", coefficients.bin: must start with the header of an ND4J array, got its end or other bytes");
        put(
                files,
                "weights that are no numbers",
                forge().with(COEFFICIENTS, patched(weights, weights.length - 8, -1L))
                        .zip(),
                ", coefficients.bin: values must be finite, got NaN at index 902");
        put(
                files,
                "a huge optimiser",
                forge().with("updaterState.bin", FloatArray.write(new float[904 * 3 + 1]))
                        .zip(),
                ", updaterState.bin: its length must be 1 to 2712 values, got 2713");
    }

    @Test
    void refuses_every_cut() {
        for (int length = 0; length < good.length; length += 31) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> ModelContents.read(cut, true)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refuses_every_flipped_byte_or_reads_the_same_model() throws IOException {
        ModelContents whole = ModelContents.read(good, true);
        int harmless = 0;
        for (int at = 0; at < good.length; at += isData(at) ? 37 : 1) {
            byte[] flipped = good.clone();
            flipped[at] ^= 0x10;
            try {
                ModelContents read = ModelContents.read(flipped, true);
                assertThat(read.coefficients()).isEqualTo(whole.coefficients());
                assertThat(read.configuration()).isEqualTo(whole.configuration());
                assertThat(read.labels()).isEqualTo(whole.labels());
                harmless++;
            } catch (IOException refused) {
                assertThat(refused).isExactlyInstanceOf(Refusal.class);
            }
        }
        assertThat(harmless)
                .as("bytes of dates and attributes, which say nothing")
                .isLessThanOrEqualTo(4 * 8);
    }

    @Test
    void reads_only_the_ends_of_a_large_file_that_is_no_zip(@TempDir Path folder) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Path zeros = folder.resolve("zeros.zip");
        Path cut = Files.write(folder.resolve("cut.zip"), good);
        for (Path file : new Path[] {zeros, cut}) {
            try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
                large.setLength(400 << 20); // sparse
            }
        }
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        };
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> ModelFile.read(zeros))
                .hasMessage(zeros + ": a model file must start as a zip file does, got other bytes");
        assertThatThrownBy(() -> ModelFile.read(cut))
                .hasMessage(cut + ": a model file must end with a zip directory; this one is cut or has something"
                        + " behind it, got other bytes");
        assertThatThrownBy(() -> ModelFile.read(endless, "endless"))
                .hasMessage("endless: a model file must start as a zip file does, got other bytes");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
    }

    /** Far from the first header and the directory: mostly the packed configuration and the weights. */
    private static boolean isData(int at) {
        return at > 100 && at < good.length - 400;
    }

    @Test
    void refuses_a_front_end_of_another_network_when_a_model_is_made() {
        var graph = CnnLstm.builder()
                .frontEnd(FrontEnd.urbanSound())
                .classes(3)
                .build()
                .init();

        assertThatThrownBy(() -> SoundModel.of(
                        graph,
                        FrontEnd.compact(),
                        TestModels.LABELS,
                        TestModels.STANDARDIZER,
                        Map.of(),
                        OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "graph: the front end must fit the network: dense1 was made for 256 x 6 x 8, got 256 x 2 x 8");
    }

    private static Forgery forge() {
        return Forgery.of(good);
    }

    private static void put(Map<String, Object[]> files, String name, byte[] file, String message) {
        files.put(name, new Object[] {file, "io.auricle.zoo.model.MalformedModelException: f.zip" + message});
    }

    private static void edit(
            Map<String, Object[]> files, String name, String entry, UnaryOperator<String> change, String message) {
        put(files, name, forge().edit(entry, change).zip(), message);
    }

    private static byte[] patched(byte[] data, int at, long value) {
        byte[] copy = data.clone();
        ByteBuffer.wrap(copy).putLong(at, value);
        return copy;
    }

    /** A bomb whose directory and descriptor claim 100 bytes. */
    private static byte[] lyingBomb() {
        byte[] zip = forge().with(COEFFICIENTS, new byte[1 << 20]).zip();
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < zip.length - 30; at++) {
            int size = bytes.getInt(at) == 0x02014b50 ? at + 24 : bytes.getInt(at) == 0x08074b50 ? at + 12 : 0;
            if (size > 0 && bytes.getInt(size) == 1 << 20) {
                bytes.putInt(size, 100);
            }
        }
        return zip;
    }

    /** Two entries of one name, made by renaming one of the same length in both of its headers. */
    private static byte[] twice() {
        byte[] zip = forge().with("auricle.jsoN", new byte[3]).zip();
        byte[] name = "auricle.jsoN".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + name.length <= zip.length; at++) {
            if (Arrays.equals(zip, at, at + name.length, name, 0, name.length)) {
                zip[at + name.length - 1] = 'n';
            }
        }
        return zip;
    }
}
