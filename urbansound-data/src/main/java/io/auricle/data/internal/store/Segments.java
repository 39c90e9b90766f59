package io.auricle.data.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of any length in memory, mapped read-only in pieces of 1 GiB, so that all readers share one copy of each page.
 * {@link #grow} may run beside readers of what was mapped before.
 */
final class Segments {
    static final long SIZE = 1L << 30;

    private final FileChannel channel;
    private volatile List<MappedByteBuffer> pieces = List.of();
    private volatile long mapped;

    Segments(FileChannel channel) {
        this.channel = channel;
    }

    /** Maps the file as long as it is now. */
    synchronized void grow() throws IOException {
        long size = channel.size();
        if (size <= mapped) {
            return;
        }
        List<MappedByteBuffer> grown = new ArrayList<>(pieces.subList(0, (int) (mapped / SIZE)));
        for (long from = grown.size() * SIZE; from < size; from += SIZE) {
            grown.add(channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(SIZE, size - from)));
        }
        pieces = List.copyOf(grown);
        mapped = size;
    }

    boolean holds(Extent extent) {
        return extent.offset() >= 0
                && extent.length() >= 0
                && extent.offset() + extent.length() <= mapped
                && (extent.length() == 0 || extent.offset() / SIZE == (extent.offset() + extent.length() - 1) / SIZE);
    }

    /** The bytes of a record, little-endian; the extent must be held. */
    ByteBuffer view(Extent extent) {
        if (extent.length() == 0) {
            return ByteBuffer.allocate(0);
        }
        return pieces.get((int) (extent.offset() / SIZE))
                .slice((int) (extent.offset() % SIZE), extent.length())
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
