package io.auricle.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The runnable for {@code spark-submit}: {@code classify MODEL INPUT OUTPUT} writes the answers for all sound files below a folder as
 * Parquet.
 *
 * <p>MODEL is a model file that the driver can read, or {@code pretrained}. INPUT is a folder of any of Hadoop's file systems, or a text
 * file whose name ends in {@code .txt} with one path a line. OUTPUT must not exist.
 */
public final class Main {
    private static final String USAGE = "classify|timeline MODEL INPUT OUTPUT";
    private static final String SUFFIXES =
            "*.{wav,wave,w64,aif,aiff,aifc,au,snd,caf,flac,ogg,oga,mp3,m4a,aac,opus,webm,wma,"
                    + "WAV,AIF,AIFF,AIFC,AU,FLAC,OGG,MP3,M4A,AAC,OPUS,WMA}";
    private static final int TASKS_A_CORE = 8;

    private Main() {}

    /**
     * Runs the work; exit codes are 0 for done, 1 for failed with one line that says why, 2 for wrong usage.
     *
     * @param args {@code classify MODEL INPUT OUTPUT} or {@code timeline MODEL INPUT OUTPUT}
     */
    public static void main(String[] args) {
        if (args.length != 4 || !Set.of("classify", "timeline").contains(args[0])) {
            System.err.println("arguments must be " + USAGE + ", got " + String.join(" ", args));
            System.exit(2);
        }
        int code = 0;
        SparkConf defaults = new SparkConf().setAppName("auricle " + args[0]);
        // Tasks are what runs in parallel; more OpenMP threads than one a task would only wait for each other.
        defaults.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
        defaults.setIfMissing("spark.executorEnv.GOMP_SPINCOUNT", "1000");
        try (SparkSession spark = SparkSession.builder().config(defaults).getOrCreate()) {
            run(spark, args);
        } catch (Exception e) {
            code = 1;
            System.err.println("auricle: " + reason(e));
        }
        System.exit(code);
    }

    private static void run(SparkSession spark, String... args) throws IOException {
        requireNew(spark, args[3]);
        SoundModelSource model =
                args[1].equals("pretrained") ? SoundModelSource.pretrained() : SoundModelSource.file(Path.of(args[1]));
        Dataset<Row> files = files(spark, args[2]);
        int cores = spark.sparkContext().defaultParallelism();
        AuricleSpark.Options options = AuricleSpark.Options.defaults().withPartitions(cores * TASKS_A_CORE);
        Dataset<Row> rows = args[0].equals("classify")
                ? AuricleSpark.classify(files, model, options)
                : AuricleSpark.timeline(files, model, 1.0, options);
        rows.write().parquet(args[3]);
        Dataset<Row> written = spark.read().parquet(args[3]);
        long errors = written.filter("error is not null").count();
        System.out.printf("%s: %d rows, %d of them errors%n", args[3], written.count(), errors);
    }

    private static Dataset<Row> files(SparkSession spark, String input) throws IOException {
        Dataset<Row> files = input.endsWith(".txt")
                ? spark.read().text(input).filter("length(trim(value)) > 0").selectExpr("trim(value) as path")
                : spark.read()
                        .format("binaryFile")
                        .option("recursiveFileLookup", "true")
                        .option("pathGlobFilter", SUFFIXES)
                        .load(input)
                        .select("path");
        if (files.isEmpty()) {
            throw new IOException(input + ": must hold a sound file, got none");
        }
        return files;
    }

    private static void requireNew(SparkSession spark, String output) throws IOException {
        var path = new org.apache.hadoop.fs.Path(output);
        if (path.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(path)) {
            throw new IOException(output + ": must not exist, it is there already");
        }
    }

    private static String reason(Exception e) {
        String text = e.getMessage();
        return text == null
                ? e.getClass().getSimpleName()
                : text.lines().findFirst().orElse("");
    }
}
