package io.auricle.data.internal.store;

import static io.auricle.internal.Checks.check;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;

/**
 * Records in one data file with an index beside it, appended by any number of processes and never changed.
 *
 * <p>A record's bytes are written first, its index entry second: a process that dies between leaves a gap, never a wrong
 * record. The checksum catches what the machine itself loses. The operating system drops a dead process's locks.
 *
 * <p>Locks, all in one empty file: byte 0 shared by all writing processes (two stores of one process take turns, because the
 * locks of a file belong to the process), byte 1 while appending, one byte per key for who makes that record.
 */
public final class RecordStore implements Closeable {
    private static final long WRITERS = 0;
    private static final long APPEND = 1;
    private static final long FIRST_CLAIM = 16;
    private static final long RETRY_NANOS = 2_000_000;

    private final Path dataFile;
    private final FileChannel data;
    private final FileChannel entries;
    private final FileChannel locks;
    private final Index index;
    private final Segments segments;

    private RecordStore(Path dataFile, FileChannel data, FileChannel entries, FileChannel locks) throws IOException {
        this.dataFile = dataFile;
        this.data = data;
        this.entries = entries;
        this.locks = locks;
        index = new Index(entries);
        segments = new Segments(data);
        hold(WRITERS, true);
        FileLock appending = hold(APPEND, false);
        try {
            index.ensureHeader();
            index.refresh();
        } finally {
            appending.release();
        }
        segments.grow();
    }

    /**
     * Opens {@code name.bin}, {@code name.index} and {@code name.lock} in a folder, making what is absent.
     *
     * @throws IOException if a file cannot be opened
     */
    public static RecordStore open(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Path dataFile = folder.resolve(name + ".bin");
        FileChannel data = open(dataFile);
        FileChannel entries = null;
        FileChannel locks = null;
        try {
            entries = open(folder.resolve(name + ".index"));
            locks = open(folder.resolve(name + ".lock"));
            return new RecordStore(dataFile, data, entries, locks);
        } catch (IOException | RuntimeException e) {
            for (FileChannel channel : new FileChannel[] {locks, entries, data}) {
                if (channel != null) {
                    channel.close();
                }
            }
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** {@return where the record of a key lies, if it is listed; {@link #isWhole} checks its bytes} */
    public Optional<Extent> find(Key key) {
        return Optional.ofNullable(index.find(key));
    }

    /** Takes in what other processes have appended. */
    public void refresh() throws IOException {
        index.refresh();
        segments.grow();
    }

    /** {@return whether the bytes of a record lie in the file and match their checksum} */
    public boolean isWhole(Extent extent) throws IOException {
        if (!segments.holds(extent)) {
            segments.grow(); // listed a moment ago by another thread or process
        }
        return segments.holds(extent) && checksum(segments.view(extent)) == extent.checksum();
    }

    /** Drops a damaged record from the list in memory, so that the next one of its key counts. */
    public void forget(Key key, Extent extent) {
        index.forget(key, extent);
    }

    /** {@return the bytes of a record, little-endian, read-only, not copied} */
    public ByteBuffer view(Extent extent) {
        return segments.view(extent);
    }

    /**
     * Appends a record and lists it.
     *
     * @param bytes at most 1 GiB; read from position to limit
     * @return where it lies now
     * @throws IOException if writing fails, on a full disk for one; then nothing is listed
     */
    public synchronized Extent append(Key key, ByteBuffer bytes) throws IOException {
        check(bytes.remaining() <= Segments.SIZE, "record must be at most 1 GiB, got %d bytes", bytes.remaining());
        int checksum = checksum(bytes.duplicate());
        try {
            FileLock appending = hold(APPEND, false);
            try {
                return appendLocked(key, bytes, checksum);
            } finally {
                appending.release();
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(dataFile + " must take one more record, got: " + e.getMessage(), e);
        }
    }

    private Extent appendLocked(Key key, ByteBuffer bytes, int checksum) throws IOException {
        index.refresh();
        Extent extent = new Extent(place(bytes.remaining()), bytes.remaining(), checksum);
        long at = extent.offset();
        while (bytes.hasRemaining()) {
            at += data.write(bytes, at);
        }
        index.append(key, extent);
        return extent;
    }

    /** Behind everything that was ever written; a record never straddles two segments. */
    private long place(int length) throws IOException {
        long end = (data.size() + 7) / 8 * 8;
        boolean straddles = length > 0 && end / Segments.SIZE != (end + length - 1) / Segments.SIZE;
        return straddles ? (end / Segments.SIZE + 1) * Segments.SIZE : end;
    }

    /** {@return the right to make the record of a key, or empty if another process or store has it} */
    public Optional<FileLock> tryClaim(Key key) throws IOException {
        try {
            return Optional.ofNullable(locks.tryLock(claimed(key), 1, false));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /** Waits for the right to make the record of a key; the caller must hold no other claim. */
    public FileLock claim(Key key) throws IOException {
        return hold(claimed(key), false);
    }

    private static long claimed(Key key) {
        return FIRST_CLAIM + (key.high() >>> 2);
    }

    /** Waits for a lock; the system wakes us if another process has it, only another store of this process is polled. */
    private FileLock hold(long position, boolean shared) throws IOException {
        while (true) {
            try {
                return locks.lock(position, 1, shared);
            } catch (OverlappingFileLockException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while waiting for " + dataFile);
                }
                LockSupport.parkNanos(RETRY_NANOS);
            } catch (FileLockInterruptionException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for " + dataFile);
            }
        }
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Ends writing: other stores of this process may write now. Reading goes on. */
    public void endWriting() throws IOException {
        locks.close();
    }

    @Override
    public void close() throws IOException {
        locks.close();
        entries.close();
        data.close();
    }
}
