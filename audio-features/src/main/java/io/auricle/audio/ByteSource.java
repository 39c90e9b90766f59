package io.auricle.audio;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes with a name and a position, so that an error can say where it is; never reads more than it is asked for. */
final class ByteSource implements Closeable {
    private static final int BUFFER_BYTES = 8192;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final InputStream in;
    private final String name;
    private final long length;
    private long position;

    /**
     * @param length bytes in all if known, else -1; a hint for sizes, not believed otherwise
     */
    ByteSource(InputStream in, String name, long length) {
        this(in, name, 0, length);
    }

    private ByteSource(InputStream in, String name, long position, long length) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
        this.name = name;
        this.position = position;
        this.length = length;
    }

    /** Reads up to count bytes into memory, as a source of its own with the same name and positions. */
    ByteSource keep(long count) throws IOException {
        long start = position;
        long expected = Math.min(count, remaining() < 0 ? BUFFER_BYTES : remaining());
        var kept = new byte[(int) Math.min(expected, MAX_ARRAY)];
        int filled = 0;
        while (true) {
            int n = read(kept, filled, (int) Math.min(kept.length - filled, count - filled));
            filled += n;
            if (filled < kept.length || filled == count) {
                return new ByteSource(new ByteArrayInputStream(kept, 0, filled), name, start, start + filled);
            }
            if (kept.length == MAX_ARRAY) {
                throw malformed(start, "a chunk kept in memory must have at most " + MAX_ARRAY + " bytes", "more");
            }
            kept = Arrays.copyOf(kept, (int) Math.min(MAX_ARRAY, Math.max(BUFFER_BYTES, 2L * kept.length)));
        }
    }

    String name() {
        return name;
    }

    long position() {
        return position;
    }

    /** Bytes still to come if known, else -1. */
    long remaining() {
        return length < 0 ? -1 : Math.max(0, length - position);
    }

    /** The next bytes, without moving past them; fewer at the end. */
    byte[] peek(int count) throws IOException {
        in.mark(count);
        byte[] head = in.readNBytes(count);
        in.reset();
        return head;
    }

    /** The stream itself, for decoders that read on their own. */
    InputStream rest() {
        return in;
    }

    /** Reads as many bytes as there are, up to count. */
    int read(byte[] into, int offset, int count) throws IOException {
        int n = in.readNBytes(into, offset, count);
        position += n;
        return n;
    }

    /** Skips as many bytes as there are, up to count. */
    void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            long n = in.skip(left);
            if (n <= 0) {
                if (in.read() < 0) {
                    return;
                }
                n = 1;
            }
            position += n;
            left -= n;
        }
    }

    MalformedAudioException malformed(long offset, String rule, Object found) {
        return new MalformedAudioException(name, offset, rule, String.valueOf(found));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
