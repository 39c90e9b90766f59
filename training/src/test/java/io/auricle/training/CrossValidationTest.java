package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.data.AudioDataset;
import io.auricle.data.Split;
import io.auricle.data.Splits;
import io.auricle.training.internal.Json;
import io.auricle.training.internal.run.RunConfig;
import io.auricle.training.internal.run.RunFolder;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.CrossValidationResult;
import io.auricle.training.result.EpochResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationTest {
    @TempDir
    static Path folder;

    private static AudioDataset data;

    @BeforeAll
    static void write_three_folds() throws IOException {
        Path sounds = folder.resolve("sounds");
        TinySounds.write(sounds, 9);
        StringBuilder folds = new StringBuilder("file,fold\n");
        for (String label : new String[] {"clicks", "hiss", "hum"}) {
            for (int i = 0; i < 9; i++) {
                folds.append(label)
                        .append('/')
                        .append(label)
                        .append(i)
                        .append(".wav,")
                        .append(1 + i % 3)
                        .append('\n');
            }
        }
        Files.writeString(sounds.resolve("folds.csv"), folds);
        data = AudioDataset.open(sounds, AudioDataset.Options.defaults());
    }

    private static TrainingOptions.Builder options() {
        return TinySounds.options().optimisation(o -> o.epochs(2));
    }

    @Test
    void every_fold_tests_once_another_validates_and_the_spread_is_over_folds() throws IOException {
        Path into = folder.resolve("three");

        CrossValidationResult result =
                CrossValidation.run(data, Set.of(), options().build(), into, TrainingListener.SILENT);

        assertThat(result.folds()).extracting(CrossValidationResult.Fold::fold).containsExactly(1, 2, 3);
        assertThat(result.confusion().total()).isEqualTo(27);
        double mean = result.folds().stream()
                .mapToDouble(fold -> fold.report().clips().accuracy())
                .average()
                .orElseThrow();
        assertThat(result.accuracy().mean()).isCloseTo(mean, within(1e-12));
        JsonNode config = Json.read(into.resolve("fold-2").resolve("config.json"));
        assertThat(config.path("data").path("validation")).hasSize(9);
        assertThat(Json.read(into.resolve("crossvalidation.json")).path("folds"))
                .hasSize(3);
    }

    @Test
    void with_two_folds_recordings_of_the_training_fold_validate() throws IOException {
        Path into = folder.resolve("two");

        CrossValidationResult result =
                CrossValidation.run(data, Set.of(1, 2), options().build(), into, TrainingListener.SILENT);

        assertThat(result.folds()).hasSize(2);
        JsonNode config = Json.read(into.resolve("fold-1").resolve("config.json"));
        assertThat(config.path("data").path("validation")).isNotEmpty().hasSizeLessThan(9);
    }

    @Test
    void resumed_it_reads_folds_that_are_done_and_goes_on_with_the_next() throws IOException {
        Path into = folder.resolve("resumed");
        List<Integer> epochs = new ArrayList<>();
        TrainingListener watcher = new TrainingListener() {
            @Override
            public void epoch(EpochResult epoch) {
                epochs.add(epoch.epoch());
            }

            @Override
            public boolean cancelled() {
                return epochs.size() == 3;
            }
        };

        CrossValidationResult cancelled =
                CrossValidation.run(data, Set.of(), options().build(), into, watcher);
        epochs.clear();
        CrossValidationResult resumed = CrossValidation.run(
                data, Set.of(), options().execution(e -> e.resume(true)).build(), into, new TrainingListener() {
                    @Override
                    public void epoch(EpochResult epoch) {
                        epochs.add(epoch.epoch());
                    }
                });

        assertThat(cancelled.cancelled()).isTrue();
        assertThat(cancelled.folds()).hasSize(1);
        assertThat(resumed.folds()).hasSize(3);
        assertThat(epochs).containsExactly(2, 1, 2);
        assertThat(resumed.folds().get(0).report().clips())
                .isEqualTo(cancelled.folds().get(0).report().clips());
    }

    @Test
    void refuses_a_folder_that_holds_another() throws IOException {
        Path into = folder.resolve("taken");
        Files.createDirectories(into);
        Files.writeString(into.resolve("crossvalidation.json"), "{}");

        assertThatIOException()
                .isThrownBy(() -> CrossValidation.run(data, Set.of(), options().build(), into, TrainingListener.SILENT))
                .withMessage(
                        "%s must be empty, it holds another cross-validation: name another folder, or resume that"
                                + " one",
                        into);
    }

    @Test
    void refuses_the_folder_of_a_single_run_and_a_run_refuses_that_of_a_cross_validation() throws IOException {
        Path run = Files.createDirectories(folder.resolve("single"));
        Files.writeString(run.resolve("config.json"), "{}");
        Path cross = Files.createDirectories(folder.resolve("cross"));
        Files.writeString(cross.resolve("crossvalidation.json"), "{}");
        Split split = Splits.leaveOneFoldOut(data.clips(), 1, 1);

        assertThatIOException()
                .isThrownBy(() -> CrossValidation.run(data, Set.of(), options().build(), run, TrainingListener.SILENT))
                .withMessage("%s must be empty, it holds a run (config.json): name another folder", run);
        assertThatIOException()
                .isThrownBy(() -> TrainingRun.run(data, split, options().build(), cross, TrainingListener.SILENT))
                .withMessageStartingWith(cross + " must be empty, it holds another run (crossvalidation.json)");
    }

    @Test
    void what_lies_in_the_way_of_the_last_fold_is_refused_before_the_first_begins() throws IOException {
        Path into = folder.resolve("stale");
        Split last = Splits.leaveOneFoldOut(data.clips(), 3, 1);
        RunFolder.open(
                into.resolve("fold-3"), RunConfig.of(data, last, options().build()), false);

        assertThatIOException()
                .isThrownBy(() -> CrossValidation.run(data, Set.of(), options().build(), into, TrainingListener.SILENT))
                .withMessageStartingWith(into.resolve("fold-3") + " must be empty, it holds another run (config.json)");
        assertThatIOException()
                .isThrownBy(() -> CrossValidation.run(
                        data,
                        Set.of(),
                        options()
                                .optimisation(o -> o.epochs(1))
                                .execution(e -> e.resume(true))
                                .build(),
                        into,
                        TrainingListener.SILENT))
                .withMessage("%s cannot be resumed with other options: epochs was 2, got 1", into.resolve("fold-3"));
        assertThat(into.resolve("fold-1")).doesNotExist();
    }

    @Test
    void its_report_leads_to_each_folds_and_is_read_back_the_same_without_validation() throws IOException {
        Path into = folder.resolve("unvalidated");
        TrainingOptions whole = options()
                .optimisation(o -> o.epochs(1))
                .selection(s -> s.validation(Selection.Validation.NONE).keep(Selection.Keep.LAST))
                .build();

        CrossValidationResult result = CrossValidation.run(data, Set.of(1, 2), whole, into, TrainingListener.SILENT);
        String page = Files.readString(into.resolve("report.html"));
        Files.delete(into.resolve("report.html"));
        CrossValidation.run(
                data,
                Set.of(1, 2),
                whole.toBuilder().execution(e -> e.resume(true)).build(),
                into,
                TrainingListener.SILENT);

        assertThat(Files.readString(into.resolve("report.html"))).isEqualTo(page);
        assertThat(result.confusion().total()).isEqualTo(18);
        for (int fold : new int[] {1, 2}) {
            String link = "fold-" + fold + "/report.html";
            assertThat(page).contains("href=\"" + link + "\"");
            assertThat(into.resolve(link)).exists();
        }
        assertThat(page)
                .contains("A program made this run", "18 clips")
                .contains("id=\"confusion\"", "id=\"per-class\"", "prefers-color-scheme: dark")
                .doesNotContain("folds are done", "<script");
    }

    @Test
    void refuses_folds_that_the_data_do_not_have() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossValidation.run(
                        data, Set.of(1, 7), options().build(), folder.resolve("no"), TrainingListener.SILENT))
                .withMessage("folds must be among [1, 2, 3] (those with clips), got [1, 7]");
    }

    @Test
    void refuses_one_fold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossValidation.run(
                        data, Set.of(1), options().build(), folder.resolve("no"), TrainingListener.SILENT))
                .withMessage("folds must be at least 2, got [1]");
    }

    @Test
    void spread_is_mean_and_sample_deviation() {
        assertThat(CrossValidationResult.Spread.of(1, 2, 3)).isEqualTo(new CrossValidationResult.Spread(2, 1));
        assertThat(CrossValidationResult.Spread.of(4).deviation()).isZero();
    }
}
