package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.features.Spectrogram;
import io.auricle.npy.NpyArray;
import io.auricle.npy.NpyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table "librosa, call by call" of docs/features.md: what its right column computes is what librosa 0.11.0 gave for its
 * left one. {@code equivalences/make.py} asked librosa.
 */
class EquivalencesTest {

    private static final int RATE_HZ = 22_050;
    /** Of the largest value: librosa computes in single precision, and so does the Vector API. */
    private static final double TOLERANCE = 4e-6;
    /** Of the same, for the phase vocoder, whose phases add up over frames. */
    private static final double VOCODER_TOLERANCE = 2e-4;

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\|$", Pattern.MULTILINE);

    @TempDir
    private Path classes;

    /** A row of the table. */
    record Row(int number, String librosa, String auricle) {
        @Override
        public String toString() {
            return librosa;
        }
    }

    static List<Row> rows() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "features.md"));
        String table = page.split("\\| librosa 0.11 \\|")[1].split("\\R\\R")[0];
        List<Row> rows = new ArrayList<>();
        Matcher matcher = ROW.matcher(table);
        while (matcher.find()) {
            rows.add(new Row(rows.size(), matcher.group(1), matcher.group(2)));
        }
        return rows;
    }

    @Test
    void librosa_was_asked_for_every_row() throws IOException {
        try (InputStream calls = getClass().getResourceAsStream("/equivalences/calls.txt")) {
            String asked = new String(calls.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(rows()).extracting(Row::librosa).isEqualTo(asked.lines().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void computes_what_librosa_computes(Row row) throws Exception {
        NpyArray expected = resource(row.number() + ".npy");

        float[] values = flat(evaluate(row.auricle()), expected.shape());

        float[] theirs = expected.values();
        double peak = 0;
        for (float value : theirs) {
            peak = Math.max(peak, Math.abs(value));
        }
        double tolerance = row.librosa().contains("effects") ? VOCODER_TOLERANCE : TOLERANCE;
        for (int i = 0; i < theirs.length; i++) {
            assertThat(Math.abs(values[i] - theirs[i]) / peak).as("value %d", i).isLessThanOrEqualTo(tolerance);
        }
    }

    private Object evaluate(String expression) throws Exception {
        String unit = SnippetsTest.IMPORTED.stream()
                        .map(name -> "import " + name + ".*;")
                        .collect(Collectors.joining("\n"))
                + "\npublic class Snippet { public static Object value(float[] y, int sr) { return " + expression
                + "; } }";
        assertThat(SnippetsTest.compile(unit, classes)).isEmpty();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            return loader.loadClass("Snippet")
                    .getMethod("value", float[].class, int.class)
                    .invoke(null, resource("y.npy").values(), RATE_HZ);
        } catch (InvocationTargetException e) {
            throw new AssertionError(expression, e.getCause());
        }
    }

    private static float[] flat(Object result, List<Integer> shape) {
        if (result instanceof Spectrogram spectrogram) {
            assertThat(List.of(spectrogram.rows(), spectrogram.frames())).isEqualTo(shape);
            return spectrogram.values();
        }
        if (result instanceof float[] samples) {
            assertThat(List.of(samples.length)).isEqualTo(shape);
            return samples;
        }
        float[][] matrix = (float[][]) result;
        assertThat(List.of(matrix.length, matrix[0].length)).isEqualTo(shape);
        float[] flat = new float[matrix.length * matrix[0].length];
        for (int i = 0; i < matrix.length; i++) {
            System.arraycopy(matrix[i], 0, flat, i * matrix[0].length, matrix[0].length);
        }
        return flat;
    }

    private static NpyArray resource(String name) throws IOException {
        try (InputStream in = EquivalencesTest.class.getResourceAsStream("/equivalences/" + name)) {
            return NpyFiles.read(in, name);
        }
    }
}
