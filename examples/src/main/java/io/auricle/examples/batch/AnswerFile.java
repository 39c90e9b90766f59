package io.auricle.examples.batch;

import io.auricle.internal.AtomicFile;
import io.auricle.zoo.classify.FileAnswer;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file of answers that grows while files are classified, and that a later run goes on with after a kill: rows of a file are written
 * at once, a torn last row is dropped, and the last file of a timeline is answered anew.
 *
 * <p>Beside it, {@code NAME.run} records model and options, so that a run with others is refused. <b>Threads.</b> One at a time.
 */
public final class AnswerFile implements Closeable {
    private final Path file;
    private final RowFormat format;
    private final FileChannel channel;
    private final Set<String> done;
    private final int errors;

    private AnswerFile(Path file, RowFormat format, FileChannel channel, WrittenRows written) {
        this.file = file;
        this.format = format;
        this.channel = channel;
        this.done = written.paths();
        this.errors = written.errors();
    }

    /**
     * Starts a new file.
     *
     * @param file   must not exist
     * @param format how rows are written
     * @param key    model and options, on one line
     * @return the file, to be closed
     * @throws IOException if it exists, or writing fails
     */
    public static AnswerFile create(Path file, RowFormat format, String key) throws IOException {
        FileChannel channel = create(file);
        try {
            lock(file, channel);
            AtomicFile.write(keyFile(file), key + "\n");
            AnswerFile answers = new AnswerFile(file, format, channel, WrittenRows.none());
            answers.write(format.header());
            return answers;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel create(Path file) throws IOException {
        try {
            return FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + ": is there already; --resume goes on with it", e);
        }
    }

    /**
     * Goes on with a file, or starts it if it does not exist.
     *
     * @param file     what {@link #create} began
     * @param format   how rows are written
     * @param key      model and options: must be those that the file was begun with
     * @param timeline whether a file has several rows, so that those of the last one may be incomplete
     * @return the file, to be closed
     * @throws IOException if the file was begun with another key, holds other rows, or writing fails
     */
    public static AnswerFile resume(Path file, RowFormat format, String key, boolean timeline) throws IOException {
        if (!Files.exists(file)) {
            return create(file, format, key);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, channel);
            requireKey(file, key);
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
            WrittenRows written = WrittenRows.read(file, in, format, timeline);
            channel.truncate(written.bytes());
            channel.position(written.bytes());
            AnswerFile answers = new AnswerFile(file, format, channel, written);
            if (written.bytes() == 0) {
                answers.write(format.header());
            }
            return answers;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Path keyFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".run");
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // held by this process: refused as well
        }
        throw new IOException(file + ": must be written by one run at a time, another one is writing it");
    }

    private static void requireKey(Path file, String key) throws IOException {
        Path keyFile = keyFile(file);
        if (!Files.exists(keyFile)) {
            throw new IOException(
                    file + ": must have its record " + keyFile.getFileName() + " beside it to be resumed, got none");
        }
        String begun = Files.readString(keyFile).strip();
        if (!begun.equals(key)) {
            throw new IOException(
                    file + ": must be resumed with the model and options it was begun with, " + begun + ", got " + key);
        }
    }

    /** {@return names of the files whose answers were there when the file was opened} */
    public Set<String> done() {
        return done;
    }

    /** {@return how many of them are errors} */
    public int errors() {
        return errors;
    }

    /**
     * Writes a file's rows.
     *
     * @param answer the file's answer
     * @throws IOException if writing fails
     */
    public void append(FileAnswer answer) throws IOException {
        write(format.rows(answer));
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            channel.force(true);
        }
    }
}
