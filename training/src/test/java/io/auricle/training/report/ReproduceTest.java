package io.auricle.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.data.Clip;
import io.auricle.data.Leak;
import io.auricle.data.Split;
import io.auricle.data.Splits;
import io.auricle.training.Augmentation;
import io.auricle.training.Recipe;
import io.auricle.training.TrainingOptions;
import io.auricle.training.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReproduceTest {
    private final List<Clip> clips = new ArrayList<>();

    ReproduceTest() {
        for (int i = 0; i < 40; i++) {
            Path path = Path.of("data", "clip" + i + ".wav");
            String label = i % 2 == 0 ? "even" : "odd";
            clips.add(new Clip(path, label, OptionalInt.of(1 + i % 4), "r" + i, OptionalInt.empty(), 0, 4));
        }
    }

    @Test
    void official_folds_are_named() {
        Split split = Splits.official(clips, Set.of(1, 2), Set.of(3), Set.of(4), 1);

        assertThat(command(
                        "my data", split, TrainingOptions.builder().threads(2).build()))
                .isEqualTo("./auricle train 'my data' --out RUN --model crnn --recipe best --protocol official"
                        + " --train-folds 1,2 --validation-folds 3 --test-folds 4 --epochs 40 --batch 32"
                        + " --learning-rate 0.002 --seed 1 --threads 2");
    }

    @Test
    void held_out_recordings_need_no_validation_folds() {
        Split split = Splits.official(clips, Set.of(1, 2), Set.of(), Set.of(4), 1);

        assertThat(command("data", split, TrainingOptions.builder().build()))
                .contains("--train-folds 1,2 --test-folds 4")
                .doesNotContain("validation");
    }

    @Test
    void other_protocols_switches_and_recipes_are_named() {
        TrainingOptions plain = TrainingOptions.builder()
                .augmentation(Augmentation.none())
                .oneDnn(false)
                .build();
        TrainingOptions notebook =
                TrainingOptions.builder().recipe(Recipe.NOTEBOOK).build();

        assertThat(command("data", Splits.grouped(clips, 0.1, 0.2, 1), plain))
                .contains("--protocol grouped", "--no-onednn", "--no-augment");
        assertThat(command("data", Splits.randomWindows(clips, 1), notebook))
                .contains("--protocol random-windows", "--model cnn-lstm --recipe notebook")
                .doesNotContain("--no-augment");
        assertThat(command("data", Splits.randomClips(clips, 0.1, 0.2, 1), notebook))
                .contains("--protocol random-clips");
    }

    @Test
    void a_run_without_validation_says_so() {
        TrainingOptions whole = TrainingOptions.builder()
                .validation(TrainingOptions.Validation.NONE)
                .keep(TrainingOptions.Keep.LAST)
                .build();

        assertThat(command("data", Splits.official(clips, Set.of(1), Set.of(), Set.of(2), 1), whole))
                .contains("--no-validation");
        assertThat(Reproduce.beyondTheCommandLine(whole)).isFalse();
    }

    @Test
    void settings_without_words_on_the_command_line_are_pointed_out() {
        TrainingOptions usual = TrainingOptions.builder().seed(4).epochs(3).build();

        assertThat(Reproduce.beyondTheCommandLine(usual)).isFalse();
        assertThat(Reproduce.beyondTheCommandLine(
                        usual.toBuilder().weightDecay(0.5).build()))
                .isTrue();
    }

    private static String command(String data, Split split, TrainingOptions options) {
        TrainingResult result = new TrainingResult(
                Path.of("run"),
                Optional.empty(),
                false,
                0,
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Leak leak = Leak.ofLabelledRecordings(split.train(), split.test());
        ReportContent content =
                new ReportContent(data, List.of("even", "odd"), options, split, leak, 0, result, List.of(), "{}");
        return Reproduce.command(content).replace(" \\\n   ", "");
    }
}
