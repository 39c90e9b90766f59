package io.auricle.data;

import io.auricle.data.FeatureSource.BuildReport;
import io.auricle.data.FeatureSource.Options;
import io.auricle.data.FeatureSource.Progress;
import io.auricle.data.FeatureSource.Unreadable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts what a build does, reports its progress, and applies the one rule for clips that cannot be decoded. */
final class BuildTally {
    private final int total;
    private final Options options;
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private int done;
    private int found;
    private int computed;
    private int repaired;
    private boolean stopped;

    BuildTally(int total, Options options) {
        this.total = total;
        this.options = options;
    }

    synchronized void found() {
        found++;
        notifyProgress();
    }

    synchronized void computed(boolean damaged) {
        computed++;
        repaired += damaged ? 1 : 0;
        notifyProgress();
    }

    /** Lists the clip, or throws what went wrong. A thread that was interrupted cannot blame the clip. */
    synchronized void unreadable(Clip clip, UnreadableClipException e) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while reading " + clip.path());
            interrupted.initCause(e);
            throw interrupted;
        }
        if (!options.skipUnreadable()) {
            throw e;
        }
        unreadable.add(new Unreadable(clip, e.reason()));
        notifyProgress();
    }

    synchronized BuildReport report() {
        unreadable.sort(Comparator.comparing(entry -> entry.clip().path()));
        return new BuildReport(found, computed, repaired, unreadable, seconds());
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private void notifyProgress() {
        done++;
        if (!stopped) {
            stopped = true; // unless the listener returns, it is not called again
            options.progress().accept(new Progress(done, total, computed / seconds()));
            stopped = false;
        }
    }
}
