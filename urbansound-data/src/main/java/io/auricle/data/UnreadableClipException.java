package io.auricle.data;

import static io.auricle.internal.Checks.check;

import io.auricle.audio.MalformedAudioException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** One or more clips that cannot be decoded. The message begins with the path of the first. */
public final class UnreadableClipException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    private final String path;
    private final String reason;

    @SuppressWarnings("serial") // an immutable list of the JDK
    private final List<String> others;

    private UnreadableClipException(Path path, String reason, List<String> others, Throwable cause) {
        super(path + " must be a sound file that can be decoded, got: " + reason + shown(others), cause);
        this.path = path.toString();
        this.reason = reason;
        this.others = List.copyOf(others);
    }

    private static String shown(List<String> others) {
        if (others.isEmpty()) {
            return "";
        }
        String names = String.join(", ", others.subList(0, Math.min(SHOWN, others.size())));
        return " (and " + others.size() + " more: " + names + (others.size() > SHOWN ? ", ..." : "") + ")";
    }

    static UnreadableClipException of(Clip clip, Exception cause) {
        return new UnreadableClipException(clip.path(), reason(cause), List.of(), cause);
    }

    /**
     * Makes one exception of all clips that a source left out.
     *
     * @param unreadable at least one
     * @return an exception that names the first with its reason, then the others
     */
    public static UnreadableClipException of(List<FeatureSource.Unreadable> unreadable) {
        check(!unreadable.isEmpty(), "unreadable must hold at least 1 clip, got 0");
        FeatureSource.Unreadable first = unreadable.get(0);
        List<String> others = unreadable.stream()
                .skip(1)
                .map(one -> one.clip().path().toString())
                .toList();
        return new UnreadableClipException(first.clip().path(), first.reason(), others, null);
    }

    /** {@return the first sound file} */
    public Path path() {
        return Path.of(path);
    }

    /** {@return what is wrong with the first, without the path where that is known} */
    public String reason() {
        return reason;
    }

    /** {@return the other clips that cannot be decoded; empty where reading stopped at the first} */
    public List<Path> others() {
        return others.stream().map(Path::of).toList();
    }

    private static String reason(Exception cause) {
        if (cause instanceof MalformedAudioException sound) {
            return "byte " + sound.byteOffset() + ": " + sound.rule() + ", got " + sound.found();
        }
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
