package io.auricle.training.internal;

import io.auricle.internal.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Writes the files of a run folder by {@link AtomicFile}; an error names the file and the reason. */
public final class RunFiles {
    private RunFiles() {}

    /** Replaces a file; whatever goes wrong, the old one stays and nothing is left beside it. */
    public static void write(Path file, AtomicFile.Content content) throws IOException {
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw new IOException(file + " could not be written: " + reason(e), e);
        }
    }

    /** Replaces a file by text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return why a file could not be read or written; the messages of NIO's exceptions are little more than its name} */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such folder";
        }
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
