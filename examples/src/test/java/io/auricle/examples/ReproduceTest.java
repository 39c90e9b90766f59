package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.augment.Augmentation;
import io.auricle.data.Clip;
import io.auricle.data.Leak;
import io.auricle.data.Split;
import io.auricle.data.SplitProtocol;
import io.auricle.data.Splits;
import io.auricle.features.ClipEnd;
import io.auricle.features.DecibelConfig;
import io.auricle.features.FrontEnd;
import io.auricle.features.MelNorm;
import io.auricle.features.MelScale;
import io.auricle.features.Padding;
import io.auricle.features.ShortClip;
import io.auricle.features.Window;
import io.auricle.training.options.Recipe;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.report.ReproduceCommand;
import io.auricle.training.result.CrossValidationResult;
import io.auricle.training.result.CrossValidationSummary;
import io.auricle.training.result.DataSource;
import io.auricle.training.result.RunSummary;
import io.auricle.training.result.TrainingResult;
import io.auricle.zoo.Architectures;
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
                        "my data",
                        split,
                        TrainingOptions.builder().execution(e -> e.threads(2)).build()))
                .isEqualTo("./auricle train 'my data' --out RUN --protocol official --train-folds 1,2"
                        + " --validation-folds 3 --test-folds 4 --model crnn --recipe best --epochs 40 --least-steps 1100 --batch 32"
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
                .input(i -> i.augmentation(Augmentation.none()))
                .execution(e -> e.oneDnn(false))
                .build();
        TrainingOptions notebook =
                TrainingOptions.builder().recipe(Recipe.NOTEBOOK).build();

        assertThat(command("data", Splits.grouped(clips, 0.15, 0.2, 1), plain))
                .contains("--protocol grouped", "--no-onednn", "--no-augment");
        assertThat(command("data", Splits.randomWindows(clips, 1), notebook))
                .contains("--protocol random-windows", "--model cnn-lstm --recipe notebook")
                .doesNotContain("augment");
        assertThat(command("data", Splits.randomClips(clips, 0.15, 0.2, 1), notebook))
                .contains("--protocol random-clips");
        assertThat(command(
                        "data",
                        Splits.randomClips(clips, 0.15, 0.2, 1),
                        notebook.toBuilder()
                                .input(i -> i.augmentation(Augmentation.standard()))
                                .build()))
                .contains(" --augment");
    }

    @Test
    void a_split_that_no_option_gives_is_pointed_out_and_no_other_is_named() {
        TrainingOptions usual = TrainingOptions.builder().seed(1).build();
        Split own = new Split(clips, List.of(), List.of(), new SplitProtocol.Custom("my own"), Optional.empty());

        for (Split split : List.of(
                own,
                Splits.grouped(clips, 0.1, 0.2, 1),
                Splits.official(clips, Set.of(1), Set.of(), Set.of(2), 9),
                Splits.grouped(clips, 0.15, 0.2, 2),
                Splits.randomClips(clips, 0.15, 0.3, 1),
                Splits.randomWindows(clips, 5))) {
            RunSummary content = content(new DataSource("data", Optional.of("urbansound8k"), 0), split, usual);

            assertThat(text(content)).as(split.protocol().description()).doesNotContain("--protocol");
            assertThat(new ReproduceText().run(content).orElseThrow().complete())
                    .isFalse();
        }
    }

    @Test
    void how_the_data_lie_and_that_clips_are_missing_is_named() {
        Split split = Splits.grouped(clips, 0.15, 0.2, 1);
        TrainingOptions usual = TrainingOptions.builder().build();

        assertThat(command(new DataSource("data", Optional.of("folders"), 0), split, usual))
                .startsWith("./auricle train data --layout folders --out RUN");
        assertThat(command(new DataSource("data", Optional.of("urbansound8k"), 3), split, usual))
                .startsWith("./auricle train data --allow-missing --out RUN");
    }

    @Test
    void a_front_end_of_its_own_is_told_option_by_option() {
        FrontEnd own = FrontEnd.builder()
                .sampleRateHz(16_000)
                .windowSeconds(1)
                .hopSeconds(0.5)
                .shortClip(ShortClip.REPEAT)
                .clipEnd(ClipEnd.ALIGN)
                .mel(mel -> mel.fftSize(512)
                        .windowLength(400)
                        .window(Window.kaiser(4))
                        .padding(Padding.REFLECT)
                        .scale(MelScale.HTK)
                        .norm(MelNorm.NONE)
                        .maxHz(7600))
                .decibels(DecibelConfig.builder().referenceMax().amin(1e-6).build())
                .build();

        assertThat(FrontEndWords.of(own, FrontEnd.compact()).replace(" \\\n   ", ""))
                .isEqualTo(" --sample-rate 16000 --window-seconds 1.0 --window-hop-seconds 0.5 --short-clips repeat"
                        + " --clip-ends align --n-fft 512 --win 400 --window kaiser:4.0 --pad reflect --mels 128 --fmax 7600.0"
                        + " --mel-scale htk --norm none --ref max --amin 1.0E-6 --top-db 80.0");
        assertThat(FrontEndWords.of(own, own)).isEmpty();
    }

    @Test
    void a_run_without_validation_says_so() {
        TrainingOptions whole = TrainingOptions.builder()
                .selection(s -> s.validation(Selection.Validation.NONE).keep(Selection.Keep.LAST))
                .build();

        assertThat(command("data", Splits.official(clips, Set.of(1), Set.of(), Set.of(2), 1), whole))
                .contains("--no-validation");
        assertThat(TrainingTable.says(whole)).isTrue();
    }

    @Test
    void settings_without_words_on_the_command_line_are_pointed_out() {
        TrainingOptions usual =
                TrainingOptions.builder().seed(4).optimisation(o -> o.epochs(3)).build();

        assertThat(TrainingTable.says(usual)).isTrue();
        assertThat(TrainingTable.says(usual.toBuilder()
                        .regularisation(r -> r.weightDecay(0.5))
                        .build()))
                .isFalse();
        assertThat(TrainingTable.says(usual.toBuilder()
                        .input(i -> i.frontEnd(FrontEnd.yamnet()))
                        .build()))
                .isFalse();
        assertThat(TrainingTable.says(usual.toBuilder()
                        .input(i -> i.frontEnd(FrontEnd.urbanSound()))
                        .build()))
                .isTrue();
    }

    @Test
    void a_cross_validation_names_its_folds() {
        TrainingOptions whole = TrainingOptions.builder()
                .selection(s -> s.validation(Selection.Validation.NONE).keep(Selection.Keep.LAST))
                .build();
        CrossValidationSummary all = new CrossValidationSummary(
                new DataSource("data", Optional.of("esc50"), 0),
                whole,
                Set.of(2, 1),
                CrossValidationResult.of(List.of("even", "odd"), List.of(), false));

        ReproduceCommand.Text text = new ReproduceText().crossValidation(all).orElseThrow();

        assertThat(text.complete()).isTrue();
        assertThat(text.command().replace(" \\\n   ", ""))
                .startsWith("./auricle crossvalidate data --layout esc50 --out RUN --folds 1,2 --model crnn")
                .endsWith("--no-validation");
    }

    @Test
    void every_row_of_the_table_is_written_back_as_it_was_typed() {
        List<String> typed = List.of(
                "--model cnn",
                "--recipe notebook",
                "--epochs 3",
                "--least-steps 0",
                "--batch 7",
                "--learning-rate 0.5",
                "--seed 9",
                "--threads 3",
                "--augment",
                "--no-validation",
                "--skip-unreadable",
                "--unsure-below 0.25",
                "--no-onednn");
        TrainingOptions options = TrainingOptions.builder()
                .model(Architectures.CNN)
                .recipe(Recipe.NOTEBOOK)
                .optimisation(o -> o.epochs(3).batch(7).learningRate(0.5))
                .seed(9)
                .execution(e -> e.threads(3).oneDnn(false))
                .input(i -> i.augmentation(Augmentation.standard()).skipUnreadable(true))
                .selection(s -> s.validation(Selection.Validation.NONE)
                        .keep(Selection.Keep.LAST)
                        .unsureBelow(0.25))
                .build();

        assertThat(command("data", Splits.grouped(clips, 0.15, 0.2, 9), options))
                .endsWith("--protocol grouped " + String.join(" ", typed));
        assertThat(TrainingTable.says(options)).isTrue();
        assertThat(TrainingTable.says(options.toBuilder()
                        .recipe(new Recipe("own", Architectures.CNN, (network, builder) -> {}))
                        .build()))
                .isFalse();
    }

    private static String text(RunSummary content) {
        return new ReproduceText().run(content).orElseThrow().command();
    }

    private static String command(String data, Split split, TrainingOptions options) {
        return command(new DataSource(data, Optional.of("urbansound8k"), 0), split, options);
    }

    private static String command(DataSource data, Split split, TrainingOptions options) {
        return text(content(data, split, options)).replace(" \\\n   ", "");
    }

    private static RunSummary content(DataSource data, Split split, TrainingOptions options) {
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
        return new RunSummary(data, List.of("even", "odd"), options, split, leak, 0, result, List.of(), "{}");
    }
}
