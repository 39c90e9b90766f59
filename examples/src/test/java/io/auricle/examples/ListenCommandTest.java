package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.features.FrontEnd;
import io.auricle.features.MelConfig;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.NetworkSpec;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code listen}, to a file, by a clock that costs no time, with a network that was never trained. */
class ListenCommandTest {

    private static final int RATE_HZ = 8_000;
    private static final int SECONDS = 6;
    private static final double WINDOW_SECONDS = 1;

    @TempDir
    private static Path folder;

    private static Path model;
    private static Path wav;

    /** A clock that stands still until somebody waits. */
    private static final class WaitedTime implements Pace {
        private long now = 17;
        private final List<Long> waits = new ArrayList<>();

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void await(long nanos) {
            waits.add(nanos - now);
            now = Math.max(now, nanos);
        }
    }

    @BeforeAll
    static void a_model_and_six_seconds_of_which_the_second_half_is_silent() throws IOException {
        FrontEnd frontEnd = FrontEnd.builder()
                .sampleRateHz(RATE_HZ)
                .mel(MelConfig.builder()
                        .sampleRateHz(RATE_HZ)
                        .fftSize(256)
                        .hopLength(250)
                        .melBands(32)
                        .build())
                .windowSeconds(WINDOW_SECONDS)
                .hopSeconds(WINDOW_SECONDS)
                .build();
        var network = Architectures.CRNN.create(NetworkSpec.of(frontEnd, 3, 5));
        model = folder.resolve("model.zip");
        ModelFile.write(
                model,
                SoundModel.of(
                        network,
                        frontEnd,
                        List.of("hum", "whistle", "hiss"),
                        new Standardizer(-40, 20),
                        Map.of(),
                        OptionalDouble.empty()));
        wav = folder.resolve("hum.wav");
        float[] samples = new float[SECONDS * RATE_HZ];
        for (int i = 0; i < samples.length / 2; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 200 * i / RATE_HZ));
        }
        AudioFiles.writeWav(wav, AudioClip.ofMono(samples, RATE_HZ));
    }

    private static Cli listen(Pace pace, Object... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> words = new ArrayList<>(List.of("listen"));
        for (Object option : options) {
            words.add(option.toString());
        }
        int code = Main.run(pace, new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
        return new Cli(code, out.toString(), err.toString());
    }

    @Test
    void a_file_is_heard_no_faster_than_it_lasts() {
        WaitedTime time = new WaitedTime();

        Cli run = listen(time, model, "--from", wav);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(time.now - 17).isEqualTo(TimeUnit.SECONDS.toNanos(SECONDS));
        assertThat(time.waits).hasSize(10 * SECONDS).containsOnly(TimeUnit.MILLISECONDS.toNanos(100));
    }

    @Test
    void each_answer_is_a_line_with_time_level_and_label_where_nobody_watches() {
        Cli run = listen(new WaitedTime(), model, "--from", wav);

        assertThat(run.out().lines())
                .hasSize(11)
                .allMatch(line -> line.matches(" +[1-6]\\.[05] s  \\[#* *] +-\\d+ dB  (hum|whistle|hiss) \\d+ %"));
        assertThat(run.out().lines().findFirst()).hasValueSatisfying(line -> assertThat(line)
                .startsWith("     1.0 s  [#################   ]   -9 dB  "));
        assertThat(run.err()).isEqualTo("listening to " + wav + ", Ctrl-C ends\n");
    }

    @Test
    void json_is_a_line_for_each_answer_with_the_same_label() throws IOException {
        List<String> lines = listen(new WaitedTime(), model, "--from", wav, "--json", "--hop", 1)
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSize(SECONDS);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        JsonNode last = new ObjectMapper().readTree(lines.get(SECONDS - 1));
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly("atSeconds", "levelDb", "label", "probability", "sure", "labels", "changed");
        assertThat(first.get("changed").asBoolean()).isTrue();
        assertThat(first.get("atSeconds").asDouble()).isEqualTo(1);
        assertThat(first.get("levelDb").asDouble()).isCloseTo(10 * Math.log10(0.125), within(0.01));
        assertThat(last.get("levelDb").asDouble()).isEqualTo(-120);
        assertThat(last.get("atSeconds").asDouble()).isEqualTo(SECONDS);
    }

    @Test
    void smoothing_and_hop_are_heeded() {
        String plain = listen(new WaitedTime(), model, "--from", wav, "--json").out();

        assertThat(listen(new WaitedTime(), model, "--from", wav, "--json", "--smooth", 1)
                        .out())
                .isNotEqualTo(plain);
        assertThat(listen(new WaitedTime(), model, "--from", wav, "--json", "--hop", 0.25)
                        .out()
                        .lines())
                .hasSize(21);
    }

    @Test
    void without_a_microphone_one_line_says_what_to_do() {
        assertThatThrownBy(() -> new Microphones(List.of()).open(null))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("this machine shows Java no microphone: plug one in, or listen to a file with --from FILE");
    }

    @Test
    void a_file_below_a_window_is_told_rather_than_passed_over() throws IOException {
        Path brief = folder.resolve("brief.wav");
        AudioFiles.writeWav(brief, AudioClip.ofMono(new float[RATE_HZ / 2], RATE_HZ));

        Cli run = listen(new WaitedTime(), model, "--from", brief);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("auricle: " + brief + ": must last at least 1.0 s to be listened to, the length of this"
                        + " model's windows, got 0.500 s (classify takes short sounds)\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--hop 0                  | 2 | --hop must be above 0, got 0.0",
                "--smooth 0               | 2 | --smooth must be at least 1, got 0",
                "--device 1 --from x.wav  | 2 | --device is for a microphone, not for --from x.wav",
                "--from absent.wav        | 1 | absent.wav: no such file or folder",
                "--from pom.xml           | 1 | pom.xml, byte 0: a sound file must start as WAV",
            })
    void what_cannot_be_done_is_one_line(String options, int code, String expected) {
        Object[] words = (model + " " + options).split(" ");

        Cli run = listen(new WaitedTime(), words);

        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("auricle: ").contains(expected).doesNotContain("\tat ");
    }

    @Test
    void a_model_is_wanted_unless_devices_are_listed() {
        assertThat(listen(new WaitedTime()).err()).startsWith("auricle: MODEL is missing");
        assertThat(listen(new WaitedTime(), "--list-devices").code()).isZero();
        assertThat(listen(new WaitedTime(), "--list-devices", "--json").out()).startsWith("[");
    }

    @Test
    void ctrl_c_ends_it_with_exit_code_0(@TempDir Path place) throws Exception {
        Path hour = place.resolve("hour.wav");
        AudioFiles.writeWav(hour, AudioClip.ofMono(new float[3_600 * RATE_HZ], RATE_HZ));
        Path out = place.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "listen",
                        model.toString(),
                        "--from",
                        hour.toString())
                .redirectOutput(out.toFile())
                .start();
        try (BufferedReader err = process.errorReader()) {
            List<String> lines = new ArrayList<>();
            for (String line; (line = err.readLine()) != null; ) {
                lines.add(line);
                if (line.startsWith("listening")) {
                    process.toHandle().destroy(); // as Ctrl-C does: the JVM's shutdown hooks run
                }
            }
            assertThat(process.waitFor()).as("%s", lines).isZero();
            assertThat(lines).containsExactly("listening to " + hour + ", Ctrl-C ends");
            assertThat(Files.readString(out)).doesNotContain("xception");
        } finally {
            process.destroyForcibly();
        }
    }
}
