package io.auricle.data;

import io.auricle.audio.MalformedAudioException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A clip that cannot be decoded. The message begins with its path. */
public final class UnreadableClipException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    private UnreadableClipException(Clip clip, String reason, Exception cause) {
        super(clip.path() + " must be a sound file that can be decoded, got: " + reason, cause);
        this.path = clip.path().toString();
        this.reason = reason;
    }

    static UnreadableClipException of(Clip clip, Exception cause) {
        return new UnreadableClipException(clip, reason(cause), cause);
    }

    /** {@return the sound file} */
    public Path path() {
        return Path.of(path);
    }

    /** {@return what is wrong with it, without the path where that is known} */
    public String reason() {
        return reason;
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
