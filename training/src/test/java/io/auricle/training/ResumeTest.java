package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.EpochResult;
import io.auricle.training.result.TrainingResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    @TempDir
    static Path folder;

    private static RunFixture runs;
    private static TrainingResult undisturbed;

    @BeforeAll
    static void train_undisturbed() throws IOException {
        runs = new RunFixture(folder, 10);
        undisturbed = runs.run(KillableRun.options());
    }

    @Test
    void a_run_killed_in_the_middle_of_an_epoch_and_resumed_ends_at_the_same_weights() throws Exception {
        Path killed = killInTheMiddle();
        assertThat(RunFixture.files(killed.resolve("checkpoints")))
                .containsExactly("epoch-00001.checkpoint", "epoch-00002.checkpoint");
        List<String> notes = new ArrayList<>();

        TrainingResult resumed = runs.run(resuming(), killed, noting(notes));

        assertThat(notes).noneMatch(note -> note.contains("checkpoint"));
        assertThat(model(resumed)).isEqualTo(model(undisturbed));
        assertThat(resumed.test()).isEqualTo(undisturbed.test());
        assertThat(resumed.history()).hasSize(4);
    }

    @Test
    void a_checkpoint_cut_in_half_is_named_and_the_one_before_it_leads_to_the_same_weights() throws Exception {
        Path killed = killInTheMiddle();
        Path newest = killed.resolve("checkpoints").resolve("epoch-00002.checkpoint");
        Files.write(newest, Arrays.copyOf(Files.readAllBytes(newest), (int) Files.size(newest) / 2));
        List<String> notes = new ArrayList<>();

        TrainingResult resumed = runs.run(resuming(), killed, noting(notes));

        assertThat(notes)
                .filteredOn(note -> note.contains("checkpoint"))
                .containsExactly("checkpoint " + newest + " cannot be used: it is cut short");
        assertThat(model(resumed)).isEqualTo(model(undisturbed));
    }

    @Test
    void a_checkpoint_that_cannot_be_written_stops_the_run_and_costs_nothing() throws IOException {
        Path run = runs.newFolder();
        Path blocked = run.resolve("checkpoints").resolve("epoch-00003.checkpoint");
        TrainingListener blocker = new TrainingListener() {
            @Override
            public void epoch(EpochResult epoch) {
                if (epoch.epoch() == 2) {
                    assertThat(blocked.toFile().mkdir()).isTrue();
                }
            }
        };

        assertThatIOException()
                .isThrownBy(() -> runs.run(KillableRun.options(), run, blocker))
                .withMessageStartingWith(blocked + " could not be written: ");
        Files.delete(blocked);
        TrainingResult resumed = runs.run(resuming(), run, TrainingListener.SILENT);

        assertThat(model(resumed)).isEqualTo(model(undisturbed));
    }

    private static TrainingOptions resuming() {
        return KillableRun.options().toBuilder().execution(e -> e.resume(true)).build();
    }

    private static TrainingListener noting(List<String> notes) {
        return new TrainingListener() {
            @Override
            public void note(String text) {
                notes.add(text);
            }
        };
    }

    private static byte[] model(TrainingResult result) throws IOException {
        return Files.readAllBytes(result.model().orElseThrow());
    }

    private static Path killInTheMiddle() throws Exception {
        Path run = runs.newFolder();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillableRun.class.getName(),
                        runs.data().folder().toString(),
                        run.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.equals(KillableRun.WAITING)) {
                line = output.readLine();
            }
            assertThat(line).isEqualTo(KillableRun.WAITING);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return run;
    }
}
