package io.auricle.data.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * The list of records: a header, then entries of one size, each with a checksum of its own. A torn entry at the end is
 * overwritten by the next, a damaged one is passed over; of two entries with one key the later counts.
 *
 * <p>Entry, little-endian: key high 8, key low 8, offset 8, length 4, checksum of the record 4, checksum of this entry 4,
 * zero 4.
 */
final class Index {
    static final int ENTRY_BYTES = 40;
    private static final int CHECKED_BYTES = 32;
    private static final byte[] HEADER =
            "Auricle feature index, version 1\n       ".getBytes(StandardCharsets.US_ASCII);

    private final FileChannel channel;
    private final Map<Key, Extent> extents = new ConcurrentHashMap<>();
    private long read;

    Index(FileChannel channel) {
        this.channel = channel;
    }

    Extent find(Key key) {
        return extents.get(key);
    }

    void forget(Key key, Extent extent) {
        extents.remove(key, extent);
    }

    /** Reads what was appended since, by this process or another. */
    synchronized void refresh() throws IOException {
        long entries = entries();
        if (read > entries) { // the file was begun anew
            read = 0;
            extents.clear();
        }
        ByteBuffer block = buffer((int) Math.min(1024, Math.max(1, entries - read)));
        while (read < entries) {
            block.clear().limit((int) Math.min(block.capacity(), (entries - read) * ENTRY_BYTES));
            readFully(block, HEADER.length + read * ENTRY_BYTES);
            block.flip();
            for (; block.remaining() >= ENTRY_BYTES; read++) {
                take(block);
            }
        }
    }

    /** Writes an entry behind the last whole one; the caller holds the lock of the file and has refreshed. */
    synchronized void append(Key key, Extent extent) throws IOException {
        ByteBuffer entry = buffer(1);
        entry.putLong(key.high()).putLong(key.low()).putLong(extent.offset());
        entry.putInt(extent.length()).putInt(extent.checksum());
        entry.putInt(checksum(entry.array(), 0)).putInt(0).flip();
        writeFully(entry, HEADER.length + read * ENTRY_BYTES);
        extents.put(key, extent);
        read++;
    }

    /** Begins the file anew unless it has our header; the caller holds the lock of the file. */
    void ensureHeader() throws IOException {
        ByteBuffer found = ByteBuffer.allocate(HEADER.length);
        if (channel.size() >= HEADER.length) {
            readFully(found, 0);
        }
        if (!java.util.Arrays.equals(found.array(), HEADER)) {
            channel.truncate(0);
            writeFully(ByteBuffer.wrap(HEADER), 0);
        }
    }

    private long entries() throws IOException {
        return Math.max(0, (channel.size() - HEADER.length) / ENTRY_BYTES);
    }

    private void take(ByteBuffer block) {
        int from = block.position();
        Key key = new Key(block.getLong(), block.getLong());
        Extent extent = new Extent(block.getLong(), block.getInt(), block.getInt());
        boolean whole = block.getInt() == checksum(block.array(), from);
        block.position(from + ENTRY_BYTES);
        if (whole) {
            extents.put(key, extent);
        }
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, CHECKED_BYTES);
        return (int) crc.getValue();
    }

    private static ByteBuffer buffer(int entries) {
        return ByteBuffer.allocate(entries * ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void readFully(ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                return; // another process began the file anew meanwhile
            }
            at += count;
        }
    }

    private void writeFully(ByteBuffer bytes, long to) throws IOException {
        long at = to;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
