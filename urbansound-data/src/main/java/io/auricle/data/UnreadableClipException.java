package io.auricle.data;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** A clip that cannot be decoded; the message begins with its path. */
final class UnreadableClipException extends IOException {
    private static final long serialVersionUID = 1L;

    private UnreadableClipException(String message, Exception cause) {
        super(message, cause);
    }

    static UnreadableClipException of(Clip clip, Exception cause) {
        String message = String.valueOf(cause.getMessage());
        String path = clip.path().toString();
        if (cause instanceof NoSuchFileException) {
            message = "no such file";
        }
        return new UnreadableClipException(
                message.startsWith(path)
                        ? message
                        : path + " must be a sound file that can be decoded, got: " + message,
                cause);
    }
}
