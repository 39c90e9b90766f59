package io.auricle.spark;

import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.classify.FileAnswer;
import io.auricle.zoo.classify.SoundClassifier;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Runs the classifier and the front end on Spark's executors.
 *
 * <pre>{@code
 * Dataset<Row> files = spark.read().format("binaryFile").option("recursiveFileLookup", "true").load("s3a://city/2026");
 * AuricleSpark.classify(files, SoundModelSource.file(Path.of("city.zip")), AuricleSpark.Options.defaults())
 *         .write().parquet("s3a://city/answers");
 * }</pre>
 *
 * <p>Only the column {@code path} of the input is read: from Spark's {@code binaryFile} listing, whose contents are never loaded, or from
 * a manifest. Executors stream the bytes through Hadoop's file systems, so a large file does not lie on the heap. A file that cannot be
 * read is a row with its error; the other columns are null then.
 *
 * <p><b>Shape.</b> Answers: {@code path, start, end, label, probability, sure, ranking (array of label, probability), error}; features:
 * {@code path, window, bands, frames, values (row-major), error}. <b>Units.</b> Seconds from the start of the file; probabilities in
 * [0, 1]; the front end's decibels. <b>Threads.</b> One classifier an executor process, with a worker for each core, each on one
 * thread. <b>Cost.</b> The model is broadcast once; a task holds one window.
 */
public final class AuricleSpark {
    private AuricleSpark() {}

    /**
     * How files become rows.
     *
     * @param top        labels in a ranking; at least 1
     * @param partitions tasks to deal the files out to; 0 keeps the input's partitions
     */
    public record Options(int top, int partitions) {
        /**
         * Checks the numbers.
         *
         * @param top        at least 1
         * @param partitions at least 0
         */
        public Options {
            check(top >= 1, "top", "at least 1", top);
            check(partitions >= 0, "partitions", "at least 0", partitions);
        }

        /** {@return three labels a ranking, the input's partitions} */
        public static Options defaults() {
            return new Options(3, 0);
        }

        /**
         * Changes how many labels a ranking lists.
         *
         * @param labels at least 1
         * @return other options
         */
        public Options withTop(int labels) {
            return new Options(labels, partitions);
        }

        /**
         * Deals the files out anew: small files are listed in few partitions, which would leave executors without work.
         *
         * @param count tasks; at least 1, better ten times the cores
         * @return other options
         */
        public Options withPartitions(int count) {
            check(count >= 1, "partitions", "at least 1", count);
            return new Options(top, count);
        }

        private static void check(boolean holds, String name, String rule, int got) {
            if (!holds) {
                throw new IllegalArgumentException(name + " must be " + rule + ", got " + got);
            }
        }
    }

    /**
     * Answers each file with one row.
     *
     * @param files   has a column {@code path} of text
     * @param model   what answers
     * @param options how many labels and tasks
     * @return a row a file, in the order of the input's partitions
     * @throws IllegalArgumentException if there is no such column
     */
    public static Dataset<Row> classify(Dataset<Row> files, SoundModelSource model, Options options) {
        return answers(files, model, options, OptionalDouble.empty());
    }

    /**
     * Answers each window of each file with a row.
     *
     * @param files      has a column {@code path} of text
     * @param model      what answers
     * @param hopSeconds from one window to the next, in seconds; above 0
     * @param options    how many labels and tasks
     * @return a row a window, or one for a file that cannot be read
     * @throws IllegalArgumentException if there is no such column, or hopSeconds is out of its range
     */
    public static Dataset<Row> timeline(
            Dataset<Row> files, SoundModelSource model, double hopSeconds, Options options) {
        if (!(hopSeconds > 0)) {
            throw new IllegalArgumentException("hopSeconds must be above 0, got " + hopSeconds);
        }
        return answers(files, model, options, OptionalDouble.of(hopSeconds));
    }

    /**
     * Computes the spectrogram of each window of each file.
     *
     * @param files    has a column {@code path} of text
     * @param frontEnd what computes
     * @param options  how many tasks
     * @return a row a window, or one for a file that cannot be read
     * @throws IllegalArgumentException if there is no such column
     */
    public static Dataset<Row> features(Dataset<Row> files, FrontEnd frontEnd, Options options) {
        Dataset<String> paths = paths(files, options);
        FeatureTask task = new FeatureTask(configuration(paths), frontEnd.toJson());
        return paths.mapPartitions(task, Encoders.row(Rows.FEATURES));
    }

    private static Dataset<Row> answers(
            Dataset<Row> files, SoundModelSource model, Options options, OptionalDouble hopSeconds) {
        requireNonNull(model, "model");
        Dataset<String> paths = paths(files, options);
        Broadcast<byte[]> bytes = context(paths).broadcast(model.bytes());
        double hop = hopSeconds.orElse(AnswerTask.WHOLE_FILE);
        AnswerTask task = new AnswerTask(configuration(paths), model, bytes, hop, options.top());
        return paths.mapPartitions(task, Encoders.row(Rows.ANSWERS));
    }

    private static Dataset<String> paths(Dataset<Row> files, Options options) {
        List<String> columns = List.of(files.columns());
        if (!columns.contains("path")) {
            throw new IllegalArgumentException("files must have a column path, got " + columns);
        }
        Dataset<String> paths = files.select("path").as(Encoders.STRING());
        return options.partitions() == 0 ? paths : paths.repartition(options.partitions());
    }

    private static JavaSparkContext context(Dataset<?> dataset) {
        return JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    }

    private static Broadcast<SerializableConfiguration> configuration(Dataset<?> dataset) {
        JavaSparkContext context = context(dataset);
        return context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    }

    /** Answers the files of a partition, one after the other. */
    private record AnswerTask(
            Broadcast<SerializableConfiguration> configuration,
            SoundModelSource model,
            Broadcast<byte[]> bytes,
            double hopSeconds,
            int top)
            implements MapPartitionsFunction<String, Row> {
        static final double WHOLE_FILE = 0;

        @Override
        public Iterator<Row> call(Iterator<String> paths) throws Exception {
            SoundClassifier classifier =
                    ExecutorClassifiers.get(model.key(), options -> model.load(bytes.value(), options));
            OptionalDouble hop = hopSeconds == WHOLE_FILE ? OptionalDouble.empty() : OptionalDouble.of(hopSeconds);
            var hadoop = configuration.value().value();
            return new FlatIterator<>(paths, path -> Rows.of(
                            FileAnswer.of(classifier, path, () -> HadoopSound.open(path, hadoop), hop), top)
                    .iterator());
        }
    }

    /** Computes the features of a partition's files. */
    private record FeatureTask(Broadcast<SerializableConfiguration> configuration, String frontEnd)
            implements MapPartitionsFunction<String, Row> {
        @Override
        public Iterator<Row> call(Iterator<String> paths) {
            FrontEnd settings = FrontEnd.fromJson(frontEnd);
            var hadoop = configuration.value().value();
            return new FlatIterator<>(paths, path -> WindowRows.of(path, hadoop, settings));
        }
    }
}
