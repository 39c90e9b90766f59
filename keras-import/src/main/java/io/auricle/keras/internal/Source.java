package io.auricle.keras.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Bytes that are read at any position: a file, a part of one, or an array. */
public interface Source {
    /** {@return how many bytes there are} */
    long size();

    /**
     * Fills a buffer, which must fit.
     *
     * @param position where the bytes start
     * @param into     filled from its position to its limit
     * @throws IOException if reading fails, or the file became shorter
     */
    void read(long position, ByteBuffer into) throws IOException;

    /**
     * Reads some bytes.
     *
     * @param position where they start
     * @param length   how many
     * @return a buffer of them, little-endian
     * @throws Refusal     if they do not lie in the source
     * @throws IOException if reading fails
     */
    default ByteBuffer slice(long position, long length) throws IOException {
        Refusal.require(
                position >= 0 && length >= 0 && length <= Integer.MAX_VALUE && position <= size() - length,
                "byte " + position,
                length + " bytes of " + size(),
                "what is read must lie inside the file");
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        read(position, buffer);
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A part of this source.
     *
     * @param start  where it starts
     * @param length how long it is; inside this source
     * @return the part
     */
    default Source part(long start, long length) {
        Source whole = this;
        return new Source() {
            @Override
            public long size() {
                return length;
            }

            @Override
            public void read(long position, ByteBuffer into) throws IOException {
                whole.read(start + position, into);
            }
        };
    }

    /**
     * A file, read in place.
     *
     * @param channel an open file
     * @return its bytes
     * @throws IOException if its size cannot be read
     */
    static Source of(FileChannel channel) throws IOException {
        long size = channel.size();
        return new Source() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long position, ByteBuffer into) throws IOException {
                for (long at = position; into.hasRemaining(); ) {
                    int got = channel.read(into, at);
                    if (got < 0) {
                        throw new EOFException("file must keep its " + size + " bytes while it is read");
                    }
                    at += got;
                }
            }
        };
    }

    /**
     * An array.
     *
     * @param bytes not copied
     * @return its bytes
     */
    static Source of(byte[] bytes) {
        return new Source() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void read(long position, ByteBuffer into) {
                into.put(bytes, (int) position, into.remaining());
            }
        };
    }
}
