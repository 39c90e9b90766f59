package io.auricle.benchmarks.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Split;
import io.auricle.data.SplitProtocol;
import io.auricle.data.Splits;
import io.auricle.training.TrainingListener;
import io.auricle.training.TrainingRun;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.CrossValidationResult.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Accuracy from few clips: so many clips of each class of folds 1 and 2 of UrbanSound8K train, all clips of the recordings that
 * are left test. Which recordings train is drawn from the seed, at most {@value #MOST_OF_ONE} clips of each.
 *
 * <p>Arguments: the data set's folder, a folder for the runs, clips a class, seeds, threads, and rows of {@link Rows}; a row
 * that ends in {@code +validation} holds out recordings to choose the epoch by, any other trains on all
 * clips and keeps the last. A row whose run the folder holds already is read from there.
 */
public final class FewClips {
    private static final int MOST_OF_ONE = 8;
    private static final String VALIDATED = "+validation";

    private record Figures(double accuracy, double balanced) {}

    private FewClips() {}

    /** Runs; prints one row of a Markdown table per row. */
    public static void main(String[] arguments) throws IOException {
        AudioDataset data = AudioDataset.open(
                Path.of(arguments[0]),
                AudioDataset.Options.builder().allowMissing(true).build());
        Path folder = Path.of(arguments[1]);
        int clips = Integer.parseInt(arguments[2]);
        long[] seeds = Arrays.stream(arguments[3].split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        int threads = Integer.parseInt(arguments[4]);
        System.out.println("| row | seeds | accuracy | balanced accuracy |");
        System.out.println("|---|---|---|---|");
        for (String row : List.of(arguments).subList(5, arguments.length)) {
            List<Figures> figures = new ArrayList<>();
            for (long seed : seeds) {
                Path run = folder.resolve(row + "-" + clips).resolve("seed-" + seed);
                figures.add(one(data, row, clips, seed, threads, folder, run));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %s |%n",
                    row,
                    figures.size(),
                    spread(figures.stream().mapToDouble(Figures::accuracy).toArray()),
                    spread(figures.stream().mapToDouble(Figures::balanced).toArray()));
        }
    }

    private static Figures one(AudioDataset data, String row, int clips, long seed, int threads, Path folder, Path run)
            throws IOException {
        boolean validated = row.endsWith(VALIDATED);
        String name = validated ? row.substring(0, row.length() - VALIDATED.length()) : row;
        TrainingOptions options = (validated ? Rows.chosen(name, seed) : Rows.options(name, seed))
                .toBuilder()
                        .execution(e -> e.threads(threads)
                                .cache(folder.resolve("cache"))
                                .resume(Files.exists(run)))
                        .build();
        Path metrics = run.resolve("metrics.json");
        if (!Files.exists(metrics)) {
            TrainingRun.run(data, split(data, clips, seed, validated), options, run, TrainingListener.SILENT);
        }
        JsonNode test = new ObjectMapper().readTree(Files.readString(metrics)).at("/test/clips");
        return new Figures(
                test.path("accuracy").asDouble(), test.path("balancedAccuracy").asDouble());
    }

    private static Split split(AudioDataset data, int clips, long seed, boolean validated) {
        List<Clip> both = data.clips().stream()
                .filter(clip -> clip.fold().orElse(0) == 1 || clip.fold().orElse(0) == 2)
                .toList();
        Set<String> used = new HashSet<>();
        List<Clip> train = new ArrayList<>();
        for (String label : data.labels().labels()) {
            train.addAll(drawn(both, label, clips, new Random(seed), used));
        }
        List<Clip> test = both.stream()
                .filter(clip -> !used.contains(clip.label() + "/" + clip.recording()))
                .toList();
        if (!validated) {
            return new Split(train, List.of(), test, new SplitProtocol.Custom("few clips"), Optional.empty());
        }
        Split held = Splits.grouped(train, 0.15, 0.01, seed);
        List<Clip> learnt = new ArrayList<>(held.train());
        learnt.addAll(held.test());
        return new Split(learnt, held.validation(), test, new SplitProtocol.Custom("few clips"), Optional.empty());
    }

    private static List<Clip> drawn(List<Clip> all, String label, int count, Random random, Set<String> used) {
        Map<String, List<Clip>> recordings = new TreeMap<>();
        all.stream().filter(clip -> clip.label().equals(label)).forEach(clip -> recordings
                .computeIfAbsent(clip.recording(), key -> new ArrayList<>())
                .add(clip));
        List<String> order = new ArrayList<>(recordings.keySet());
        Collections.shuffle(order, random);
        List<Clip> drawn = new ArrayList<>();
        for (String recording : order) {
            if (drawn.size() >= count) {
                break;
            }
            used.add(label + "/" + recording);
            List<Clip> own = recordings.get(recording);
            drawn.addAll(own.subList(0, Math.min(Math.min(own.size(), MOST_OF_ONE), count - drawn.size())));
        }
        return drawn;
    }

    private static String spread(double[] figures) {
        Spread spread = Spread.of(figures);
        return String.format(Locale.ROOT, "%.1f ± %.1f", 100 * spread.mean(), 100 * spread.deviation());
    }
}
