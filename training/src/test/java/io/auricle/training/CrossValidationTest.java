package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.data.AudioDataset;
import io.auricle.training.internal.Json;
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
        return TinySounds.options().epochs(2);
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
        CrossValidationResult resumed =
                CrossValidation.run(data, Set.of(), options().resume(true).build(), into, new TrainingListener() {
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
