package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Leak;
import io.auricle.data.Split;
import io.auricle.data.SplitProtocol;
import io.auricle.data.Splits;
import io.auricle.data.UnreadableClipException;
import io.auricle.features.ShortClip;
import io.auricle.training.internal.Json;
import io.auricle.training.internal.batch.WindowSet;
import io.auricle.training.internal.learn.Learner;
import io.auricle.training.internal.run.History;
import io.auricle.training.internal.run.RunConfig;
import io.auricle.training.internal.run.RunFolder;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.EpochResult;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.score.ClipPrediction;
import io.auricle.training.score.EvaluationReport;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.listeners.CollectScoresListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
    @TempDir
    static Path folder;

    private static RunFixture runs;
    private static TrainingResult result;

    @BeforeAll
    static void train_once() throws IOException {
        runs = new RunFixture(folder, 20);
        result = runs.run(TinySounds.options().optimisation(o -> o.epochs(6)).build());
    }

    @Test
    void learns_to_tell_three_sounds_apart_on_recordings_it_has_not_heard() {
        EvaluationReport test = result.test().orElseThrow();

        assertThat(test.clips().count()).isEqualTo(runs.split().test().size());
        assertThat(test.clips().balancedAccuracy()).isGreaterThan(0.8);
        assertThat(test.windows().count()).isEqualTo(test.clips().count());
    }

    @Test
    void leaves_the_files_of_a_run_and_nothing_else() throws IOException {
        assertThat(RunFixture.files(result.folder()))
                .containsExactly(
                        "config.json", "history.csv", "metrics.json", "model.zip", "predictions.csv", "report.html");
    }

    @Test
    void the_saved_file_gives_the_same_predictions_again() throws IOException {
        SoundModel model = ModelFile.read(result.model().orElseThrow());

        EvaluationReport again = Evaluator.evaluate(
                SoundModel.of(
                        Learner.accelerated(model.graph(), TinySounds.options().build()),
                        model.frontEnd(),
                        model.labels(),
                        model.standardizer(),
                        model.training(),
                        model.threshold()),
                runs.split().test(),
                1,
                done -> {});

        assertThat(again).isEqualTo(result.test().orElseThrow());
    }

    @Test
    void the_classifier_of_the_saved_file_agrees_clip_by_clip() throws IOException {
        List<ClipPrediction> predictions = result.test().orElseThrow().predictions();
        try (SoundClassifier classifier = SoundClassifier.load(result.model().orElseThrow())) {
            for (int i = 0; i < predictions.size(); i++) {
                Clip clip = runs.split().test().get(i);
                Prediction heard = classifier.classify(clip.path());

                assertThat(predictions.get(i).clip()).isEqualTo(clip.name());
                assertThat(heard.label()).isEqualTo(predictions.get(i).predicted());
                assertThat(heard.probability()).isCloseTo(predictions.get(i).confidence(), within(1e-4));
            }
        }
    }

    @Test
    void keeps_the_epoch_with_the_best_balanced_accuracy_of_equals_the_lowest_loss() {
        EpochResult best = result.history().get(0);
        for (EpochResult epoch : result.history()) {
            best = epoch.validation().orElseThrow().betterThan(best.validation().orElseThrow()) ? epoch : best;
        }

        assertThat(result.keptEpoch()).isEqualTo(best.epoch());
    }

    @Test
    void validation_scores_of_the_kept_epoch_are_those_of_the_saved_model() {
        EpochResult kept = result.history().get(result.keptEpoch() - 1);

        assertThat(EpochResult.Part.of(result.validation().orElseThrow().clips()))
                .isEqualTo(kept.validation().orElseThrow());
    }

    @Test
    void history_has_a_row_an_epoch_and_reads_back_as_it_was() throws IOException {
        String csv = Files.readString(result.folder().resolve("history.csv"));

        assertThat(History.parse(csv)).isEqualTo(result.history()).hasSize(6);
    }

    @Test
    void config_names_options_data_and_versions() throws IOException {
        JsonNode config = Json.read(result.folder().resolve("config.json"));

        assertThat(config.path("options").path("seed").asLong()).isEqualTo(1);
        assertThat(config.path("options").path("frontEnd").path("sampleRateHz").asInt())
                .isEqualTo(8000);
        assertThat(config.path("data").path("digest").asText()).hasSize(64);
        assertThat(config.path("data").path("test")).hasSize(runs.split().test().size());
        assertThat(config.path("environment").path("backend").asText()).isNotBlank();
        assertThat(config.path("environment").path("deeplearning4j").asText()).matches("[0-9]+\\..+");
    }

    @Test
    void predictions_have_a_row_a_test_clip_whose_probabilities_sum_to_one() throws IOException {
        List<String> lines = Files.readAllLines(result.folder().resolve("predictions.csv"));

        assertThat(lines.get(0))
                .isEqualTo("clip,recording,label,predicted,right,probability,windows,p_clicks,p_hiss,p_hum");
        assertThat(lines).hasSize(1 + runs.split().test().size());
        String[] cells = lines.get(1).split(",");
        double sum = Double.parseDouble(cells[7]) + Double.parseDouble(cells[8]) + Double.parseDouble(cells[9]);
        assertThat(sum).isBetween(0.9999, 1.0001);
    }

    @Test
    void metrics_hold_the_scores_and_the_idle_share() throws IOException {
        JsonNode metrics = Json.read(result.folder().resolve("metrics.json"));

        assertThat(metrics.path("test").path("clips").path("accuracy").asDouble())
                .isEqualTo(result.test().orElseThrow().clips().accuracy());
        assertThat(metrics.path("train").path("windows").path("rmse").asDouble())
                .isEqualTo(result.train().orElseThrow().windows().rmse());
        assertThat(metrics.path("idleShare").asDouble())
                .isEqualTo(result.idleShare())
                .isBetween(0.0, 1.0);
        assertThat(metrics.path("testLeakShare").asDouble()).isZero();
    }

    @Test
    void the_model_file_says_how_it_was_trained_and_what_it_scored() throws IOException {
        SoundModel model = ModelFile.read(result.model().orElseThrow());

        assertThat(model.labels()).containsExactly("clicks", "hiss", "hum");
        assertThat(model.training()).containsEntry("model", "crnn").containsEntry("recipe", "best");
        assertThat(Json.MAPPER
                        .<JsonNode>valueToTree(model.training())
                        .path("scores")
                        .path("test")
                        .path("accuracy")
                        .asDouble())
                .isEqualTo(result.test().orElseThrow().clips().accuracy());
    }

    @Test
    void a_run_tells_its_listener_what_it_does_and_lets_dl4j_listeners_in() throws IOException {
        List<String> heard = new ArrayList<>();
        CollectScoresListener scores = new CollectScoresListener(1);
        TrainingListener listener = new TrainingListener() {
            @Override
            public void network(ComputationGraph network) {
                network.addListeners(scores);
            }

            @Override
            public void features(String part, int done, int clips) {
                if (done == clips) {
                    heard.add(part);
                }
            }

            @Override
            public void started(RunPlan plan) {
                heard.add("started " + plan.steps());
            }

            @Override
            public void step(StepProgress progress) {
                heard.add("step " + progress.epoch() + "." + progress.step());
            }

            @Override
            public void epoch(EpochResult epoch) {
                heard.add("epoch " + epoch.epoch());
            }
        };

        runs.run(TinySounds.options().optimisation(o -> o.epochs(1).batch(16)).build(), runs.newFolder(), listener);

        assertThat(heard)
                .containsExactly("test", "train", "validation", "started 2", "step 1.1", "step 1.2", "epoch 1");
        assertThat(scores.getListScore().size()).isEqualTo(2);
    }

    @Test
    void the_report_is_one_page_with_every_part_and_nothing_from_outside() throws IOException {
        String page = Files.readString(result.folder().resolve("report.html"));

        for (String part : List.of(
                "training", "per-class", "confusion", "calibration", "hardest-clips", "split", "how-to-reproduce")) {
            assertThat(page).contains("<section id=\"" + part + "\">");
        }
        assertThat(page.split("<svg", -1)).hasSize(1 + 3);
        assertThat(page).contains("prefers-color-scheme: dark", "@media print", "A program made this run");
        assertThat(page)
                .doesNotContainPattern("(src|href)=\"(?!data:)")
                .doesNotContain("<script", "@import", "url(http");
        assertThat(page).doesNotContain("rgb(3,3,3)").contains("var(--validation)");
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
                                .optimisation(o -> o.epochs(6))
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
                                .optimisation(o -> o.epochs(6))
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
    void a_run_cancelled_while_it_reads_clips_leaves_no_folder() throws IOException {
        Path into = runs.newFolder();
        Stopper stopper = new Stopper("train");

        TrainingResult stopped = runs.run(TinySounds.options().build(), into, stopper);

        assertThat(stopped.cancelled()).isTrue();
        assertThat(stopped.model()).isEmpty();
        assertThat(stopper.heard).isEqualTo(1);
        assertThat(into).doesNotExist();
    }

    @Test
    void a_run_cancelled_while_it_reads_test_clips_leaves_no_folder() throws IOException {
        Path into = runs.newFolder();

        TrainingResult stopped =
                runs.run(TinySounds.options().optimisation(o -> o.epochs(1)).build(), into, new Stopper("test"));

        assertThat(stopped.cancelled()).isTrue();
        assertThat(stopped.model()).isEmpty();
        assertThat(into).doesNotExist();
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
    void an_interrupted_run_stops_like_a_cancelled_one() throws IOException {
        TrainingListener interrupter = new TrainingListener() {
            @Override
            public void epoch(EpochResult epoch) {
                Thread.currentThread().interrupt();
            }
        };

        TrainingResult stopped = runs.run(TinySounds.options().build(), runs.newFolder(), interrupter);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.cancelled()).isTrue();
        assertThat(stopped.model()).isPresent();
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

    @Test
    void without_validation_and_test_the_last_epoch_is_kept_and_judged_on_training() throws IOException {
        Split split =
                new Split(runs.data().clips(), List.of(), List.of(), new SplitProtocol.Custom("all"), Optional.empty());

        TrainingOptions options = TinySounds.options()
                .optimisation(o -> o.epochs(2))
                .selection(s -> s.unsureBelow(0.42))
                .build();
        TrainingResult all = TrainingRun.run(runs.data(), split, options, runs.newFolder(), TrainingListener.SILENT);

        assertThat(all.keptEpoch()).isEqualTo(2);
        assertThat(all.validation()).isEmpty();
        assertThat(all.test()).isEmpty();
        assertThat(all.train().orElseThrow().clips().count()).isEqualTo(60);
        assertThat(ModelFile.read(all.model().orElseThrow()).threshold()).hasValue(0.42);
        assertThat(Json.read(all.folder().resolve("metrics.json"))
                        .path("threshold")
                        .asDouble())
                .isEqualTo(0.42);
    }

    @Test
    void a_cancelled_run_keeps_the_best_model_so_far_and_can_be_resumed() throws IOException {
        Path into = runs.newFolder();
        TrainingOptions options =
                TinySounds.options().optimisation(o -> o.epochs(3)).build();
        int[] epochs = {0};
        TrainingListener impatient = new TrainingListener() {
            @Override
            public void epoch(EpochResult epoch) {
                epochs[0]++;
            }

            @Override
            public boolean cancelled() {
                return epochs[0] == 2;
            }
        };

        TrainingResult cancelled = runs.run(options, into, impatient);
        TrainingResult resumed =
                runs.run(options.toBuilder().execution(e -> e.resume(true)).build(), into, TrainingListener.SILENT);
        TrainingResult undisturbed = runs.run(options);

        assertThat(cancelled.cancelled()).isTrue();
        assertThat(cancelled.history()).hasSize(2);
        assertThat(cancelled.model()).get().satisfies(model -> assertThat(model).exists());
        assertThat(resumed.test()).isEqualTo(undisturbed.test());
    }

    @Test
    void a_loss_that_is_no_number_stops_the_run_names_the_step_and_keeps_the_last_good_model() throws IOException {
        Path into = runs.newFolder();

        assertThatExceptionOfType(TrainingDivergedException.class)
                .isThrownBy(() -> runs.run(threeSteps(), into, new Poisoner("label_b")))
                .withMessage(
                        "loss must stay finite, got NaN at epoch 2 step 2; the model of epoch 1 is kept in %s",
                        into.resolve("model.zip"));
        assertThat(ModelFile.read(into.resolve("model.zip"))
                        .graph()
                        .params()
                        .isNaN()
                        .any())
                .isFalse();
    }

    @Test
    void a_weight_that_is_no_number_stops_the_run_even_if_the_loss_hides_it() throws IOException {
        Path into = runs.newFolder();

        assertThatExceptionOfType(TrainingDivergedException.class)
                .isThrownBy(() -> runs.run(threeSteps(), into, new Poisoner("conv1_W")))
                .withMessageContaining("must stay finite, got NaN at epoch 2")
                .withMessageContaining("the model of epoch 1 is kept");
    }

    private static TrainingOptions threeSteps() {
        return TinySounds.options().optimisation(o -> o.epochs(3).batch(16)).build();
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

    /** Makes one weight NaN after the first step of the second epoch. */
    private static final class Poisoner implements TrainingListener {
        private final String weights;
        private ComputationGraph graph;

        Poisoner(String weights) {
            this.weights = weights;
        }

        @Override
        public void network(ComputationGraph network) {
            graph = network;
        }

        @Override
        public void step(StepProgress progress) {
            if (progress.epoch() == 2 && progress.step() == 1) {
                graph.getParam(weights).putScalar(0, Float.NaN);
            }
        }
    }
}
