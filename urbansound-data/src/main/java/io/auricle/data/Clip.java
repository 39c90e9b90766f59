package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * One labelled excerpt of a recording: where it lies, what it is, where it was cut from. Nothing is decoded.
 *
 * <p><b>Units.</b> Seconds within the recording. Where a data set does not record the cut, a clip is the whole file:
 * start 0 and end {@link Double#POSITIVE_INFINITY}. <b>Threads.</b> Immutable, share it.
 *
 * @param path the sound file
 * @param label the class, as the data set writes it, such as {@code air_conditioner}; not blank
 * @param fold the fold that the data set put the clip in, at least 1; empty if it has no folds
 * @param recording the source that the clip was cut from, unique within the data set; not blank. Clips of one recording are
 *     siblings: a split that puts some in training and others in the test measures memory, not hearing
 * @param salience 1 for a sound in the foreground, 2 in the background; empty if unknown
 * @param startSeconds where the clip begins in its recording; at least 0
 * @param endSeconds where it ends; above startSeconds, infinite if unknown
 */
public record Clip(
        Path path,
        String label,
        OptionalInt fold,
        String recording,
        OptionalInt salience,
        double startSeconds,
        double endSeconds) {
    public Clip {
        requireNonNull(path, "path");
        requireNonNull(label, "label");
        requireNonNull(fold, "fold");
        requireNonNull(recording, "recording");
        requireNonNull(salience, "salience");
        check(path.getFileName() != null, "path must name a file, got %s", path);
        check(!label.isBlank(), "label must not be blank, got \"%s\"", label);
        check(!recording.isBlank(), "recording must not be blank, got \"%s\"", recording);
        check(fold.orElse(1) >= 1, "fold must be at least 1, got %d", fold.orElse(1));
        int foreground = salience.orElse(1);
        check(foreground == 1 || foreground == 2, "salience must be 1 or 2, got %d", foreground);
        check(startSeconds >= 0, "startSeconds must be at least 0, got %s", startSeconds);
        check(endSeconds > startSeconds, "endSeconds must be above startSeconds %s, got %s", startSeconds, endSeconds);
    }

    /** {@return the file's name without its folder, such as {@code 100032-3-0-0.wav}} */
    public String name() {
        return path.getFileName().toString();
    }

    /** {@return the true length in seconds; infinite if unknown} */
    public double seconds() {
        return endSeconds - startSeconds;
    }

    /** {@return the label for people: underscores become spaces, as in {@code air conditioner}} */
    public String displayName() {
        return LabelEncoder.displayName(label);
    }
}
