package io.auricle.benchmarks;

import io.auricle.audio.AudioFiles;
import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.FeatureCache;
import io.auricle.data.FeatureSource;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Clips per second from WAV files to spectrograms, and gigabytes per second from the cache.
 *
 * <p>Arguments: the data set's folder, how often to go through it, and how many threads. The rival is
 * {@code benchmarks/rivals/dataset_features.py} with the same arguments. Run with {@code -Xmx256m}: that is all it needs.
 */
public final class DatasetFeatures {
    private static final Map<String, FrontEnd> FRONT_ENDS =
            new TreeMap<>(Map.of("compact", FrontEnd.compact(), "notebook", FrontEnd.urbanSound()));

    private DatasetFeatures() {}

    /** Runs; prints one line per figure. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int passes = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        long start = System.nanoTime();
        List<Clip> clips = AudioDataset.open(
                        folder,
                        AudioDataset.Options.builder().allowMissing(true).build())
                .clips();
        print("index", "ms", (System.nanoTime() - start) / 1e6);
        for (Map.Entry<String, FrontEnd> entry : FRONT_ENDS.entrySet()) {
            String name = entry.getKey();
            double[] rates = new double[passes];
            double[] costs = new double[passes];
            for (int pass = 0; pass < passes; pass++) {
                double cpu = cpuSeconds();
                rates[pass] = clips.size() / seconds(() -> compute(entry.getValue(), clips, threads));
                costs[pass] = 1e3 * (cpuSeconds() - cpu) / clips.size();
            }
            print(name + " features of " + clips.size() + " clips", "clips/s", rates);
            print(name + " features, all threads of the process", "CPU ms per clip", costs);
            measureCache(name, entry.getValue(), clips, passes, threads);
        }
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        print("heap in use after all", "MB", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
        print("heap at most", "MB", runtime.maxMemory() / 1e6);
    }

    /** Each thread reads, cuts and computes clip after clip, as any user of the library would. */
    private static void compute(FrontEnd frontEnd, List<Clip> clips, int threads) {
        AtomicInteger next = new AtomicInteger();
        inParallel(threads, () -> {
            Extractor extractor = frontEnd.extractor();
            float[] into = new float[frontEnd.bands() * frontEnd.frames()];
            for (int i = next.getAndIncrement(); i < clips.size(); i = next.getAndIncrement()) {
                for (float[] window :
                        frontEnd.windows(AudioFiles.read(clips.get(i).path()))) {
                    extractor.computeInto(window, into, 0);
                }
            }
        });
    }

    private static void measureCache(String name, FrontEnd frontEnd, List<Clip> clips, int passes, int threads)
            throws IOException {
        Path folder = Files.createTempDirectory("auricle-cache");
        FeatureSource.Options options = FeatureSource.Options.defaults().withThreads(threads);
        try {
            FeatureCache.open(folder, frontEnd, clips, options).close();
            double[] opening = new double[passes];
            double[] reading = new double[passes];
            for (int pass = 0; pass < passes; pass++) {
                long start = System.nanoTime();
                try (FeatureCache cache = FeatureCache.open(folder, frontEnd, clips, options)) {
                    opening[pass] = (System.nanoTime() - start) / 1e6;
                    reading[pass] = read(cache, clips);
                }
            }
            print(name + " cache opened and checked", "ms", opening);
            print(name + " cache read by one thread", "GB/s", reading);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static double read(FeatureCache cache, List<Clip> clips) {
        float[] into = new float[cache.frontEnd().bands() * cache.frontEnd().frames()];
        long bytes = 0;
        long start = System.nanoTime();
        for (Clip clip : clips) {
            for (int window = 0; window < cache.windows(clip); window++) {
                cache.readInto(clip, window, into, 0);
                bytes += into.length * (long) Float.BYTES;
            }
        }
        return bytes / (double) (System.nanoTime() - start);
    }

    private interface Work {
        void run() throws IOException;
    }

    /** The same on a busy machine as on a quiet one, nearly. */
    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void inParallel(int threads, Work work) {
        IntStream.range(0, threads)
                .mapToObj(i -> {
                    Thread thread = new Thread(() -> {
                        try {
                            work.run();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                    thread.start();
                    return thread;
                })
                .toList()
                .forEach(thread -> {
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void print(String what, String unit, double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT, "%s: median %.2f %s, all %s%n", what, sorted[sorted.length / 2], unit, words(values));
    }

    private static String words(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> String.format(Locale.ROOT, "%.2f", value))
                .toList()
                .toString();
    }
}
