package io.auricle.zoo.yamnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the jar brings: the file that its notice names, and the names of the classes in the order of the scores. */
class YamnetResourcesTest {
    private static final int MOST_BYTES = 4 << 20;

    @Test
    void ships_the_file_that_the_notice_names() throws IOException {
        String sha256 = Yamnet.pretrained().sha256();

        assertThat(YamnetResource.WEIGHTS.bytes()).hasSizeLessThanOrEqualTo(MOST_BYTES);
        try (InputStream in =
                Yamnet.class.getClassLoader().getResourceAsStream("META-INF/NOTICE-model-zoo-yamnet.txt")) {
            assertThat(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
                    .contains(sha256, "LICENSE-2.0", "AudioSet", "licenses/by/4.0");
        }
    }

    @Test
    void names_521_different_classes() throws IOException {
        List<String> labels = Yamnet.labels();

        assertThat(labels).hasSize(Yamnet.CLASSES).doesNotContain("").noneMatch(label -> label.contains("\""));
        assertThat(new HashSet<>(labels)).hasSize(Yamnet.CLASSES);
        assertThat(labels.get(0)).isEqualTo("Speech");
        assertThat(labels.get(1)).isEqualTo("Child speech, kid speaking");
        assertThat(labels.get(Yamnet.CLASSES - 1)).isEqualTo("Field recording");
    }

    /** The three likeliest classes of the reference, by its manifest. */
    @ParameterizedTest
    @CsvSource({
        "sweep,Sine wave;Synthesizer;Keyboard (musical)",
        "noise,Waterfall;Water;Static",
        "bursts,White noise;Radio;Noise"
    })
    void names_stand_in_the_order_of_the_scores(String name, String expected) throws IOException {
        var scores = GoldenYamnetTest.read(name + ".scores.npy");
        INDArray means = Nd4j.createFromArray(scores.values())
                .reshape(scores.shape().get(0), scores.shape().get(1))
                .mean(0);
        List<String> labels = Yamnet.labels();

        List<String> top = IntStream.range(0, labels.size())
                .boxed()
                .sorted((a, b) -> Float.compare(means.getFloat(b), means.getFloat(a)))
                .limit(3)
                .map(labels::get)
                .toList();

        assertThat(top).containsExactlyElementsOf(Arrays.asList(expected.split(";")));
    }
}
