package io.auricle.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.features.FrontEnd;
import io.auricle.features.Spectrogram;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.Segment;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class StandaloneClusterTest {
    private static final int FILES = 24;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static StandaloneCluster cluster;
    private static SparkSession spark;
    private static Path sounds;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(StandaloneCluster.possible(), "loopback ports cannot be opened here");
        sounds = Files.createDirectory(folder.resolve("sounds"));
        for (int i = 0; i < FILES; i++) {
            AudioFiles.writeWav(sounds.resolve("s%02d.wav".formatted(i)), sound(i));
        }
        cluster = new StandaloneCluster(folder, 2);
        spark = SparkSession.builder()
                .master(cluster.master())
                .appName("auricle tests")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.cores", "1")
                .config("spark.executor.memory", "700m")
                .config("spark.executorEnv.OMP_NUM_THREADS", "1")
                .config("spark.executor.extraClassPath", cluster.executorClassPath())
                .config("spark.sql.shuffle.partitions", "8")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
    }

    @AfterAll
    static void stop() throws Exception {
        if (spark != null) {
            spark.stop();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    private static AudioClip sound(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[22_050 * 5];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.4 * random.nextDouble() * Math.sin(i * 0.002 * (seed + 1)));
        }
        return AudioClip.ofMono(samples, 22_050);
    }

    private static Dataset<Row> listing() {
        return spark.read()
                .format("binaryFile")
                .option("pathGlobFilter", "*.wav")
                .load(sounds.toString());
    }

    private static Path local(Row row) {
        return Path.of(java.net.URI.create(row.<String>getAs("path")));
    }

    @Test
    void answers_of_two_executors_equal_local_answers() throws IOException {
        List<Row> rows = AuricleSpark.classify(
                        listing(),
                        SoundModelSource.pretrained(),
                        AuricleSpark.Options.defaults().withPartitions(8))
                .collectAsList();

        assertThat(rows).hasSize(FILES);
        try (SoundClassifier classifier = SoundClassifier.pretrained()) {
            for (Row row : rows) {
                Prediction expected = classifier.classify(local(row));
                assertThat(row.<String>getAs("label")).isEqualTo(expected.label());
                assertThat(row.<Double>getAs("probability")).isCloseTo(expected.probability(), within(1e-6));
                assertThat(row.<Boolean>getAs("sure")).isEqualTo(expected.sure());
                assertThat(row.<Double>getAs("end")).isEqualTo(5.0);
                assertThat(row.getList(row.fieldIndex("ranking"))).hasSize(3);
                assertThat(row.<String>getAs("error")).isNull();
            }
        }
        assertThat(cluster.executors()).as("one process an executor").hasSize(2);
    }

    @Test
    void a_timeline_has_a_row_for_each_window_and_a_bad_file_a_row_with_its_error() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.wav"), "RIFF of nothing");
        Path missing = folder.resolve("missing.wav");
        Path good = sounds.resolve("s00.wav");
        Dataset<Row> manifest = spark.createDataset(
                        List.of(good.toString(), bad.toString(), missing.toString()), Encoders.STRING())
                .toDF("path");

        List<Row> rows = AuricleSpark.timeline(
                        manifest,
                        SoundModelSource.pretrained(),
                        0.5,
                        AuricleSpark.Options.defaults().withTop(1))
                .collectAsList();

        try (SoundClassifier classifier = SoundClassifier.pretrained()) {
            List<Segment> expected = classifier.timeline(good, 0.5);
            assertThat(rows).hasSize(expected.size() + 2);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(rows.get(i).<Double>getAs("start"))
                        .isEqualTo(expected.get(i).startSeconds());
                assertThat(rows.get(i).<String>getAs("label"))
                        .isEqualTo(expected.get(i).prediction().label());
            }
            assertThat(rows.get(expected.size()).<String>getAs("error")).contains("bad.wav");
            assertThat(rows.get(expected.size() + 1).<String>getAs("error")).contains("missing.wav");
            assertThat(rows.get(expected.size()).isNullAt(rows.get(0).fieldIndex("label")))
                    .isTrue();
        }
    }

    @Test
    void features_equal_local_ones() throws IOException {
        FrontEnd frontEnd = FrontEnd.compact().toBuilder().windowSeconds(2).build();

        List<Row> rows = AuricleSpark.features(
                        listing().filter("path like '%s03.wav'"), frontEnd, AuricleSpark.Options.defaults())
                .collectAsList();

        List<Spectrogram> expected = frontEnd.spectrograms(AudioFiles.read(sounds.resolve("s03.wav")));
        assertThat(rows).hasSize(expected.size());
        for (int window = 0; window < rows.size(); window++) {
            List<Float> values = rows.get(window).getList(4);
            float[] there = expected.get(window).values();
            assertThat(values).hasSize(there.length);
            assertThat(values.get(1234)).isCloseTo(there[1234], within(1e-4f));
            assertThat(rows.get(window).<Integer>getAs("window")).isEqualTo(window);
        }
    }

    @Test
    void two_sessions_share_an_executor_and_its_natives() {
        SparkSession other = spark.newSession();
        Dataset<Row> files =
                other.read().format("binaryFile").load(sounds.resolve("s01.wav").toString());

        List<Row> second = AuricleSpark.classify(files, SoundModelSource.pretrained(), AuricleSpark.Options.defaults())
                .collectAsList();
        List<Row> first = AuricleSpark.classify(
                        listing().filter("path like '%s01.wav'"),
                        SoundModelSource.pretrained(),
                        AuricleSpark.Options.defaults())
                .collectAsList();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void an_executor_that_is_killed_costs_time_only() throws Exception {
        int times = 40;
        List<String> paths = new java.util.ArrayList<>();
        for (int i = 0; i < FILES * times; i++) {
            paths.add(sounds.resolve("s%02d.wav".formatted(i % FILES)) + "");
        }
        Dataset<Row> manifest = spark.createDataset(paths, Encoders.STRING()).toDF("path");
        Path output = folder.resolve("answers.parquet");
        CompletableFuture<Void> job = CompletableFuture.runAsync(() -> AuricleSpark.classify(
                        manifest,
                        SoundModelSource.pretrained(),
                        AuricleSpark.Options.defaults().withPartitions(32))
                .write()
                .parquet(output.toString()));
        awaitTasks(8);
        cluster.executors().get(0).destroyForcibly();
        job.get(5, TimeUnit.MINUTES);

        List<Row> rows = spark.read().parquet(output.toString()).collectAsList();
        assertThat(rows).hasSize(FILES * times);
        assertThat(new HashSet<>(
                        rows.stream().map(row -> row.<String>getAs("path")).toList()))
                .hasSize(FILES);
        assertThat(rows).allMatch(row -> row.isNullAt(row.fieldIndex("error")));
    }

    /** Waits until some tasks of the running job are done. */
    private static void awaitTasks(int count) throws InterruptedException {
        var tracker = spark.sparkContext().statusTracker();
        for (int i = 0; i < 600; i++) {
            int done = 0;
            for (int stage : tracker.getActiveStageIds()) {
                done += tracker.getStageInfo(stage).isDefined()
                        ? tracker.getStageInfo(stage).get().numCompletedTasks()
                        : 0;
            }
            if (done >= count) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Test
    void input_without_paths_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuricleSpark.classify(
                        spark.range(3).toDF(), SoundModelSource.pretrained(), AuricleSpark.Options.defaults()))
                .withMessage("files must have a column path, got [id]");
    }
}
