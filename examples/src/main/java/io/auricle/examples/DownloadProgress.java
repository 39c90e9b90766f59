package io.auricle.examples;

import io.auricle.data.urbansound.UrbanSound8KDownload;
import java.util.Locale;
import java.util.function.Consumer;

/** The phases of a download, each with its own bar in megabytes. */
final class DownloadProgress implements Consumer<UrbanSound8KDownload.Progress>, AutoCloseable {

    private static final long MEGABYTE = 1_000_000;

    private UrbanSound8KDownload.Phase phase;
    private Progress bar;

    @Override
    public void accept(UrbanSound8KDownload.Progress at) {
        if (at.phase() != phase) {
            close();
            phase = at.phase();
            bar = Progress.start(phase.name().toLowerCase(Locale.ROOT), "MB", at.total() / MEGABYTE);
        }
        bar.note(Durations.of(at.secondsLeft()) + " left");
        bar.to(at.done() / MEGABYTE);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
