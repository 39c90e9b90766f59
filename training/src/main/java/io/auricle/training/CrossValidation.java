package io.auricle.training;

import static io.auricle.internal.Checks.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Split;
import io.auricle.data.Splits;
import io.auricle.training.internal.Json;
import io.auricle.training.internal.RunFiles;
import io.auricle.training.internal.run.RunConfig;
import io.auricle.training.internal.run.RunFolder;
import io.auricle.training.options.Execution;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.report.HtmlReports;
import io.auricle.training.result.CrossValidationResult;
import io.auricle.training.result.CrossValidationSummary;
import io.auricle.training.result.DataSource;
import io.auricle.training.result.Reports;
import io.auricle.training.score.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every fold in turn as test: one {@link TrainingRun} a fold, each with a folder of its own, then mean and spread.
 *
 * <p>From three folds up the fold before the tested one (cyclically) validates; with two, recordings held out of the
 * training fold do. Resumed, folds that are done are read back and the one that was cut off goes on from its checkpoint.
 * The folder holds {@code report.html}, {@code crossvalidation.json} and a run folder a fold.
 *
 * <pre>{@code
 * var result = CrossValidation.run(city, Set.of(1, 2), options, Path.of("runs/two-fold"), TrainingListener.SILENT);
 * System.out.println(result.balancedAccuracy().mean());
 * }</pre>
 */
public final class CrossValidation {
    private CrossValidation() {}

    /**
     * Runs a cross-validation.
     *
     * @param data     clips with folds
     * @param folds    the folds that take part, all others are left out; at least two. Empty: all of the data set
     * @param options  of each run; with {@link Execution#resume()} a cross-validation that was cut off goes on
     * @param folder   where to write; holds one run folder a fold, {@code fold-N}, {@code report.html} and {@code crossvalidation.json}
     * @param listener hears what happens, and may end it
     * @return the scores of the folds that are done
     * @throws IllegalArgumentException if there are fewer than two folds, or one that the data do not have
     * @throws IOException if a clip cannot be read, or the folder cannot be written to or holds something else
     */
    public static CrossValidationResult run(
            AudioDataset data, Set<Integer> folds, TrainingOptions options, Path folder, TrainingListener listener)
            throws IOException {
        return run(data, folds, options, folder, listener, new HtmlReports());
    }

    /**
     * Runs a cross-validation and reports in a way of the caller's.
     *
     * @param data     as above
     * @param folds    as above
     * @param options  as above
     * @param folder   as above
     * @param listener as above
     * @param reports  writes each {@code report.html}
     * @return the scores of the folds that are done
     * @throws IOException as above
     */
    public static CrossValidationResult run(
            AudioDataset data,
            Set<Integer> folds,
            TrainingOptions options,
            Path folder,
            TrainingListener listener,
            Reports reports)
            throws IOException {
        TreeSet<Integer> there = folds(data.clips());
        TreeSet<Integer> wanted = folds.isEmpty() ? there : new TreeSet<>(folds);
        check(there.containsAll(wanted), "folds must be among %s (those with clips), got %s", there, wanted);
        check(wanted.size() >= 2, "folds must be at least 2, got %s", wanted);
        Map<Integer, Split> splits = splits(data.clips(), wanted, options.seed());
        requireUsable(data, splits, options, folder);
        List<CrossValidationResult.Fold> done = new ArrayList<>();
        for (Map.Entry<Integer, Split> step : splits.entrySet()) {
            int fold = step.getKey();
            listener.fold(fold, done.size() + 1, splits.size());
            Optional<EvaluationReport> report =
                    one(data, step.getValue(), options, ofFold(folder, fold), listener, reports);
            if (report.isEmpty()) {
                return CrossValidationResult.of(data.labels().labels(), done, true);
            }
            done.add(new CrossValidationResult.Fold(fold, report.get()));
            CrossValidationResult soFar =
                    CrossValidationResult.of(data.labels().labels(), done, done.size() < wanted.size());
            write(
                    reports.crossValidation(new CrossValidationSummary(DataSource.of(data), options, wanted, soFar)),
                    soFar,
                    folder);
        }
        return CrossValidationResult.of(data.labels().labels(), done, false);
    }

    private static Map<Integer, Split> splits(List<Clip> all, Set<Integer> folds, long seed) {
        List<Clip> clips = all.stream()
                .filter(clip -> folds.contains(clip.fold().orElse(0)))
                .toList();
        Map<Integer, Split> splits = new TreeMap<>();
        folds.forEach(fold -> splits.put(fold, Splits.leaveOneFoldOut(clips, fold, seed)));
        return splits;
    }

    /** Refuses what lies in the way of any fold before time is spent on the first. */
    private static void requireUsable(
            AudioDataset data, Map<Integer, Split> splits, TrainingOptions options, Path folder) throws IOException {
        if (Files.exists(folder.resolve(RunFolder.CONFIG))) {
            throw new IOException(
                    folder + " must be empty, it holds a run (" + RunFolder.CONFIG + "): name another folder");
        }
        if (Files.exists(folder.resolve(RunFolder.SUMMARY))
                && !options.execution().resume()) {
            throw new IOException(folder
                    + " must be empty, it holds another cross-validation: name another folder, or resume that one");
        }
        for (Map.Entry<Integer, Split> step : splits.entrySet()) {
            Path run = ofFold(folder, step.getKey());
            RunConfig config = RunConfig.of(data, step.getValue(), options);
            if (options.execution().resume() && RunFolder.finished(run)) {
                RunFolder.requireSameRun(run, config);
            } else {
                RunFolder.requireUsable(run, config, options.execution().resume());
            }
        }
    }

    private static Path ofFold(Path folder, int fold) {
        return folder.resolve("fold-" + fold);
    }

    /** The test scores of one fold; empty if the listener cancelled it. */
    private static Optional<EvaluationReport> one(
            AudioDataset data,
            Split split,
            TrainingOptions options,
            Path folder,
            TrainingListener listener,
            Reports reports)
            throws IOException {
        boolean begun = Files.exists(folder.resolve(RunFolder.CONFIG));
        if (options.execution().resume() && begun && RunFolder.finished(folder)) {
            RunFolder.requireSameRun(folder, RunConfig.of(data, split, options));
            return Optional.of(RunOutput.readTest(folder.resolve(RunFolder.METRICS)));
        }
        TrainingOptions own = options.toBuilder()
                .execution(e -> e.resume(options.execution().resume() && begun))
                .build();
        return TrainingRun.run(data, split, own, folder, listener, reports).test();
    }

    private static void write(String page, CrossValidationResult result, Path folder) throws IOException {
        RunFiles.write(folder.resolve(RunFolder.REPORT), page);
        RunFiles.write(folder.resolve(RunFolder.SUMMARY), json(result));
    }

    private static String json(CrossValidationResult result) {
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.set("accuracy", Json.MAPPER.valueToTree(result.accuracy()));
        tree.set("balancedAccuracy", Json.MAPPER.valueToTree(result.balancedAccuracy()));
        tree.set("classes", Json.MAPPER.valueToTree(result.classes()));
        tree.set("confusion", Json.MAPPER.valueToTree(result.confusion()));
        for (CrossValidationResult.Fold fold : result.folds()) {
            ObjectNode one = tree.withArray("folds").addObject();
            one.put("fold", fold.fold());
            one.put("clips", fold.report().clips().count());
            one.put("accuracy", fold.report().clips().accuracy());
            one.put("balancedAccuracy", fold.report().clips().balancedAccuracy());
        }
        return Json.pretty(tree);
    }

    private static TreeSet<Integer> folds(List<Clip> clips) {
        TreeSet<Integer> folds = new TreeSet<>();
        clips.forEach(clip -> clip.fold().ifPresent(folds::add));
        return folds;
    }
}
