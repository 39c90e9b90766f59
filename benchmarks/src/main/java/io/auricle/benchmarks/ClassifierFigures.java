package io.auricle.benchmarks;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.onednn.Inference;
import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.NetworkSpec;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * How fast a classifier answers. {@code write FOLDER} makes model files with random weights and a clip of four seconds, {@code warm FOLDER
 * MODEL} measures a warm JVM, {@code first FOLDER MODEL} prints the milliseconds from the start of this JVM to its first answer.
 */
public final class ClassifierFigures {
    private static final int WARM_UP = 1500;
    private static final int MEASURED = 800;
    private static final int CALLERS = 8;

    private ClassifierFigures() {}

    /** Runs; prints one line per figure. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "write" -> write(folder);
            case "first" -> first(folder, arguments[2]);
            default -> warm(folder, arguments[2]);
        }
    }

    private static void write(Path folder) throws IOException {
        AudioFiles.writeWav(clip(folder), AudioClip.ofMono(noise(), 22_050));
        write(folder, Architectures.CRNN, FrontEnd.compact());
        write(folder, Architectures.CNN_LSTM, FrontEnd.urbanSound());
    }

    private static void write(Path folder, Architecture architecture, FrontEnd frontEnd) throws IOException {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            labels.add("label " + i);
        }
        ComputationGraph graph = architecture.create(NetworkSpec.of(frontEnd, 10, 1));
        ModelFile.writeForUse(
                model(folder, architecture.word()),
                SoundModel.of(graph, frontEnd, labels, new Standardizer(-40, 20), Map.of(), OptionalDouble.empty()));
    }

    private static void first(Path folder, String word) throws IOException {
        try (SoundClassifier classifier = SoundClassifier.load(model(folder, word))) {
            classifier.classify(clip(folder));
            long started = ManagementFactory.getRuntimeMXBean().getStartTime();
            System.out.println(": " + (System.currentTimeMillis() - started) + " ms");
        }
    }

    private static void warm(Path folder, String word) throws Exception {
        AudioClip clip = AudioFiles.read(clip(folder));
        for (int threads = 1; threads <= 2; threads++) {
            SoundClassifier.Options options = SoundClassifier.Options.defaults().withThreadsPerCall(threads);
            try (SoundClassifier classifier = SoundClassifier.load(model(folder, word), options)) {
                print(word + " samples to label, " + threads + " thread(s)", times(() -> classifier.classify(clip)));
            }
            network(folder, word, threads);
        }
        features(folder, word);
        try (SoundClassifier classifier = SoundClassifier.load(model(folder, word))) {
            callers(classifier, clip, word);
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%s heap in use: %.0f MB, at most %.0f MB%n",
                word,
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                runtime.maxMemory() / 1e6);
    }

    private static void network(Path folder, String word, int threads) throws Exception {
        SoundModel model = ModelFile.read(model(folder, word));
        Options options = Options.builder().threads(threads).build();
        int bands = model.frontEnd().bands();
        int frames = model.frontEnd().frames();
        try (Inference inference =
                OneDnn.inference(model.graph(), options, 1, 1, bands, frames).orElseThrow()) {
            float[] picture = Arrays.copyOf(noise(), inference.inputSize());
            float[] answer = new float[inference.outputSize()];
            print(word + " network alone, " + threads + " thread(s)", times(() -> {
                inference.run(picture, answer);
                return answer;
            }));
        }
    }

    private static void features(Path folder, String word) throws Exception {
        FrontEnd frontEnd = ModelFile.read(model(folder, word)).frontEnd();
        Extractor extractor = frontEnd.extractor();
        float[] window = Arrays.copyOf(noise(), frontEnd.windowSamples());
        float[] values = new float[extractor.size()];
        print(word + " features alone, 1 thread", times(() -> {
            extractor.computeInto(window, values, 0);
            return values;
        }));
    }

    /** Eight callers beside one, in alternation, and whether all give the same answer. */
    private static void callers(SoundClassifier classifier, AudioClip clip, String word) throws Exception {
        Prediction alone = classifier.classify(clip);
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            double[] ratios = new double[5];
            for (int round = -2; round < ratios.length; round++) {
                double one = rate(threads, 1, classifier, clip, alone);
                double many = rate(threads, CALLERS, classifier, clip, alone);
                if (round >= 0) {
                    ratios[round] = many / one;
                }
            }
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "%s %d callers beside 1: %.2f times the clips, equal answers%n",
                    word,
                    CALLERS,
                    ratios[2]);
        } finally {
            threads.shutdownNow();
        }
    }

    private static double rate(
            ExecutorService threads, int callers, SoundClassifier classifier, AudioClip clip, Prediction expected)
            throws Exception {
        int each = MEASURED / callers;
        Callable<Boolean> work = () -> {
            boolean equal = true;
            for (int i = 0; i < each; i++) {
                equal &= classifier.classify(clip).equals(expected);
            }
            return equal;
        };
        long start = System.nanoTime();
        for (Future<Boolean> equal : threads.invokeAll(Collections.nCopies(callers, work))) {
            if (!equal.get()) {
                throw new IllegalStateException("answers must be equal from all callers, got another");
            }
        }
        return callers * each / ((System.nanoTime() - start) / 1e9);
    }

    private static double[] times(Callable<?> work) throws Exception {
        double[] milliseconds = new double[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            long start = System.nanoTime();
            work.call();
            if (i >= 0) {
                milliseconds[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        return milliseconds;
    }

    private static void print(String name, double[] sorted) {
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.2f ms, p99 %.2f ms%n",
                name,
                sorted[sorted.length / 2],
                sorted[sorted.length * 99 / 100]);
    }

    private static float[] noise() {
        Random random = new Random(1);
        float[] samples = new float[4 * 22_050];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 0.2f * (2 * random.nextFloat() - 1);
        }
        return samples;
    }

    private static Path model(Path folder, String word) {
        return folder.resolve(word + ".zip");
    }

    private static Path clip(Path folder) {
        return folder.resolve("clip.wav");
    }
}
