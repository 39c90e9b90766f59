package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Leak;
import io.auricle.data.Split;
import io.auricle.data.SplitProtocol;
import io.auricle.data.UnreadableClipException;
import io.auricle.features.ShortClip;
import io.auricle.training.internal.Json;
import io.auricle.training.internal.batch.WindowSet;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run reads, and what it refuses to learn from. */
class RunDataTest {
    @TempDir
    static Path folder;

    private static RunFixture runs;

    @BeforeAll
    static void write_sounds() throws IOException {
        runs = new RunFixture(folder, 20);
    }

    @Test
    void features_from_the_cache_lead_to_the_same_model() throws IOException {
        Path cache = folder.resolve("cache");
        TrainingOptions options =
                TinySounds.options().optimisation(o -> o.epochs(1)).build();

        TrainingResult without = runs.run(options);
        TrainingResult filling =
                runs.run(options.toBuilder().execution(e -> e.cache(cache)).build());
        TrainingResult reading =
                runs.run(options.toBuilder().execution(e -> e.cache(cache)).build());

        assertThat(cache).isNotEmptyDirectory();
        assertThat(filling.test()).isEqualTo(without.test());
        assertThat(reading.test()).isEqualTo(without.test());
    }

    @Test
    void refuses_a_class_whose_clips_give_no_window() {
        List<Clip> clips = runs.data().clips();
        Split split = new Split(clips, List.of(), List.of(), new SplitProtocol.Custom("all"), Optional.empty());
        TrainingOptions strict = TinySounds.options()
                .input(i -> i.frontEnd(TinySounds.frontEnd().toBuilder()
                        .windowSeconds(0.6)
                        .shortClip(ShortClip.DROP)
                        .build()))
                .build();
        Path unused = runs.newFolder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRun.run(runs.data(), split, strict, unused, TrainingListener.SILENT))
                .withMessage("training part must hold a window of each class, got none of [clicks, hiss, hum]");
        assertThat(unused).doesNotExist();
    }

    @Test
    void validation_clips_that_train_count_as_such_in_the_report_and_in_the_leak() throws IOException {
        List<Clip> clips = runs.data().clips();
        Clip shared = clips.get(0);
        Clip sibling = new Clip(
                clips.get(1).path(), shared.label(), shared.fold(), shared.recording(), shared.salience(), 0, 0.5);
        List<Clip> train = clips.subList(2, clips.size());
        Split split = new Split(
                train,
                List.of(sibling),
                List.of(shared),
                new SplitProtocol.Custom("made up"),
                Optional.of(new Leak(0, 1)));
        TrainingOptions whole = TinySounds.options()
                .optimisation(o -> o.epochs(1))
                .selection(s -> s.validation(Selection.Validation.NONE))
                .build();

        TrainingResult all = TrainingRun.run(runs.data(), split, whole, runs.newFolder(), TrainingListener.SILENT);

        assertThat(Json.read(all.folder().resolve("metrics.json"))
                        .path("testLeakShare")
                        .asDouble())
                .isEqualTo(1);
        assertThat(Files.readString(all.folder().resolve("report.html")))
                .contains(
                        "<tr><th scope=\"row\">clips</th><td class=\"n\">59</td><td class=\"n\">0</td><td class=\"n\">1</td>");
    }

    @Test
    void who_was_to_validate_makes_no_difference_if_all_train() throws IOException {
        List<Clip> clips = runs.data().clips();
        TrainingOptions whole = TinySounds.options()
                .selection(s -> s.validation(Selection.Validation.NONE))
                .build();
        Split first = new Split(
                clips.subList(0, 40),
                clips.subList(40, 60),
                List.of(),
                new SplitProtocol.Custom("first"),
                Optional.empty());
        Split second = new Split(
                clips.subList(30, 60),
                clips.subList(0, 30),
                List.of(),
                new SplitProtocol.Custom("second"),
                Optional.empty());
        List<String> labels = runs.data().labels().labels();

        WindowSet one =
                RunData.load(labels, first, whole, TrainingListener.SILENT).train();
        WindowSet other =
                RunData.load(labels, second, whole, TrainingListener.SILENT).train();

        assertThat(other.labels()).isEqualTo(one.labels());
        for (int window = 0; window < one.size(); window++) {
            assertThat(other.values(window)).isEqualTo(one.values(window));
        }
    }

    @Test
    void the_notebooks_validation_is_the_last_fifth_of_all_windows_shuffled() throws IOException {
        TrainingOptions notebook = TinySounds.options()
                .selection(s -> s.validation(Selection.Validation.LAST_FIFTH))
                .build();
        Split split = runs.split();
        int pooled = split.train().size() + split.validation().size();

        RunData parts = RunData.load(runs.data().labels().labels(), split, notebook, TrainingListener.SILENT);

        List<Clip> validation = parts.validation().orElseThrow().clips();
        assertThat(parts.train().size()).isEqualTo((int) (pooled * 0.8));
        assertThat(validation)
                .hasSize(pooled - (int) (pooled * 0.8))
                .doesNotContainAnyElementsOf(parts.train().clips());
        assertThat(split.train()).containsAnyElementsOf(validation);
    }

    @Test
    void a_damaged_test_clip_is_named_before_the_training_begins() throws IOException {
        AudioDataset data = TinySounds.write(folder.resolve("damaged-test"), 4);
        Clip damaged = data.clips().get(0);
        Files.writeString(damaged.path(), "no sound");
        List<Clip> whole = data.clips().subList(1, data.clips().size());
        Split split = new Split(
                whole, List.of(), List.of(damaged), new SplitProtocol.Custom("all but one"), Optional.empty());
        Path unused = runs.newFolder();

        for (TrainingOptions options : List.of(
                TinySounds.options().build(),
                TinySounds.options()
                        .execution(e -> e.cache(folder.resolve("cache-of-damaged")))
                        .build())) {
            assertThatIOException()
                    .isThrownBy(() -> TrainingRun.run(data, split, options, unused, TrainingListener.SILENT))
                    .withMessageContaining(damaged.path().toString());
        }
        assertThat(unused).doesNotExist();
    }

    @Test
    void one_class_is_refused_by_its_name() throws IOException {
        Path sounds = folder.resolve("one-class");
        TinySounds.write(sounds, 4);
        for (String other : List.of("clicks", "hiss")) {
            for (String file : RunFixture.files(sounds.resolve(other))) {
                Files.delete(sounds.resolve(other).resolve(file));
            }
        }
        AudioDataset hums = AudioDataset.open(sounds, AudioDataset.Options.defaults());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRun.run(
                        hums,
                        TinySounds.split(hums),
                        TinySounds.options().build(),
                        runs.newFolder(),
                        TrainingListener.SILENT))
                .withMessage("data set must hold at least 2 classes, got [hum] in %s", sounds);
    }

    @Test
    void a_test_part_without_a_window_is_refused_before_the_training_begins() {
        List<Clip> clips = runs.data().clips();
        Clip brief = new Clip(
                clips.get(0).path(), clips.get(0).label(), OptionalInt.empty(), "brief", OptionalInt.empty(), 0, 0.1);
        Split split = new Split(
                clips.subList(1, clips.size()),
                List.of(),
                List.of(brief),
                new SplitProtocol.Custom("all but one"),
                Optional.empty());
        TrainingOptions dropping =
                TinySounds.options().input(i -> i.dropShortClips(true)).build();
        Path unused = runs.newFolder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRun.run(runs.data(), split, dropping, unused, TrainingListener.SILENT))
                .withMessage("test part must give at least 1 window, got 0 of 1 clips");
        assertThat(unused).doesNotExist();
    }

    @Test
    void a_clip_that_is_a_folder_is_named() throws IOException {
        AudioDataset data = TinySounds.write(folder.resolve("replaced"), 4);
        Path replaced = data.clips().get(0).path();
        Files.delete(replaced);
        Files.createDirectory(replaced);
        Split split = new Split(data.clips(), List.of(), List.of(), new SplitProtocol.Custom("all"), Optional.empty());

        assertThatExceptionOfType(UnreadableClipException.class)
                .isThrownBy(() -> TrainingRun.run(
                        data, split, TinySounds.options().build(), runs.newFolder(), TrainingListener.SILENT))
                .satisfies(e -> assertThat(e.path()).isEqualTo(replaced));
    }

    @Test
    void refuses_a_training_part_without_a_clip_of_some_class() {
        List<Clip> clips = runs.data().clips();
        List<Clip> hums =
                clips.stream().filter(clip -> clip.label().equals("hum")).toList();
        Split split = new Split(hums, List.of(), List.of(), new SplitProtocol.Custom("hums"), Optional.empty());
        Path unused = runs.newFolder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRun.run(
                        runs.data(), split, TinySounds.options().build(), unused, TrainingListener.SILENT))
                .withMessage("training part must hold a clip of each class, got none of [clicks, hiss]");
        assertThat(unused).doesNotExist();
    }

    @Test
    void an_unreadable_clip_stops_the_run_by_name_before_anything_is_written() throws IOException {
        AudioDataset data = TinySounds.write(folder.resolve("damaged"), 4);
        Path damaged = data.clips().get(0).path();
        Files.writeString(damaged, "no sound");
        Split split = new Split(data.clips(), List.of(), List.of(), new SplitProtocol.Custom("all"), Optional.empty());
        Path unused = runs.newFolder();

        assertThatIOException()
                .isThrownBy(() ->
                        TrainingRun.run(data, split, TinySounds.options().build(), unused, TrainingListener.SILENT))
                .withMessageContaining(damaged.getFileName().toString());
        assertThat(unused).doesNotExist();
    }
}
