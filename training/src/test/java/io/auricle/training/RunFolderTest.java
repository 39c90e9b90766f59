package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.auricle.data.Split;
import io.auricle.data.Splits;
import io.auricle.training.internal.run.RunConfig;
import io.auricle.training.internal.run.RunFolder;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.TrainingResult;
import io.auricle.zoo.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folders a run takes, and which it resumes. */
class RunFolderTest {
    @TempDir
    static Path folder;

    private static RunFixture runs;

    private static TrainingResult result;

    @BeforeAll
    static void train_once() throws IOException {
        runs = new RunFixture(folder, 20);
        result = runs.run(TinySounds.options().optimisation(o -> o.epochs(1)).build());
    }

    @Test
    void refuses_a_folder_that_holds_another_run() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> runs.run(TinySounds.options().build(), result.folder(), TrainingListener.SILENT))
                .withMessage(
                        "%s must be empty, it holds another run (config.json): name another folder, or resume that run"
                                + " with its own options",
                        result.folder());
    }

    @Test
    void refuses_to_resume_a_finished_run() {
        assertThatIOException()
                .isThrownBy(() -> runs.run(
                        TinySounds.options()
                                .optimisation(o -> o.epochs(1))
                                .execution(e -> e.resume(true))
                                .build(),
                        result.folder(),
                        TrainingListener.SILENT))
                .withMessage("%s cannot be resumed: it holds a finished run", result.folder());
    }

    @Test
    void refuses_to_resume_with_other_options_and_names_the_first() {
        assertThatIOException()
                .isThrownBy(() -> runs.run(
                        TinySounds.options()
                                .optimisation(o -> o.epochs(1))
                                .seed(2)
                                .execution(e -> e.resume(true))
                                .build(),
                        result.folder(),
                        TrainingListener.SILENT))
                .withMessage("%s cannot be resumed with other options: seed was 1, got 2", result.folder());
    }

    @Test
    void refuses_to_resume_without_an_option_that_was_set_or_with_another_split() throws IOException {
        Path into = runs.newFolder();
        TrainingOptions options =
                TinySounds.options().selection(s -> s.unsureBelow(0.5)).build();
        RunFolder.open(into, RunConfig.of(runs.data(), runs.split(), options), false);
        TrainingOptions without =
                TinySounds.options().execution(e -> e.resume(true)).build();
        Split other = Splits.grouped(runs.data().clips(), 0.2, 0.3, 1);

        assertThatIOException()
                .isThrownBy(() -> runs.run(without, into, TrainingListener.SILENT))
                .withMessage("%s cannot be resumed with other options: unsureBelow was 0.5, got nothing", into);
        assertThatIOException()
                .isThrownBy(() -> TrainingRun.run(
                        runs.data(),
                        other,
                        options.toBuilder().execution(e -> e.resume(true)).build(),
                        into,
                        TrainingListener.SILENT))
                .withMessage(
                        "%s cannot be resumed with another split: it was \"%s\", got \"%s\"",
                        into,
                        runs.split().protocol().description(),
                        other.protocol().description());
    }

    @Test
    void a_damaged_configuration_is_named_and_nothing_is_resumed() throws IOException {
        Path into = Files.createDirectories(runs.newFolder());
        Path config = into.resolve("config.json");
        TrainingOptions resuming =
                TinySounds.options().execution(e -> e.resume(true)).build();

        Files.writeString(config, "");
        assertThatIOException()
                .isThrownBy(() -> runs.run(resuming, into, TrainingListener.SILENT))
                .withMessage("%s must hold a JSON object, it is empty", config);
        Files.writeString(config, "{\n  \"format\": 1,\n  \"opt");
        assertThatIOException()
                .isThrownBy(() -> runs.run(resuming, into, TrainingListener.SILENT))
                .withMessage("%s, line 3: must be JSON, it is cut short or damaged", config);
    }

    @Test
    void a_front_end_that_does_not_fit_the_network_leaves_no_folder() {
        Path into = runs.newFolder();
        TrainingOptions misfit = TinySounds.options().model(Architectures.CNN).build();
        TrainingListener deaf = new TrainingListener() {
            @Override
            public void features(String part, int done, int clips) {
                throw new AssertionError("no clip must be read");
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> runs.run(misfit, into, deaf))
                .withMessageContaining("the front end must fit the network");
        assertThat(into).doesNotExist();
    }

    @Test
    void refuses_a_read_only_folder_before_it_reads_a_clip() throws IOException {
        Path sealed = Files.createDirectories(runs.newFolder());
        assumeTrue(sealed.toFile().setWritable(false) && !Files.isWritable(sealed), "the user may write anywhere");

        assertThatIOException()
                .isThrownBy(() -> runs.run(TinySounds.options().build(), sealed, new Stopper("train")))
                .withMessage("%s must be a folder that can be written to, it is read-only", sealed);
    }

    @Test
    void refuses_a_file_in_the_folders_place() throws IOException {
        Path file = Files.writeString(runs.newFolder(), "");

        assertThatIOException()
                .isThrownBy(() -> runs.run(TinySounds.options().build(), file, TrainingListener.SILENT))
                .withMessage("%s must be a folder, it is a file", file);
    }

    @Test
    void refuses_a_folder_that_cannot_be_made() throws IOException {
        Path below = Files.writeString(runs.newFolder(), "").resolve("run");

        assertThatIOException()
                .isThrownBy(() -> runs.run(TinySounds.options().build(), below, TrainingListener.SILENT))
                .withMessage("%s must be a folder that can be written to, %s is a file", below, below.getParent());
    }

    /** Wants an end as soon as a clip of some part was read. */
    private static final class Stopper implements TrainingListener {
        private final String part;
        private int heard;

        Stopper(String part) {
            this.part = part;
        }

        @Override
        public void features(String name, int done, int clips) {
            heard += name.equals(part) ? 1 : 0;
        }

        @Override
        public boolean cancelled() {
            return heard > 0;
        }
    }
}
