package io.auricle.training.internal;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files aside, forces them to the disk and renames them: a reader sees the old content or the new, never half. */
public final class AtomicFiles {
    private AtomicFiles() {}

    /** What fills the file. */
    @FunctionalInterface
    public interface Writer {
        /** Writes the whole content. */
        void write(OutputStream out) throws IOException;
    }

    /** Replaces a file; whatever goes wrong, the old one stays and nothing is left beside it. */
    public static void write(Path file, Writer writer) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileOutputStream target = new FileOutputStream(aside.toFile())) { // an interrupt does not close it
                OutputStream out = new BufferedOutputStream(target, 1 << 16);
                writer.write(out);
                out.flush();
                target.getFD().sync();
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(aside);
            throw new IOException(file + " could not be written: " + reason(e), e);
        }
    }

    /** Replaces a file by text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Why a file could not be had, in words: the exceptions of NIO say little more than its name. */
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
