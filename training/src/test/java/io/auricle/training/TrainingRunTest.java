package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.data.Clip;
import io.auricle.data.Split;
import io.auricle.data.SplitProtocol;
import io.auricle.training.internal.Json;
import io.auricle.training.internal.learn.Learner;
import io.auricle.training.internal.run.History;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.EpochResult;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.score.ClipPrediction;
import io.auricle.training.score.EvaluationReport;
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
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.listeners.CollectScoresListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind. */
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
}
