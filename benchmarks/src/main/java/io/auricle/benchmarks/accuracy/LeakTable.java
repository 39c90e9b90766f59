package io.auricle.benchmarks.accuracy;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Leak;
import io.auricle.data.Split;
import io.auricle.data.Splits;
import io.auricle.training.TrainingListener;
import io.auricle.training.TrainingRun;
import io.auricle.training.options.Recipe;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.score.EvaluationReport;
import io.auricle.training.score.Interval;
import io.auricle.zoo.Architectures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One network, one recipe, four ways to deal out the clips of folds 1 to 3: the more siblings of a test clip were trained
 * on, the better the figure looks.
 *
 * <p>Arguments: the data set's folder, a folder for the runs, a network, a recipe, epochs, seed, threads.
 */
public final class LeakTable {
    private static final double VALIDATION = 0.1;
    private static final double TEST = 0.2;

    private LeakTable() {}

    /** Runs; prints a Markdown table. */
    public static void main(String[] arguments) throws IOException {
        AudioDataset data = AudioDataset.open(
                Path.of(arguments[0]),
                AudioDataset.Options.builder().allowMissing(true).build());
        Path folder = Path.of(arguments[1]);
        TrainingOptions options = TrainingOptions.builder()
                .model(Architectures.of(arguments[2]))
                .recipe(Recipe.of(arguments[3]))
                .optimisation(o -> o.epochs(Integer.parseInt(arguments[4])))
                .seed(Long.parseLong(arguments[5]))
                .execution(e -> e.threads(Integer.parseInt(arguments[6])).cache(folder.resolve("cache")))
                .build();
        System.out.println(
                "| protocol | clips: train, validation, test | test clips with a sibling in training | accuracy (95 %) | balanced accuracy |");
        System.out.println("|---|---|---|---|---|");
        for (Map.Entry<String, Split> row : splits(data.clips(), options.seed()).entrySet()) {
            Split split = row.getValue();
            EvaluationReport test = TrainingRun.run(
                            data, split, options, folder.resolve(row.getKey()), TrainingListener.SILENT)
                    .test()
                    .orElseThrow();
            System.out.println(line(row.getKey(), split, test));
        }
    }

    private static Map<String, Split> splits(List<Clip> clips, long seed) {
        Map<String, Split> splits = new LinkedHashMap<>();
        splits.put("random-windows", Splits.randomWindows(clips, seed));
        splits.put("random-clips", Splits.randomClips(clips, VALIDATION, TEST, seed));
        splits.put("grouped", Splits.grouped(clips, VALIDATION, TEST, seed));
        splits.put("official", Splits.official(clips, Set.of(1, 2), Set.of(), Set.of(3), seed));
        return splits;
    }

    private static String line(String protocol, Split split, EvaluationReport test) {
        Leak leak = split.leak().orElseGet(() -> Leak.ofLabelledRecordings(split.train(), split.test()));
        Interval range = test.accuracyRange();
        return String.format(
                Locale.ROOT,
                "| %s | %d, %d, %d | %.0f %% | %.1f (%.1f to %.1f) | %.1f |",
                protocol,
                split.train().size(),
                split.validation().size(),
                split.test().size(),
                100 * leak.share(),
                100 * test.clips().accuracy(),
                100 * range.low(),
                100 * range.high(),
                100 * test.clips().balancedAccuracy());
    }
}
