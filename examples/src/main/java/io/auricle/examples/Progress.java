package io.auricle.examples;

import java.io.PrintStream;
import java.util.OptionalInt;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress on stderr: a bar on a terminal, else a plain line for every tenth of the work. Any thread may call it. */
final class Progress implements AutoCloseable {

    private static final int TENTHS = 10;

    private final String task;
    private final String unit;
    private final long total;
    private final PrintStream out;
    private final ProgressBar bar;
    private final long startNanos = System.nanoTime();
    private long done;
    private int tenth;
    private String note = "";

    /** Reports to a stream: with a bar of so many columns, or in plain lines if there are none. */
    Progress(String task, String unit, long total, boolean noted, PrintStream out, OptionalInt columns) {
        this.task = task;
        this.unit = unit;
        this.total = total;
        this.out = out;
        this.bar = columns.isPresent() ? bar(task, unit, total, noted, out, columns.getAsInt()) : null;
    }

    private static Progress onErr(String task, String unit, long total, boolean noted) {
        // The launcher knows the terminal: behind its filter, the JVM sees a pipe.
        OptionalInt columns = Boolean.getBoolean("auricle.terminal")
                ? OptionalInt.of(Integer.getInteger("auricle.columns", 80))
                : OptionalInt.empty();
        return new Progress(task, unit, total, noted, System.err, columns);
    }

    private static ProgressBar bar(String task, String unit, long total, boolean noted, PrintStream out, int columns) {
        ProgressBarBuilder bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(new ConsoleProgressBarConsumer(out, columns - 1));
        return (noted ? bar.hideEta() : bar.setUnit(" " + unit, 1).showSpeed()).build();
    }

    /**
     * Starts to report.
     *
     * @param task  what is done, for people
     * @param unit  what is counted: {@code clips}
     * @param total how many there will be
     * @return the progress, to be closed
     */
    static Progress start(String task, String unit, long total) {
        return onErr(task, unit, total, false);
    }

    /**
     * Starts to report what its notes say best: the bar leaves its room to them and shows neither pace nor time left.
     *
     * @param task  what is done, for people
     * @param unit  what is counted
     * @param total how many there will be
     * @return the progress, to be closed
     */
    static Progress noted(String task, String unit, long total) {
        return onErr(task, unit, total, true);
    }

    /**
     * Moves to a count.
     *
     * @param count how many are done; a lower count than before, from a slower thread, changes nothing
     */
    synchronized void to(long count) {
        done = Math.max(done, count);
        if (bar != null) {
            bar.stepTo(done);
            return;
        }
        int now = total == 0 ? TENTHS : (int) (done * TENTHS / total);
        if (now > tenth) {
            tenth = now;
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            out.printf("%s: %d of %d %s, %.1f s%s%n", task, done, total, unit, seconds, note);
        }
    }

    /**
     * Sets what stands behind the bar.
     *
     * @param text a few words, such as the loss
     */
    synchronized void note(String text) {
        note = text.isEmpty() ? "" : ", " + text;
        if (bar != null) {
            bar.setExtraMessage(" " + text);
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        } else if (tenth == 0 && done > 0) {
            out.printf("%s: %d of %d %s%n", task, done, total, unit);
        }
    }
}
