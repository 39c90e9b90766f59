package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a container writes the head of a chunk.
 *
 * @param idBytes   4, or 16 for a GUID
 * @param sizeBytes 4 or 8
 * @param order     of the size
 * @param alignment chunks start at multiples of it
 * @param wholeSize whether the size counts the head too
 */
record ChunkSyntax(int idBytes, int sizeBytes, ByteOrder order, int alignment, boolean wholeSize) {
    static final ChunkSyntax RIFF = new ChunkSyntax(4, 4, ByteOrder.LITTLE_ENDIAN, 2, false);
    static final ChunkSyntax BIG_ENDIAN = new ChunkSyntax(4, 4, ByteOrder.BIG_ENDIAN, 2, false);
    static final ChunkSyntax WAVE64 = new ChunkSyntax(16, 8, ByteOrder.LITTLE_ENDIAN, 8, true);
    static final ChunkSyntax CAF = new ChunkSyntax(4, 8, ByteOrder.BIG_ENDIAN, 1, false);

    /** What follows the four letters in the GUID of a Wave64 chunk other than {@code riff} and {@code list}. */
    private static final byte[] WAVE64_TAIL = {
        (byte) 0xF3,
        (byte) 0xAC,
        (byte) 0xD3,
        0x11,
        (byte) 0x8C,
        (byte) 0xD1,
        0,
        (byte) 0xC0,
        0x4F,
        (byte) 0x8E,
        (byte) 0xDB,
        (byte) 0x8A
    };

    private static final long UNKNOWN_32 = 0xFFFF_FFFFL;

    /**
     * A chunk whose body comes next.
     *
     * @param at   offset of its head
     * @param id   four letters
     * @param size bytes of the body; {@link #UNKNOWN} if the file does not say
     */
    record Chunk(long at, String id, long size) {
        static final long UNKNOWN = Long.MAX_VALUE;
    }

    int headBytes() {
        return idBytes + sizeBytes;
    }

    /** Reads the head of a chunk; null at the end of the file. */
    Chunk read(AudioInput in) throws IOException {
        long at = in.position();
        var head = new byte[headBytes()];
        if (in.readNBytes(head, 0, head.length) < head.length) {
            return null;
        }
        ByteBuffer view = ByteBuffer.wrap(head).order(order);
        long size = sizeBytes == 4 ? view.getInt(idBytes) & UNKNOWN_32 : view.getLong(idBytes);
        return new Chunk(at, id(head), bodyBytes(size));
    }

    private long bodyBytes(long size) {
        if (sizeBytes == 4) {
            return size == UNKNOWN_32 ? Chunk.UNKNOWN : size;
        }
        long body = wholeSize ? size - headBytes() : size;
        return size < 0 || body < 0 ? Chunk.UNKNOWN : body;
    }

    private String id(byte[] head) {
        boolean plain = idBytes == 4 || Arrays.equals(head, 4, 16, WAVE64_TAIL, 0, WAVE64_TAIL.length);
        return plain ? new String(head, 0, 4, StandardCharsets.ISO_8859_1) : "GUID";
    }

    /** Whether the next bytes are the end of the file, or read as the head of a chunk that fits in it. */
    boolean chunkOrEnd(AudioInput in) throws IOException {
        byte[] head = in.peek(headBytes());
        if (head.length == 0) {
            return true;
        }
        if (head.length < headBytes()) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if (head[i] < ' ' || head[i] > '~') {
                return false;
            }
        }
        ByteBuffer view = ByteBuffer.wrap(head).order(order);
        long body = bodyBytes(sizeBytes == 4 ? view.getInt(idBytes) & UNKNOWN_32 : view.getLong(idBytes));
        return body <= in.remaining().orElse(Long.MAX_VALUE) || body == Chunk.UNKNOWN;
    }

    /** The first position at or behind another where a chunk may start. */
    long aligned(long position) {
        return position > Long.MAX_VALUE - alignment ? position : (position + alignment - 1) / alignment * alignment;
    }
}
