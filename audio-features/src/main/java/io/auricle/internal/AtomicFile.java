package io.auricle.internal;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files whole or not at all: the content goes aside, is forced to the disk, then renamed, then the folder is forced. A reader sees
 * the old content or the new, after a power cut too.
 */
public final class AtomicFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it.
         *
         * @param out where to; stays open
         * @throws IOException if writing fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file; what was there before stays until all is written.
     *
     * @param file    where to; replaced if it is there
     * @param content writes it
     * @throws IOException if writing fails; nothing is left beside the file then
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        requireFolder(target.getParent());
        Path aside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            writeForced(aside, content);
            rename(aside, target);
        } finally {
            Files.deleteIfExists(aside);
        }
        forceFolder(target.getParent());
    }

    /**
     * Writes a text file in UTF-8.
     *
     * @param file where to; replaced if it is there
     * @param text its content
     * @throws IOException if writing fails; nothing is left beside the file then
     */
    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Names the folder that is missing, not the file aside. */
    private static void requireFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
    }

    /** Made by NIO for its exceptions; written by {@link FileOutputStream}, because an interrupt closes a channel. */
    private static void writeForced(Path aside, Content content) throws IOException {
        Files.createFile(aside);
        try (FileOutputStream file = new FileOutputStream(aside.toFile())) {
            OutputStream out = new BufferedOutputStream(file, BUFFER_BYTES);
            content.writeTo(out);
            out.flush();
            file.getFD().sync();
        }
    }

    private static void rename(Path aside, Path target) throws IOException {
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the rename outlast a power cut. Windows and some network file systems cannot do so; the file is whole there all the same. */
    private static void forceFolder(Path folder) {
        boolean interrupted = Thread.interrupted(); // else the channel below closes at once
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The content is written and forced: a caller could do nothing about it.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
