package io.auricle.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auricle.testing.SharedFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The real Keras models that lie beside the project; tests that need them are skipped without. */
final class SharedModels {
    private SharedModels() {}

    static Path folder() {
        return SharedFolder.find("data/keras");
    }

    static JsonNode manifest() throws IOException {
        return new ObjectMapper().readTree(folder().resolve("manifest.json").toFile());
    }

    /** Reads an array of little-endian floats, version 1.0. */
    static INDArray npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getShort(8) & 0xFFFF;
        String text = new String(bytes.array(), 10, header, StandardCharsets.US_ASCII);
        Matcher shape = Pattern.compile("'shape': \\(([^)]*)\\)").matcher(text);
        assertThat(shape.find()).isTrue();
        boolean doubles = text.contains("<f8");
        assertThat(doubles || text.contains("<f4")).as(text).isTrue();
        long[] dims = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        bytes.position(10 + header);
        for (int i = 0; i < values.length; i++) {
            values[i] = doubles ? (float) bytes.getDouble() : bytes.getFloat();
        }
        return Nd4j.create(values, dims, 'c');
    }
}
