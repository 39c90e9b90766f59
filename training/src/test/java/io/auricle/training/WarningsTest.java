package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Split;
import io.auricle.data.SplitProtocol;
import io.auricle.data.UnreadableClipException;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says when its data are few or partly unreadable. */
class WarningsTest {
    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();
    private final TrainingListener listener = new TrainingListener() {
        @Override
        public void note(String text) {
            notes.add(text);
        }
    };

    @Test
    void a_batch_of_everything_a_small_test_and_a_missing_calibration_are_told() throws IOException {
        RunFixture runs = new RunFixture(folder, 8);
        TrainingOptions one =
                TinySounds.options().optimisation(o -> o.epochs(1).batch(64)).build();

        runs.run(one, runs.newFolder(), listener);

        int train = runs.split().train().size();
        int test = runs.split().test().size();
        assertThat(notes)
                .hasSize(3)
                .contains(
                        "a batch of 64 holds all " + train
                                + " training windows: an epoch is one step; a smaller batch makes more of them",
                        "the test has " + test
                                + " clips, fewer than 30: its figures say little, as their intervals show")
                .anyMatch(note -> note.startsWith("no threshold could be calibrated, since that takes ten right"));
    }

    @Test
    void classes_that_no_validation_clip_has_are_named() throws IOException {
        RunFixture runs = new RunFixture(folder, 8);
        List<Clip> clips = runs.data().clips();
        List<Clip> hums =
                clips.stream().filter(clip -> clip.label().equals("hum")).toList();
        List<Clip> train = clips.stream()
                .filter(clip -> !hums.subList(0, 2).contains(clip))
                .toList();
        Split split = new Split(
                train, hums.subList(0, 2), List.of(), new SplitProtocol.Custom("hums validate"), Optional.empty());

        TrainingRun.run(
                runs.data(),
                split,
                TinySounds.options()
                        .optimisation(o -> o.epochs(1))
                        .selection(s -> s.unsureBelow(0.5))
                        .build(),
                runs.newFolder(),
                listener);

        assertThat(notes)
                .containsExactly(
                        "no validation clip is of clicks, hiss: the threshold says nothing about these classes");
    }

    @Test
    void nothing_is_told_of_a_run_that_has_enough_of_everything() throws IOException {
        RunFixture runs = new RunFixture(folder, 41);

        runs.run(
                TinySounds.options()
                        .optimisation(o -> o.epochs(1))
                        .selection(s -> s.unsureBelow(0.5))
                        .build(),
                runs.newFolder(),
                listener);

        assertThat(notes).isEmpty();
    }

    @Test
    void unreadable_clips_stop_a_run_or_are_listed_and_left_out() throws IOException {
        RunFixture runs = new RunFixture(folder, 12);
        AudioDataset data = runs.data();
        Path broken = data.clips().get(0).path();
        Files.writeString(broken, "no sound");
        Split split = new Split(data.clips(), List.of(), List.of(), new SplitProtocol.Custom("all"), Optional.empty());
        TrainingOptions strict = TinySounds.options()
                .optimisation(o -> o.epochs(1))
                .selection(s -> s.validation(Selection.Validation.NONE))
                .build();
        TrainingOptions lenient =
                strict.toBuilder().input(i -> i.skipUnreadable(true)).build();

        assertThatExceptionOfType(UnreadableClipException.class)
                .isThrownBy(() -> TrainingRun.run(data, split, strict, folder.resolve("strict"), listener));
        TrainingResult result = TrainingRun.run(data, split, lenient, folder.resolve("lenient"), listener);

        assertThat(notes).anyMatch(note -> note.startsWith("left out " + broken));
        assertThat(result.train().orElseThrow().clips().count()).isEqualTo(35);
    }

    @Test
    void few_clips_train_for_more_epochs_until_the_least_steps_are_made() throws IOException {
        RunFixture runs = new RunFixture(folder, 8);
        TrainingOptions options = TinySounds.options()
                .optimisation(o -> o.epochs(1).leastSteps(5))
                .build();

        TrainingResult result = runs.run(options);

        int steps = (runs.split().train().size() + 7) / 8;
        assertThat(result.history()).hasSize((5 + steps - 1) / steps).hasSizeGreaterThan(1);
        assertThat(options.optimisation().epochsOf(100)).isEqualTo(1);
        assertThat(TrainingOptions.builder().build().optimisation().epochsOf(13))
                .isEqualTo(85);
        assertThat(TrainingOptions.builder()
                        .optimisation(o -> o.epochs(40))
                        .build()
                        .optimisation()
                        .epochsOf(13))
                .isEqualTo(40);
    }
}
