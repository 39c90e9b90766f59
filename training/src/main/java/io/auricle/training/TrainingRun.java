package io.auricle.training;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.data.AudioDataset;
import io.auricle.data.Split;
import io.auricle.training.internal.learn.Learner;
import io.auricle.training.internal.run.RunConfig;
import io.auricle.training.internal.run.RunFolder;
import io.auricle.training.options.Execution;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.report.HtmlReports;
import io.auricle.training.result.Reports;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.score.EvaluationReport;
import io.auricle.zoo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * One training with its folder: features, standardizer, network, epochs, the best one kept, evaluated and reported.
 *
 * <pre>{@code
 * AudioDataset city = AudioDataset.open(Path.of("UrbanSound8K"), AudioDataset.Options.defaults());
 * Split split = Splits.official(city.clips(), Set.of(1, 2), Set.of(), Set.of(3), 1);
 * TrainingResult result = TrainingRun.run(
 *         city, split, TrainingOptions.builder().seed(1).build(), Path.of("runs/first"), TrainingListener.SILENT);
 * }</pre>
 *
 * <p>The folder then holds {@code config.json} (every option, the data's digest, versions), {@code history.csv},
 * {@code model.zip}, {@code predictions.csv}, {@code report.html} and, last of all, {@code metrics.json}; while the run goes
 * on, also {@code checkpoints}. Each file is written aside and renamed.
 *
 * <p>Every random choice derives from (seed, epoch, step): a run that was killed and resumed ends at the same weights as an
 * undisturbed one, to the bit with one thread. <b>Threads.</b> One run at a time in a process: ND4J's random numbers and its
 * thread count belong to the process. <b>Cost.</b> Decodes each clip once and holds the spectrograms of all, 4 bytes a value.
 */
public final class TrainingRun {
    private TrainingRun() {}

    /**
     * Trains, evaluates and reports.
     *
     * @param data     where the clips come from; gives the labels
     * @param split    which clips train, validate and test; without validation clips the last epoch is kept
     * @param options  everything else
     * @param folder   where to write; new, empty of other runs, or with {@link Execution#resume()} the folder of this
     *                 very run
     * @param listener hears what happens, and may end it
     * @return what the run left behind
     * @throws IllegalArgumentException   if there are fewer than two classes, the front end does not fit the network, the training
     *                                    part has no clip of some class or fewer than two windows, or the test part has clips
     *                                    and no window
     * @throws IOException                if a clip cannot be read, or the folder cannot be written to or holds another run
     * @throws TrainingDivergedException  if the loss is no number any more
     */
    public static TrainingResult run(
            AudioDataset data, Split split, TrainingOptions options, Path folder, TrainingListener listener)
            throws IOException {
        return run(data, split, options, folder, listener, new HtmlReports());
    }

    /**
     * Trains, evaluates and reports in a way of the caller's.
     *
     * @param data     as above
     * @param split    as above
     * @param options  as above
     * @param folder   as above
     * @param listener as above
     * @param reports  writes {@code report.html}
     * @return what the run left behind
     * @throws IOException as above
     */
    public static TrainingResult run(
            AudioDataset data,
            Split split,
            TrainingOptions options,
            Path folder,
            TrainingListener listener,
            Reports reports)
            throws IOException {
        requireNonNull(reports, "reports");
        requireNonNull(split, "split");
        requireNonNull(options, "options");
        requireNonNull(listener, "listener");
        RunConfig config = RunConfig.of(data, split, options);
        RunFolder.requireUsable(folder, config, options.execution().resume());
        List<String> labels = data.labels().labels();
        check(labels.size() >= 2, "data set must hold at least 2 classes, got %s in %s", labels, data.folder());
        Learner.requireFit(options, labels.size());
        RunData parts;
        try {
            parts = RunData.load(labels, split, options, Cancellation.of(listener));
        } catch (Cancellation e) {
            return unbegun(folder);
        }
        RunFolder run = RunFolder.at(folder);
        Warnings.beforeTraining(parts, options).forEach(listener::note);
        TrainingSession session = new TrainingSession(options, parts, run, config.id(), listener);
        RunFolder.open(folder, config, options.execution().resume());
        return train(run, new RunRecord(config, split, options, parts, session), listener, reports);
    }

    private static TrainingResult train(RunFolder run, RunRecord record, TrainingListener listener, Reports reports)
            throws IOException {
        TrainingSession session = record.session();
        try {
            return session.train() ? conclude(run, record, listener, reports) : cancelled(run, record, session);
        } catch (TrainingDivergedException e) {
            writeModel(run, record, session);
            throw e;
        } catch (Cancellation e) {
            return cancelled(run, record, session);
        }
    }

    /** What a run leaves that was cancelled while it read its clips: what lay there before, if it was to be resumed. */
    private static TrainingResult unbegun(Path folder) {
        return new TrainingResult(
                folder, Optional.empty(), true, 0, List.of(), 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What a cancelled run leaves; a thread that was interrupted stays so, but its files are written all the same. */
    private static TrainingResult cancelled(RunFolder run, RunRecord record, TrainingSession session)
            throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return new TrainingResult(
                    run.path(),
                    writeModel(run, record, session),
                    true,
                    session.keptEpoch(),
                    session.history(),
                    record.idleShare(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes the kept weights, if an epoch has ended. */
    private static Optional<Path> writeModel(RunFolder run, RunRecord record, TrainingSession session)
            throws IOException {
        if (session.keptEpoch() == 0) {
            return Optional.empty();
        }
        ModelFile.writeForUse(run.file(RunFolder.MODEL), record.model());
        return Optional.of(run.file(RunFolder.MODEL));
    }

    /** Scores the file that was written, then adds the scores to it, and reports. */
    private static TrainingResult conclude(RunFolder run, RunRecord record, TrainingListener listener, Reports reports)
            throws IOException {
        TrainingSession session = record.session();
        writeModel(run, record, session);
        ComputationGraph scored = record.scored(ModelFile.read(run.file(RunFolder.MODEL)));
        List<String> labels = record.parts().labels();
        RunData parts = record.parts();
        EvaluationReport train = Evaluator.evaluate(labels, scored, parts.train());
        Optional<EvaluationReport> validation = parts.validation().map(set -> Evaluator.evaluate(labels, scored, set));
        Optional<EvaluationReport> test = parts.test().size() == 0
                ? Optional.empty()
                : Optional.of(Evaluator.evaluate(labels, scored, parts.test()));
        TrainingResult result = new TrainingResult(
                run.path(),
                Optional.of(run.file(RunFolder.MODEL)),
                false,
                session.keptEpoch(),
                session.history(),
                record.idleShare(),
                Optional.of(train),
                validation,
                test);
        ModelFile.writeForUse(run.file(RunFolder.MODEL), record.model(result));
        Warnings.ofThreshold(parts, result, record.threshold(result)).forEach(listener::note);
        RunOutput.write(run, record, result, reports);
        run.checkpoints().clear();
        return result;
    }
}
