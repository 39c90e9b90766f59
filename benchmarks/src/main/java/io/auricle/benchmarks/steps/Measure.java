package io.auricle.benchmarks.steps;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.onednn.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One engine on one network in this process: {@code Measure stock|revived|ours|bf16 notebook|crnn}. Prints lines that
 * {@link Engine} reads: {@code crnn train 280.1}, {@code crnn infer32 43.0}, {@code crnn infer1 1.3} in milliseconds,
 * {@code crnn memory 900} in megabytes, and what runs where.
 */
public final class Measure {
    private static final int BATCH = 32;
    private static final long LONGEST_WARM_UP_NANOS = 5_000_000_000L;
    private static final long LONGEST_NANOS = 20_000_000_000L;

    private Measure() {}

    /** Entry point of the child process. */
    public static void main(String[] args) throws IOException {
        var graph = Graphs.valueOf(args[1].toUpperCase(Locale.ROOT));
        ComputationGraph network = graph.network();
        if (args[0].equals("revived") && network.getLayer("c0").getHelper() == null) {
            throw new IllegalStateException("Deeplearning4j's own helpers must be on, the convolution has none");
        }
        if (args[0].equals("ours") || args[0].equals("bf16")) {
            Precision precision = args[0].equals("ours") ? Precision.FLOAT32 : Precision.BF16;
            network = OneDnn.accelerate(
                    network, Options.builder().precision(precision).build());
            System.out.println(OneDnn.report(network));
        }
        measure(network, graph);
        System.out.println(args[1] + " memory " + peakMegabytes());
    }

    private static void measure(ComputationGraph network, Graphs graph) {
        Nd4j.getRandom().setSeed(7);
        INDArray features = Nd4j.rand(DataType.FLOAT, BATCH, 1, graph.bands, graph.frames);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, BATCH, Graphs.CLASSES);
        for (int i = 0; i < BATCH; i++) {
            labels.putScalar(i, i % Graphs.CLASSES, 1);
        }
        var data = new DataSet(features, labels);
        print(graph, "train", () -> network.fit(data), 15);
        print(graph, "infer32", () -> network.output(features), 25);
        INDArray one = Nd4j.rand(DataType.FLOAT, 1, 1, graph.bands, graph.frames);
        print(graph, "infer1", () -> network.output(one), 300);
    }

    /** Median after as many runs of warm-up, or fewer of both where they take long. */
    private static void print(Graphs graph, String what, Runnable step, int most) {
        millis(step, most, LONGEST_WARM_UP_NANOS);
        double[] sorted = millis(step, most, LONGEST_NANOS);
        Arrays.sort(sorted);
        String network = graph.name().toLowerCase(Locale.ROOT);
        System.out.printf(Locale.ROOT, "%s %s %.3f%n", network, what, sorted[sorted.length / 2]);
    }

    private static double[] millis(Runnable step, int most, long longestNanos) {
        double[] millis = new double[most];
        long end = System.nanoTime() + longestNanos;
        int runs = 0;
        while (runs < most && (runs < 3 || System.nanoTime() < end)) {
            long start = System.nanoTime();
            step.run();
            millis[runs++] = (System.nanoTime() - start) / 1e6;
        }
        return Arrays.copyOf(millis, runs);
    }

    private static long peakMegabytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }
}
