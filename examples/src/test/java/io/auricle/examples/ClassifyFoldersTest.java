package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyFoldersTest {
    private static final int FILES = 12;

    @TempDir
    private Path folder;

    private Path sounds;

    @BeforeEach
    void sounds() throws IOException {
        sounds = folder.resolve("sounds");
        Files.createDirectories(sounds.resolve("north/yard"));
        Files.createDirectories(sounds.resolve(".cache"));
        for (int i = 0; i < FILES; i++) {
            write(sounds.resolve(i % 2 == 0 ? "north" : "north/yard").resolve("n%02d.wav".formatted(i)), i);
        }
        write(sounds.resolve(".cache/hidden.wav"), 1);
        Files.write(sounds.resolve("._n00.wav"), new byte[] {0, 5, 22, 7});
        Files.writeString(sounds.resolve("notes.txt"), "no sound");
    }

    private static void write(Path file, int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[22_050 * 5];
        double level = 0.1 + 0.04 * seed;
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (level * (2 * random.nextDouble() - 1) * Math.sin(i * 0.001 * (seed + 1)));
        }
        AudioFiles.writeWav(file, AudioClip.ofMono(samples, 22_050));
    }

    private Cli classify(String... options) {
        List<String> args = new ArrayList<>(List.of("classify", "pretrained", sounds.toString()));
        args.addAll(List.of(options));
        return Cli.run(args.toArray());
    }

    private List<String> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.subList(file.toString().endsWith(".csv") ? 1 : 0, lines.size()).stream()
                .sorted()
                .toList();
    }

    @Test
    void a_folder_is_walked_without_hidden_files_appledouble_files_and_other_suffixes() {
        Cli cli = classify();

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out().lines().filter(line -> line.contains(".wav: "))).hasSize(FILES);
        assertThat(cli.out()).doesNotContain("hidden", "._", "notes");
    }

    @Test
    void answers_in_a_csv_file_equal_those_of_one_file_at_a_time() throws IOException {
        Path out = folder.resolve("answers.csv");

        Cli cli = classify("--out", out.toString());

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Files.readAllLines(out).get(0))
                .isEqualTo("path,start_seconds,end_seconds,label,probability,sure,ranking,error");
        String first = sounds.resolve("north/n00.wav").toString();
        Cli alone = Cli.run(
                "classify",
                "pretrained",
                first,
                "--out",
                folder.resolve("one.csv").toString());
        assertThat(alone.code()).isZero();
        assertThat(rows(out)).hasSize(FILES).containsAll(rows(folder.resolve("one.csv")));
        assertThat(rows(out).get(0)).startsWith(first + ",0.000,5.000,");
    }

    @Test
    void a_file_that_cannot_be_read_is_a_row_with_its_error_and_exit_code_1() throws IOException {
        Files.writeString(sounds.resolve("broken.wav"), "RIFF");
        Path out = folder.resolve("answers.jsonl");

        Cli cli = classify("--out", out.toString());

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).contains("1 of 13 files have no answer");
        assertThat(rows(out))
                .hasSize(FILES + 1)
                .anyMatch(row -> row.contains("broken.wav") && row.contains("\"error\""));
    }

    @Test
    void fail_fast_stops_at_the_first_such_file() throws IOException {
        Files.writeString(sounds.resolve("aaa.wav"), "RIFF");
        Path out = folder.resolve("answers.csv");

        Cli cli = classify("--out", out.toString(), "--fail-fast", "--threads", "1");

        assertThat(cli.code()).isEqualTo(1);
        assertThat(rows(out)).hasSize(1);
    }

    @Test
    void an_output_that_exists_is_refused_and_stays_as_it_is() throws IOException {
        Path out = folder.resolve("answers.csv");
        Files.writeString(out, "mine");

        Cli cli = classify("--out", out.toString());

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).contains(out + ": is there already");
        assertThat(Files.readString(out)).isEqualTo("mine");
    }

    @Test
    void resuming_completes_a_file_that_was_cut_anywhere_without_a_row_twice_or_lost() throws IOException {
        for (String name : List.of("answers.csv", "answers.jsonl")) {
            Path out = folder.resolve(name);
            assertThat(classify("--out", out.toString(), "--threads", "1").code())
                    .isZero();
            List<String> whole = rows(out);
            long size = Files.size(out);
            for (long cut : new long[] {0, 10, size / 3, size / 2, size - 1, size}) {
                truncate(out, cut);
                Cli cli = classify("--out", out.toString(), "--resume");
                assertThat(cli.code()).as(cli.err()).isZero();
                assertThat(rows(out)).as("%s cut at %d", name, cut).isEqualTo(whole);
            }
        }
    }

    @Test
    void a_timeline_that_was_cut_between_two_windows_is_redone_for_that_file() throws IOException {
        Path out = folder.resolve("answers.csv");
        String[] options = {"--out", out.toString(), "--timeline", "--hop", "0.5", "--threads", "1"};
        assertThat(classify(options).code()).isZero();
        List<String> whole = rows(out);
        assertThat(whole).hasSize(FILES * 3);
        List<String> lines = Files.readAllLines(out);
        Files.writeString(out, String.join("\n", lines.subList(0, 6)) + "\n"); // header, 3 windows, 2 of 3

        Cli cli = classify("--out", out.toString(), "--timeline", "--hop", "0.5", "--resume");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(rows(out)).isEqualTo(whole);
    }

    @Test
    void other_options_than_the_run_was_begun_with_are_refused() throws IOException {
        Path out = folder.resolve("answers.csv");
        assertThat(classify("--out", out.toString()).code()).isZero();

        Cli cli = classify("--out", out.toString(), "--resume", "--top", "5");

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).contains("must be resumed with the model and options it was begun with");
    }

    @Test
    void a_second_run_with_the_same_output_is_refused_while_the_first_one_writes() throws IOException {
        Path out = folder.resolve("answers.csv");
        assertThat(classify("--out", out.toString()).code()).isZero();
        try (FileChannel held = FileChannel.open(out, StandardOpenOption.WRITE)) {
            assertThat(held.tryLock()).isNotNull();

            Cli cli = classify("--out", out.toString(), "--resume");

            assertThat(cli.code()).isEqualTo(1);
            assertThat(cli.err()).contains("must be written by one run at a time");
        }
    }

    @Test
    void a_folder_without_sound_files_is_refused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Cli cli = Cli.run("classify", "pretrained", empty.toString());

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).contains(empty + ": a folder must hold a sound file, got none");
    }

    @Test
    void a_run_that_is_killed_is_resumed_without_a_row_twice_or_lost() throws Exception {
        for (int i = 0; i < 100; i++) {
            write(sounds.resolve("more%03d.wav".formatted(i)), i % 20);
        }
        Path out = folder.resolve("answers.csv");
        Process run = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.auricle.examples.Main",
                        "classify",
                        "pretrained",
                        sounds.toString(),
                        "--out",
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (run.isAlive() && (!Files.exists(out) || Files.size(out) < 500)) {
            Thread.onSpinWait();
        }
        run.destroyForcibly();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(out).size())
                .as(Files.readString(folder.resolve("log")))
                .isLessThan(FILES + 100);

        Cli cli = classify("--out", out.toString(), "--resume");

        assertThat(cli.code()).as(cli.err()).isZero();
        List<String> paths = rows(out).stream()
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
        assertThat(new HashSet<>(paths)).hasSize(FILES + 100);
        assertThat(paths).hasSize(FILES + 100);
    }

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }
}
