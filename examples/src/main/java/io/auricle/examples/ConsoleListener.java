package io.auricle.examples;

import io.auricle.training.RunPlan;
import io.auricle.training.StepProgress;
import io.auricle.training.TrainingListener;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.EpochResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shows a run on stderr: a bar over an epoch's steps on a terminal, and a plain line for each epoch. Ctrl-C stops the run
 * after the step at hand, so that the best model so far is kept.
 */
final class ConsoleListener implements TrainingListener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintWriter err;
    private final boolean chooses;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "auricle-stop");
    private volatile boolean cancelled;
    private Progress progress;
    private String part = "";
    private int epochs;
    private double secondsLeft;

    /**
     * Starts to listen.
     *
     * @param err     where to write
     * @param options of the run: they say whether an epoch is kept for being the best, or just for being the last
     */
    ConsoleListener(PrintWriter err, TrainingOptions options) {
        this.err = err;
        this.chooses = options.selection().keep() == Selection.Keep.BEST;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void fold(int fold, int number, int folds) {
        end();
        err.printf("fold %d as test (%d of %d)%n", fold, number, folds);
    }

    @Override
    public synchronized void features(String name, int done, int clips) {
        if (!name.equals(part)) {
            end();
            part = name;
            progress = Progress.start("features (" + name + ")", "clips", clips);
        }
        if (progress != null) { // none: a slower thread reports after the last clip
            progress.to(done);
        }
        if (done == clips) {
            end();
        }
    }

    @Override
    public void started(RunPlan plan) {
        end();
        epochs = plan.epochs();
        err.printf(
                Locale.ROOT,
                "training on %d windows of %d clips, %d parameters, %d steps an epoch%s%n",
                plan.trainWindows(),
                plan.trainClips(),
                plan.parameters(),
                plan.steps(),
                plan.epochsDone() > 0 ? ", going on after epoch " + plan.epochsDone() : "");
        if (plan.droppedClips() > 0) {
            err.printf("left out %d clips that are shorter than a window%n", plan.droppedClips());
        }
    }

    @Override
    public void step(StepProgress at) {
        secondsLeft = at.secondsLeft();
        if (!Boolean.getBoolean("auricle.terminal")) {
            return;
        }
        if (progress == null) {
            progress = Progress.noted("epoch " + at.epoch() + "/" + at.epochs(), "steps", at.steps());
        }
        progress.note(String.format(
                Locale.ROOT,
                "%s left, loss %.3f%s, %.0f clips/s",
                Durations.of(at.secondsLeft()),
                at.loss(),
                at.last()
                        .map(last -> String.format(Locale.ROOT, ", accuracy %.3f", accuracy(last)))
                        .orElse(""),
                at.clipsPerSecond()));
        progress.to(at.step());
    }

    @Override
    public void epoch(EpochResult epoch) {
        end();
        err.printf(
                Locale.ROOT,
                "epoch %d/%d: loss %.4f, train accuracy %.3f%s, %.0f clips/s, %s left%s%n",
                epoch.epoch(),
                epochs,
                epoch.loss(),
                epoch.train().accuracy(),
                epoch.validation()
                        .map(v -> String.format(
                                Locale.ROOT,
                                ", validation loss %.4f accuracy %.3f balanced %.3f",
                                v.loss(),
                                v.accuracy(),
                                v.balancedAccuracy()))
                        .orElse(""),
                epoch.clipsPerSecond(),
                Durations.of(secondsLeft),
                chooses && epoch.best() && epoch.validation().isPresent() ? " (best so far)" : "");
    }

    @Override
    public void note(String text) {
        end();
        err.println("auricle: " + text);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void close() {
        end();
        if (!cancelled) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        closed.countDown();
    }

    private static double accuracy(EpochResult epoch) {
        return epoch.validation()
                .map(EpochResult.Part::accuracy)
                .orElse(epoch.train().accuracy());
    }

    private void end() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }

    /** Runs while the JVM shuts down: the training thread gets time to end its step and to write its files. */
    private void interrupted() {
        cancelled = true;
        try {
            if (!closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                err.println("auricle: the run did not stop in time; its last checkpoint is kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
