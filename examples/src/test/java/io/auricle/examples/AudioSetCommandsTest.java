package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The word {@code audioset} for MODEL: 521 sounds, several at once. */
class AudioSetCommandsTest {
    private static final int RATE_HZ = 16_000;
    private static final int SECONDS = 2;

    @TempDir
    Path folder;

    private Path tone;

    /** A tone with a beat of four a second. */
    @BeforeEach
    void a_tone() throws IOException {
        tone = folder.resolve("tone.wav");
        float[] samples = new float[SECONDS * RATE_HZ];
        for (int i = 0; i < samples.length; i++) {
            double seconds = (double) i / RATE_HZ;
            double loudness = 0.3 * (1 + 0.5 * Math.sin(2 * Math.PI * 4 * seconds));
            samples[i] = (float) (loudness * Math.sin(2 * Math.PI * 440 * seconds));
        }
        AudioFiles.writeWav(tone, AudioClip.ofMono(samples, RATE_HZ));
    }

    @Test
    void classify_lists_the_labels_that_count_and_the_likeliest_ones() {
        Cli run = Cli.run("classify", "audioset", tone, "--top", 4);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().findFirst().orElseThrow())
                .startsWith(tone + ": ")
                .contains(" %");
        assertThat(run.out().lines().skip(1)).hasSize(4).anyMatch(line -> line.contains("Sine wave"));
    }

    @Test
    void json_names_all_labels_that_count() throws IOException {
        Cli run = Cli.run("classify", "audioset", tone, "--json", "--top", 521);

        JsonNode answer = new ObjectMapper().readTree(run.out()).get(0);
        assertThat(answer.get("ranking")).hasSize(521);
        int counting = 0;
        for (JsonNode ranked : answer.get("ranking")) {
            counting += ranked.get("probability").asDouble() >= 0.2 ? 1 : 0;
        }
        assertThat(answer.get("labels")).hasSize(counting);
        assertThat(answer.get("labels").get(0).asText())
                .isEqualTo(answer.get("label").asText());
    }

    @Test
    void the_timeline_has_a_row_every_half_second() {
        Cli run = Cli.run("classify", "audioset", tone, "--timeline");

        assertThat(run.out().lines()).hasSize(1 + 3).anyMatch(line -> line.startsWith("    0.48 -     1.4"));
    }

    @Test
    void listen_tells_the_labels_that_count() throws IOException {
        Cli run = Cli.run("listen", "audioset", "--from", tone, "--json");

        assertThat(run.code()).isZero();
        JsonNode first =
                new ObjectMapper().readTree(run.out().lines().findFirst().orElseThrow());
        assertThat(first.get("labels").isArray()).isTrue();
        assertThat(first.get("sure").asBoolean()).isEqualTo(first.get("labels").size() > 0);
    }

    @Test
    void rows_of_json_lines_name_them_too() throws IOException {
        Path out = folder.resolve("answers.jsonl");

        assertThat(Cli.run("classify", "audioset", tone, "--out", out).code()).isZero();

        JsonNode row = new ObjectMapper().readTree(Files.readString(out));
        assertThat(row.get("labels").isArray()).isTrue();
        assertThat(row.get("label").asText()).isNotEmpty();
    }
}
