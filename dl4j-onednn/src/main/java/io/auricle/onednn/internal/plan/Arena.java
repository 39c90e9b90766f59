package io.auricle.onednn.internal.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;

/**
 * The memory of a network's activations: one block that only grows, shared by its plans, of which one runs at a time.
 */
public final class Arena implements AutoCloseable {
    private static final long ALIGNMENT = 4096;
    private static final long LINE = 64;

    private BytePointer block;

    /** The address of a block of at least that many bytes; other than before if it had to grow. */
    long reserve(long bytes) {
        if (block == null || block.capacity() - ALIGNMENT < bytes) {
            close();
            block = new BytePointer(bytes + ALIGNMENT);
        }
        return (block.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Bytes held. */
    public long bytes() {
        return block == null ? 0 : block.capacity();
    }

    @Override
    public void close() {
        if (block != null) {
            block.close();
            block = null;
        }
    }

    /** Gives each buffer an offset, so that buffers alive at the same step do not overlap; returns the bytes needed. */
    static long place(List<Buffer> buffers) {
        var placed = new ArrayList<Buffer>();
        long end = 0;
        var bySize = new ArrayList<>(buffers);
        bySize.sort(Comparator.comparingLong((Buffer b) -> -b.bytes).thenComparingInt(b -> b.firstStep));
        for (Buffer buffer : bySize) {
            if (buffer.lastStep >= 0) {
                buffer.offset = lowestGap(buffer, placed);
                placed.add(buffer);
                placed.sort(Comparator.comparingLong(b -> b.offset));
                end = Math.max(end, buffer.offset + padded(buffer.bytes));
            }
        }
        return end;
    }

    private static long lowestGap(Buffer buffer, List<Buffer> placedByOffset) {
        long offset = 0;
        for (Buffer other : placedByOffset) {
            if (buffer.overlapsInTime(other)) {
                if (offset + padded(buffer.bytes) <= other.offset) {
                    return offset;
                }
                offset = Math.max(offset, other.offset + padded(other.bytes));
            }
        }
        return offset;
    }

    static long padded(long bytes) {
        return (bytes + LINE - 1) / LINE * LINE;
    }
}
