package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auricle.data.AudioDataset;
import io.auricle.data.Split;
import io.auricle.data.Splits;
import io.auricle.training.TrainingListener;
import io.auricle.training.TrainingRun;
import io.auricle.training.options.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From {@code synth} over {@code train} to {@code evaluate} and {@code classify}, on a small city and a small front end. */
class TrainingCommandsTest {

    private static final Object[] SMALL = {"--mels", 40, "--n-fft", 1024, "--hop", 1024, "--epochs", 2, "--seed", 3};

    @TempDir
    private static Path folder;

    private static Path city;
    private static Path run;
    private static Cli training;

    @BeforeAll
    static void a_small_city_and_a_model_of_it() {
        city = folder.resolve("city");
        run = folder.resolve("run");
        assertThat(Cli.run("synth", "--out", city, "--clips-per-class", 10).code())
                .isZero();
        training = Cli.run(words(
                List.of("train", city, "--train-folds", "1,2,3,4,5,6,7", "--test-folds", "9,10", "--out", run), SMALL));
        assertThat(training.code()).as(training.err()).isZero();
    }

    private static Object[] words(List<Object> first, Object... more) {
        return java.util.stream.Stream.concat(first.stream(), java.util.Arrays.stream(more))
                .toArray();
    }

    private static String figures(String text) {
        Matcher matcher = Pattern.compile("(test|evaluation) (by clip: .*)").matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(2);
    }

    @Test
    void train_says_what_is_held_out_and_leaves_a_run_folder() {
        assertThat(training.out()).containsPattern("split: official folds.*; \\d+ clips train, \\d+ validate, 20 test");
        for (String name :
                List.of("config.json", "history.csv", "metrics.json", "model.zip", "predictions.csv", "report.html")) {
            assertThat(run.resolve(name)).isNotEmptyFile();
        }
    }

    @Test
    void evaluate_prints_the_figures_of_the_run_again() {
        Cli evaluation = Cli.run("evaluate", run.resolve("model.zip"), city, "--folds", "9,10");

        assertThat(evaluation.code()).isZero();
        assertThat(figures(evaluation.out())).isEqualTo(figures(training.out()));
        assertThat(evaluation.out()).contains("confusion: rows true, columns answered");
    }

    @Test
    void classify_agrees_with_evaluate_clip_by_clip() throws IOException {
        Cli evaluation = Cli.run("evaluate", run.resolve("model.zip"), city, "--folds", 9, "--json");
        JsonNode predictions = new ObjectMapper().readTree(evaluation.out()).get("predictions");
        assertThat(predictions).hasSize(10);
        Object[] files = java.util.stream.StreamSupport.stream(predictions.spliterator(), false)
                .map(p -> city.resolve("audio/fold9").resolve(p.get("clip").asText()))
                .toArray();

        Cli classification =
                Cli.run(words(List.of("classify", run.resolve("model.zip"), "--json", "--top", 10), files));

        JsonNode answers = new ObjectMapper().readTree(classification.out());
        for (int i = 0; i < predictions.size(); i++) {
            JsonNode answer = answers.get(i);
            assertThat(answer.get("file").asText())
                    .endsWith(predictions.get(i).get("clip").asText());
            assertThat(answer.get("label")).isEqualTo(predictions.get(i).get("predicted"));
            assertThat(answer.get("ranking")).hasSize(10);
        }
    }

    @Test
    void a_timeline_has_a_row_for_each_window_and_other_files_survive_a_bad_one() throws IOException {
        Path clip;
        try (var clips = Files.list(city.resolve("audio/fold1"))) {
            clip = clips.sorted().findFirst().orElseThrow();
        }

        Cli timeline = Cli.run("classify", run.resolve("model.zip"), "--timeline", folder.resolve("absent.wav"), clip);

        assertThat(timeline.code()).isEqualTo(1);
        assertThat(timeline.err()).isEqualTo("auricle: " + folder.resolve("absent.wav") + ": no such file or folder\n");
        assertThat(timeline.out()).contains(clip.toString()).contains("0.00 -     4.00 s");
    }

    @Test
    void dataset_info_and_validate_tell_the_same_counts() throws IOException {
        JsonNode info = new ObjectMapper()
                .readTree(Cli.run("dataset", "info", city, "--json").out());
        Cli validation = Cli.run("dataset", "validate", city, "--json");
        JsonNode found = new ObjectMapper().readTree(validation.out());

        assertThat(info.get("clips").asInt()).isEqualTo(100);
        assertThat(info.get("counts")).isEqualTo(found.get("counts"));
        assertThat(found.get("unreadable")).isEmpty();
    }

    @Test
    void extract_fills_the_cache_that_train_reads() {
        Path cache = folder.resolve("cache");
        Object[] frontEnd = {"--preset", "compact", "--mels", 40, "--n-fft", 1024, "--hop", 1024};

        Cli first = Cli.run(words(List.of("extract", city, "--cache", cache), frontEnd));
        Cli second = Cli.run(words(List.of("extract", city, "--cache", cache), frontEnd));

        assertThat(first.out()).contains("0 clips were there, 100 computed");
        assertThat(second.out()).contains("100 clips were there, 0 computed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | train {city}/nothing --test-folds 9             | must be the folder of a data set",
                "1 | train {city} --train-folds 1 --test-folds 11    | got 11",
                "1 | train {city} --train-folds 1,9 --test-folds 9   | fold must be named for one part",
                "2 | train {city} --train-folds 1                    | --test-folds is missing",
                "2 | train {city} --no-test --test-folds 9          | --no-test is for runs without --test-folds",
                "2 | train {city} --protocol grouped --no-test      | --no-test is for --protocol official",
                "2 | train {city} --test-folds 9 --model lstm        | cnn-lstm, cnn, crnn, sb-cnn, yamnet-dense, yamnet-lstm",
                "2 | train {city} --test-folds 9 --recipe secret     | notebook or best",
                "2 | train {city} --test-folds 9 --epochs 0          | --epochs must be at least 1, got 0",
                "2 | train {city} --test-folds 9 --unsure-below 1.5  | --unsure-below must be in [0, 1], got 1.5",
                "2 | train {city} --test-folds 1,2,3,4,5,6,7,8,9,10  | must leave a fold to train on, got none",
                "1 | train {city} --test-folds 9 --model cnn --window-seconds 1 | the front end must fit the network",
                "2 | train {city} --protocol grouped --test-folds 9  | folds are for --protocol official",
                "2 | train {city} --no-validation --validation-folds 8 --test-folds 9 | --no-validation and --validation-folds exclude each other",
                "2 | train {city} --test-folds 9 --layout kaggle     | urbansound8k",
            })
    void wrong_words_for_train_are_one_clear_line_and_leave_nothing(int code, String command, String expected) {
        Path out = folder.resolve("refused");
        String[] words = (command.strip().replace("{city}", city.toString()) + " --out " + out).split(" ");

        Cli refused = Cli.run((Object[]) words);

        assertThat(refused.code()).as(refused.err()).isEqualTo(code);
        assertThat(refused.err().lines().filter(line -> line.startsWith("auricle: ")))
                .hasSize(1);
        assertThat(refused.err()).contains(expected);
        assertThat(out).doesNotExist();
    }

    @Test
    void pretrained_is_a_model_wherever_one_is_named() throws IOException {
        Cli classified;
        try (var clips = Files.walk(city)) {
            Path clip = clips.filter(file -> file.toString().endsWith(".wav"))
                    .findFirst()
                    .orElseThrow();
            classified = Cli.run("classify", "pretrained", clip);
        }
        Cli evaluated = Cli.run("evaluate", "pretrained", city, "--folds", 9);

        assertThat(classified.code()).as(classified.err()).isZero();
        assertThat(classified.out()).contains(" %");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(figures(evaluated.out())).contains("clips of");
    }

    @Test
    void train_without_a_test_leaves_a_model_and_a_report_that_says_so() throws IOException {
        Path untested = folder.resolve("untested");

        Cli trained = Cli.run(words(
                List.of("train", city, "--train-folds", "1,2,3", "--no-test", "--out", untested),
                "--mels",
                40,
                "--n-fft",
                1024,
                "--hop",
                1024,
                "--epochs",
                1));

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains(", 0 test")
                .contains("validation by clip")
                .doesNotContain("test by clip");
        assertThat(untested.resolve("model.zip")).isNotEmptyFile();
        assertThat(Files.readString(untested.resolve("report.html")))
                .contains("validation clips (there is no test)")
                .contains("--no-test")
                .doesNotContain("--test-folds");
    }

    @Test
    void an_epoch_is_called_the_best_only_where_epochs_are_chosen() {
        Path whole = folder.resolve("whole");

        Cli trained = Cli.run(words(
                List.of("train", city, "--train-folds", "1,2,3", "--test-folds", 4, "--no-validation", "--out", whole),
                SMALL));

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err())
                .containsPattern("epoch 1/2: loss .* clips/s, .* left\\R")
                .doesNotContain("best so far");
        assertThat(trained.out()).contains(", 0 validate, 10 test", "train by window", "test by window");
        assertThat(training.err()).contains("epoch 1/2").contains("(best so far)");
    }

    @Test
    void a_loss_that_is_no_number_is_told_as_it_is() throws IOException {
        AudioDataset data = AudioDataset.open(city, AudioDataset.Options.defaults());
        Split split = Splits.official(data.clips(), Set.of(1), Set.of(2), Set.of(), 1);
        TrainingListener poisoner = new TrainingListener() {
            @Override
            public void network(ComputationGraph network) {
                network.params().putScalar(0, Float.NaN);
            }
        };

        Throwable diverged = catchThrowable(() -> TrainingRun.run(
                data,
                split,
                TrainingOptions.builder().execution(e -> e.threads(1)).build(),
                folder.resolve("poisoned"),
                poisoner));

        assertThat(Errors.describe(diverged))
                .matches("(loss|weight) must stay finite, got NaN at epoch 1 step 1; no epoch had ended.*");
    }

    @Test
    void crossvalidate_leaves_a_report_and_goes_on_from_the_folds_that_are_done() {
        Path folds = folder.resolve("folds");
        List<Object> command = List.of("crossvalidate", city, "--folds", "1,2,3,4", "--no-validation", "--out", folds);

        Cli first = Cli.run(words(command, SMALL));
        Cli again = Cli.run(words(command, words(List.of("--resume"), SMALL)));
        Cli other = Cli.run(words(command, words(List.of("--resume", "--batch", 8), SMALL)));

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("mean over 4 folds by clip")
                .contains("report: " + folds.resolve("report.html"));
        assertThat(folds.resolve("report.html")).isNotEmptyFile();
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(again.err()).doesNotContain("epoch");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err())
                .contains(folds.resolve("fold-1") + " cannot be resumed with other options: batch was 32, got 8");
    }

    @Test
    void the_command_in_the_report_makes_the_same_run_again() throws IOException {
        String page = Files.readString(run.resolve("report.html"));
        Matcher command = Pattern.compile("<code>\\./auricle (train .*?)</code>", Pattern.DOTALL)
                .matcher(page);
        assertThat(command.find()).isTrue();
        Path again = folder.resolve("again");

        Cli trained = Cli.run((Object[]) command.group(1)
                .replace("\\\n", "")
                .replace(" RUN", " " + again)
                .split("\\s+"));

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(page).doesNotContain("no words for all of this run");
        assertThat(id(again)).isEqualTo(id(run));
    }

    /** The digest of a run's options and data. */
    private static String id(Path run) throws IOException {
        return new ObjectMapper()
                .readTree(run.resolve("config.json").toFile())
                .get("id")
                .asText();
    }

    @Test
    void a_folder_that_holds_a_run_is_not_written_to() throws IOException {
        byte[] before = Files.readAllBytes(run.resolve("model.zip"));

        Cli again =
                Cli.run(words(List.of("train", city, "--train-folds", "1", "--test-folds", "9", "--out", run), SMALL));

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains(run.toString());
        assertThat(Files.readAllBytes(run.resolve("model.zip"))).isEqualTo(before);
    }

    @Test
    void evaluating_with_no_thread_is_wrong_usage() {
        Cli refused = Cli.run("evaluate", run.resolve("model.zip"), city, "--threads", 0);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).startsWith("auricle: --threads must be at least 1, got 0");
    }

    @Test
    void a_model_file_cut_in_half_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(run.resolve("model.zip"));
        Path half = Files.write(folder.resolve("half.zip"), java.util.Arrays.copyOf(whole, whole.length / 2));

        Cli refused = Cli.run("evaluate", half, city, "--folds", 9);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("half.zip");
    }

    @Test
    void a_clip_that_is_gone_is_named_unless_it_may_be_missing() throws IOException {
        Path partial = folder.resolve("partial");
        assertThat(Cli.run("synth", "--out", partial, "--clips-per-class", 10).code())
                .isZero();
        Path gone;
        try (var clips = Files.list(partial.resolve("audio/fold9"))) {
            gone = clips.sorted().findFirst().orElseThrow();
        }
        Files.delete(gone);

        Cli refused = Cli.run("evaluate", run.resolve("model.zip"), partial, "--folds", 9);
        Cli allowed = Cli.run("evaluate", run.resolve("model.zip"), partial, "--folds", 9, "--allow-missing");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(gone.getFileName().toString(), "--allow-missing goes on without them");
        assertThat(allowed.code()).isZero();
        assertThat(allowed.err()).contains("1 of 100 clips are missing");
        assertThat(allowed.out()).contains("9 clips of");
    }
}
