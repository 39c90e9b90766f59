package io.auricle.benchmarks.accuracy;

import io.auricle.data.AudioDataset;
import io.auricle.training.CrossValidation;
import io.auricle.training.TrainingListener;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.CrossValidationResult;
import io.auricle.training.result.CrossValidationResult.Spread;
import io.auricle.training.score.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Two-fold accuracy on folds 1 and 2 of UrbanSound8K: each trains once and is heard once, by clip. Nothing is chosen on
 * what is heard: each run trains on the whole other fold and its last epoch counts.
 *
 * <p>Arguments: the data set's folder, a folder for the runs, seeds, threads, and the rows of {@link Rows} to make. A row
 * whose runs the folder holds already is read from there.
 */
public final class Accuracy {
    private static final Set<Integer> FOLDS = Set.of(1, 2);

    private Accuracy() {}

    /** Runs; prints one row of a Markdown table per row. */
    public static void main(String[] arguments) throws IOException {
        AudioDataset data = AudioDataset.open(
                Path.of(arguments[0]),
                AudioDataset.Options.builder().allowMissing(true).build());
        Path folder = Path.of(arguments[1]);
        long[] seeds = Arrays.stream(arguments[2].split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        int threads = Integer.parseInt(arguments[3]);
        List<String> rows = List.of(arguments).subList(4, arguments.length);
        System.out.println("| row | seeds | accuracy | balanced accuracy | 1 → 2 | 2 → 1 |");
        System.out.println("|---|---|---|---|---|---|");
        for (String row : rows.isEmpty() ? List.copyOf(Rows.ALL.keySet()) : rows) {
            List<CrossValidationResult> results = new ArrayList<>();
            for (long seed : seeds) {
                results.add(one(data, row, seed, threads, folder));
            }
            System.out.println(line(row, results));
        }
    }

    private static CrossValidationResult one(AudioDataset data, String row, long seed, int threads, Path folder)
            throws IOException {
        Path runs = folder.resolve(row).resolve("seed-" + seed);
        TrainingOptions options = Rows.options(row, seed).toBuilder()
                .execution(
                        e -> e.threads(threads).cache(folder.resolve("cache")).resume(Files.exists(runs)))
                .build();
        return CrossValidation.run(data, FOLDS, options, runs, TrainingListener.SILENT);
    }

    private static String line(String row, List<CrossValidationResult> results) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s |",
                row,
                results.size(),
                spread(results, result -> result.accuracy().mean()),
                spread(results, result -> result.balancedAccuracy().mean()),
                fold(results, 2),
                fold(results, 1));
    }

    /** Accuracy and balanced accuracy on one fold. */
    private static String fold(List<CrossValidationResult> results, int fold) {
        return spread(results, result -> report(result, fold).clips().accuracy()) + " / "
                + spread(results, result -> report(result, fold).clips().balancedAccuracy());
    }

    private static EvaluationReport report(CrossValidationResult result, int fold) {
        return result.folds().stream()
                .filter(one -> one.fold() == fold)
                .findFirst()
                .orElseThrow()
                .report();
    }

    private static String spread(List<CrossValidationResult> results, ToDoubleFunction<CrossValidationResult> figure) {
        Spread spread = Spread.of(results.stream().mapToDouble(figure).toArray());
        return results.size() == 1
                ? String.format(Locale.ROOT, "%.1f", 100 * spread.mean())
                : String.format(Locale.ROOT, "%.1f ± %.1f", 100 * spread.mean(), 100 * spread.deviation());
    }
}
