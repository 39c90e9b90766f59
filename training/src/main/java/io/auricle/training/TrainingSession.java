package io.auricle.training;

import io.auricle.training.internal.Randomness;
import io.auricle.training.internal.Randomness.Purpose;
import io.auricle.training.internal.RunFiles;
import io.auricle.training.internal.batch.Augmenter;
import io.auricle.training.internal.batch.Batch;
import io.auricle.training.internal.batch.BatchFeeder;
import io.auricle.training.internal.batch.BatchMaker;
import io.auricle.training.internal.batch.BatchPlan;
import io.auricle.training.internal.batch.WindowSet;
import io.auricle.training.internal.learn.Inference;
import io.auricle.training.internal.learn.Learner;
import io.auricle.training.internal.run.Checkpoint;
import io.auricle.training.internal.run.History;
import io.auricle.training.internal.run.RunFolder;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.EpochResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The loop: epochs of steps, each followed by a look at validation and a checkpoint. */
final class TrainingSession {
    private static final int LEAST_SAMPLE = 64;

    private final TrainingOptions options;
    private final RunData parts;
    private final RunFolder folder;
    private final String run;
    private final TrainingListener listener;
    private final Learner learner;
    private final BatchPlan plan;
    private final int epochs;
    private final WindowSet sample;
    private final List<EpochResult> history = new ArrayList<>();
    private float[] kept = new float[0];
    private int keptEpoch;

    TrainingSession(TrainingOptions options, RunData parts, RunFolder folder, String run, TrainingListener listener) {
        this.options = options;
        this.parts = parts;
        this.folder = folder;
        this.run = run;
        this.listener = listener;
        Randomness randomness = new Randomness(options.seed());
        this.plan = new BatchPlan(
                parts.train().labels(),
                options.optimisation().batch(),
                options.input().balanceClasses(),
                randomness);
        this.epochs = options.optimisation().epochsOf(plan.steps());
        this.sample = sample(parts.train(), randomness);
        this.learner = new Learner(options, parts.labels().size());
        listener.network(learner.graph());
    }

    Learner learner() {
        return learner;
    }

    List<EpochResult> history() {
        return List.copyOf(history);
    }

    /** Mean time of a step over the whole run, input included. */
    double secondsPerStep() {
        double seconds = history.stream().mapToDouble(EpochResult::seconds).sum();
        return history.isEmpty() ? 0 : seconds / history.size() / plan.steps();
    }

    /** The epoch whose weights are kept; 0 if none ended yet. */
    int keptEpoch() {
        return keptEpoch;
    }

    /** The kept weights; empty if no epoch ended yet. */
    float[] kept() {
        return kept.clone();
    }

    /**
     * Trains until the last epoch, or until the listener has had enough.
     *
     * @return whether the run went to its end
     * @throws TrainingDivergedException if a loss is no number any more
     */
    boolean train() throws IOException {
        resume();
        listener.started(describe());
        int first = history.size() + 1;
        WindowSet train = parts.train();
        int classes = parts.labels().size();
        Augmenter augmenter =
                new Augmenter(train, options.input().augmentation(), parts.standardizer(), parts.samples());
        BatchMaker maker = new BatchMaker(
                train,
                classes,
                augmenter,
                options.input().augmentation().mixupAlpha(),
                options.regularisation().labelSmoothing(),
                new Randomness(options.seed()));
        try (BatchFeeder feeder = new BatchFeeder(plan, maker, train, classes, first, epochs)) {
            for (int epoch = first; epoch <= epochs && !outOfPatience(); epoch++) {
                Optional<EpochClock> clock = steps(feeder, epoch);
                if (clock.isEmpty()) {
                    return false;
                }
                conclude(epoch, clock.get());
            }
        }
        return true;
    }

    private void resume() throws IOException {
        if (!options.execution().resume()) {
            return;
        }
        Optional<Checkpoint> newest = folder.checkpoints().newest(run, listener::note);
        if (newest.isEmpty()) {
            listener.note(folder.path() + " holds no checkpoint to go on from: the run starts at its first epoch");
            return;
        }
        Checkpoint checkpoint = newest.get();
        learner.restore(checkpoint.weights(), checkpoint.updater(), checkpoint.average(), checkpoint.steps());
        history.addAll(History.parse(checkpoint.history()));
        kept = checkpoint.kept();
        keptEpoch = checkpoint.keptEpoch();
    }

    private RunPlan describe() {
        Optional<WindowSet> validation = parts.validation();
        return new RunPlan(
                parts.train().clips().size(),
                validation.map(set -> set.clips().size()).orElse(0),
                parts.test().clips().size(),
                parts.droppedClips(),
                parts.train().size(),
                validation.map(WindowSet::size).orElse(0),
                plan.steps(),
                epochs,
                history.size(),
                learner.graph().numParams());
    }

    /** All steps of an epoch; empty if the run was cancelled by its listener or its thread interrupted. */
    private Optional<EpochClock> steps(BatchFeeder feeder, int epoch) {
        EpochClock clock = new EpochClock(plan.steps(), epochs);
        long allSteps = (long) plan.steps() * epochs;
        for (int step = 1; step <= plan.steps(); step++) {
            Batch batch;
            try {
                batch = feeder.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            double rate = options.optimisation()
                    .schedule()
                    .at(options.optimisation().learningRate(), learner.steps(), allSteps);
            double loss = learner.step(batch, rate);
            requireFinite("loss", loss, epoch, step);
            clock.tick(batch.count(), loss, rate, feeder.waitedNanos());
            feeder.release(batch);
            listener.step(clock.progress(epoch, step, last()));
            if (listener.cancelled() || Thread.currentThread().isInterrupted()) {
                return Optional.empty();
            }
        }
        return Optional.of(clock);
    }

    private void conclude(int epoch, EpochClock clock) throws IOException {
        float[] weights = learner.weightsForUse();
        for (float weight : weights) { // ReLU can hide one from the loss
            requireFinite("weight", weight, epoch, plan.steps());
        }
        EpochResult.Part train = judge(weights, sample);
        requireFinite("loss", train.loss(), epoch, plan.steps());
        Optional<EpochResult.Part> validation = parts.validation().map(set -> judge(weights, set));
        boolean keep =
                options.selection().keep() == Selection.Keep.LAST || validation.isEmpty() || isBest(validation.get());
        if (keep) {
            kept = weights;
            keptEpoch = epoch;
        }
        EpochResult result = clock.result(epoch, train, validation, keep);
        history.add(result);
        save(epoch);
        listener.epoch(result);
    }

    private EpochResult.Part judge(float[] weights, WindowSet windows) {
        float[][] probabilities = learner.with(weights, () -> Inference.probabilities(learner.graph(), windows));
        return EpochResult.Part.of(Scoring.clips(parts.labels(), windows, probabilities));
    }

    private boolean isBest(EpochResult.Part validation) {
        return history.stream().flatMap(epoch -> epoch.validation().stream()).allMatch(validation::betterThan);
    }

    /** Whether validation has not improved for too many epochs; a run without validation never runs out of it. */
    private boolean outOfPatience() {
        int best = 0;
        for (int i = 1; i < history.size(); i++) {
            Optional<EpochResult.Part> now = history.get(i).validation();
            Optional<EpochResult.Part> before = history.get(best).validation();
            best = now.isEmpty() || now.get().betterThan(before.get()) ? i : best;
        }
        return history.size() - 1 - best >= options.selection().patience().orElse(Integer.MAX_VALUE);
    }

    private void save(int epoch) throws IOException {
        String csv = History.toCsv(history);
        RunFiles.write(folder.file(RunFolder.HISTORY), csv);
        folder.checkpoints()
                .write(new Checkpoint(
                        run,
                        epoch,
                        learner.steps(),
                        learner.weights(),
                        learner.updaterState(),
                        learner.average(),
                        kept,
                        keptEpoch,
                        csv));
    }

    private Optional<EpochResult> last() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    private void requireFinite(String what, double value, int epoch, int step) {
        if (!Double.isFinite(value)) {
            String remains = keptEpoch == 0
                    ? "no epoch had ended, so no model is kept"
                    : "the model of epoch " + keptEpoch + " is kept in " + folder.file(RunFolder.MODEL);
            throw new TrainingDivergedException(what, value, epoch, step, remains);
        }
    }

    /** A tenth of the training windows, always the same ones: enough for a curve at little cost. */
    private static WindowSet sample(WindowSet train, Randomness randomness) {
        int size = Math.min(train.size(), Math.max(LEAST_SAMPLE, train.size() / 10));
        int[] order = Randomness.permutation(randomness.stream(Purpose.SELECTION, 0, 1), train.size());
        return train.only(Arrays.stream(order, 0, size).sorted().toArray());
    }
}
