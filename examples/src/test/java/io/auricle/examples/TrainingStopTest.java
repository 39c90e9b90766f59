package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.zoo.model.ModelFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train} in a process of its own, asked to end. */
class TrainingStopTest {
    private static final int SIGTERM_CODE = 128 + 15;

    @TempDir
    private Path folder;

    @Test
    void asked_to_end_a_training_keeps_its_model_says_how_to_go_on_and_does_so() throws Exception {
        Path city = folder.resolve("city");
        Path run = folder.resolve("run");
        assertThat(Cli.run("synth", "--out", city, "--clips-per-class", 10).code())
                .isZero();
        List<String> command = List.of(
                ("train " + city + " --train-folds 1,2 --test-folds 4 --mels 40 --n-fft 1024 --hop 1024 --threads 1"
                                + " --epochs 500 --out " + run)
                        .split(" "));

        Process process = java(command);
        List<String> said = endAt(process, "epoch 2/500");

        assertThat(process.waitFor()).isEqualTo(SIGTERM_CODE);
        assertThat(said)
                .anyMatch(line -> line.matches("auricle: the model of epoch \\d+ is in .*model\\.zip"))
                .contains("auricle: stopped; --resume goes on with the run in " + run);
        assertThat(ModelFile.read(run.resolve("model.zip")).labels()).hasSize(10);
        List<String> resume = new ArrayList<>(command);
        resume.add("--resume");
        Process resumed = java(resume);
        assertThat(endAt(resumed, "training on")).anyMatch(line -> line.contains("going on after epoch"));
        resumed.waitFor();
    }

    /** Asks for an end when a line begins so, and returns all that is said. */
    private static List<String> endAt(Process process, String start) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.errorReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith(start)) {
                    process.toHandle()
                            .destroy(); // SIGTERM runs what Ctrl-C runs, also where the build itself ignores Ctrl-C
                }
            }
        } finally {
            process.destroy();
        }
        return lines;
    }

    private static Process java(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(words);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
