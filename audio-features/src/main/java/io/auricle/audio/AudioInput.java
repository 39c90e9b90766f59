package io.auricle.audio;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes of a sound file as an {@link AudioDecoder} gets them: with a name and a position for errors, and a view of
 * the bytes to come.
 *
 * <p>It never seeks, so pipes are read as files are. <b>Threads.</b> One at a time.
 */
public final class AudioInput extends InputStream {
    private static final int BUFFER_BYTES = 8192;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final InputStream in;
    private final String name;
    private final long end;
    private final Path file;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int taken;
    private int filled;
    private long position;
    private IOException failure;

    /** Takes a stream; {@code end} is the position behind its last byte, or negative if that is unknown. */
    private AudioInput(InputStream in, String name, long position, long end, Path file) {
        this.in = requireNonNull(in, "in");
        this.name = requireNonNull(name, "name");
        this.position = position;
        this.end = end;
        this.file = file;
    }

    /**
     * Reads from a stream.
     *
     * @param in   the bytes; closed with the result
     * @param name what errors call them
     * @return the input, at position 0
     */
    public static AudioInput of(InputStream in, String name) {
        return new AudioInput(in, name, 0, -1, null);
    }

    /**
     * Reads from memory.
     *
     * @param bytes all bytes; not copied
     * @param name  what errors call them
     * @return the input, at position 0
     */
    public static AudioInput of(byte[] bytes, String name) {
        return new AudioInput(new ByteArrayInputStream(bytes), name, 0, bytes.length, null);
    }

    /** Reads a file; its length is believed only as far as sizes of arrays go. */
    static AudioInput of(InputStream in, Path file, long length) {
        return new AudioInput(in, file.toString(), 0, length, length < 0 ? null : file);
    }

    /**
     * Reads other bytes under the same name, such as the payload of a container.
     *
     * @param other    the bytes
     * @param position what errors call the position of the first one
     * @return the input
     */
    public AudioInput derive(InputStream other, long position) {
        return new AudioInput(other, name, position, -1, null);
    }

    /** Returns what errors call these bytes. */
    public String name() {
        return name;
    }

    /** Returns the offset of the next byte, from the start of the file. */
    public long position() {
        return position;
    }

    /** Returns how many bytes are still to come, if that is known. */
    public OptionalLong remaining() {
        return end < 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, end - position));
    }

    /** Returns the file that these bytes come from, if it is one that can be opened again. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Returns what went wrong when the bytes were read, if anything did: then the format is not to blame. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Looks at the next bytes without moving past them.
     *
     * @param count how many; at least 0
     * @return the bytes, fewer at the end
     * @throws IOException if reading fails
     */
    public byte[] peek(int count) throws IOException {
        while (filled - taken < count && fill(count)) {
            // one more read
        }
        return Arrays.copyOfRange(buffer, taken, Math.min(filled, taken + count));
    }

    /** Reads once into the buffer, which is made to hold so many bytes that wait; returns whether any came. */
    private boolean fill(int wanted) throws IOException {
        if (taken == filled) {
            taken = 0;
            filled = 0;
        }
        if (buffer.length - taken < Math.max(wanted, 1) || filled == buffer.length) {
            byte[] target = buffer.length < wanted ? new byte[Math.max(wanted, 2 * buffer.length)] : buffer;
            System.arraycopy(buffer, taken, target, 0, filled - taken);
            filled -= taken;
            taken = 0;
            buffer = target;
        }
        int n = readSource(buffer, filled, buffer.length - filled);
        filled += Math.max(0, n);
        return n > 0;
    }

    private int readSource(byte[] into, int offset, int count) throws IOException {
        try {
            int n;
            do {
                n = in.read(into, offset, count);
            } while (n == 0);
            return n;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        if (taken == filled && !fill(1)) {
            return -1;
        }
        position++;
        return buffer[taken++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, into.length);
        if (count == 0) {
            return 0;
        }
        if (taken == filled && count >= buffer.length) {
            int n = readSource(into, offset, count);
            position += Math.max(0, n);
            return n;
        }
        if (taken == filled && !fill(1)) {
            return -1;
        }
        int n = Math.min(count, filled - taken);
        System.arraycopy(buffer, taken, into, offset, n);
        taken += n;
        position += n;
        return n;
    }

    /** Skips that many bytes, fewer at the end. */
    @Override
    public long skip(long count) throws IOException {
        long left = Math.max(0, Math.min(count, remaining().orElse(Long.MAX_VALUE)));
        long wanted = left;
        while (left > 0) {
            if (taken == filled && !fill(1)) {
                break;
            }
            int n = (int) Math.min(left, filled - taken);
            taken += n;
            position += n;
            left -= n;
            if (left > buffer.length) {
                long skipped = skipSource(left);
                position += skipped;
                left -= skipped;
            }
        }
        return wanted - left;
    }

    private long skipSource(long count) throws IOException {
        try {
            return in.skip(count);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /**
     * Reads bytes into memory, as an input of its own with the same name and positions.
     *
     * @param count how many at most
     * @return the bytes that there are
     * @throws IOException if reading fails, or there are more than an array holds
     */
    public AudioInput keep(long count) throws IOException {
        long start = position;
        long expected = Math.min(count, remaining().orElse(BUFFER_BYTES));
        var kept = new byte[(int) Math.min(expected, MAX_ARRAY)];
        int length = 0;
        while (true) {
            length += readNBytes(kept, length, (int) Math.min(kept.length - length, count - length));
            if (length < kept.length || length == count) {
                var bytes = new ByteArrayInputStream(kept, 0, length);
                return new AudioInput(bytes, name, start, start + length, null);
            }
            if (kept.length == MAX_ARRAY) {
                throw malformed(start, "a chunk kept in memory must have at most " + MAX_ARRAY + " bytes", "more");
            }
            kept = Arrays.copyOf(kept, (int) Math.min(MAX_ARRAY, Math.max(BUFFER_BYTES, 2L * kept.length)));
        }
    }

    /**
     * Reads the next bytes as an input of its own that ends behind them; this one must not be read meanwhile.
     *
     * @param count how many at most
     * @return the input, with the same name and positions; closed with this one
     */
    public AudioInput within(long count) {
        long known = remaining().orElse(-1);
        long bytes = known < 0 ? -1 : position + Math.min(known, count);
        return new AudioInput(new Part(this, count), name, position, bytes, null);
    }

    /**
     * Makes the error of bytes that break a rule of their format.
     *
     * @param offset where the offending field starts, from the start of the file
     * @param rule   the rule broken
     * @param found  what was found instead
     * @return the error, to be thrown
     */
    public MalformedAudioException malformed(long offset, String rule, Object found) {
        return new MalformedAudioException(name, offset, rule, String.valueOf(found));
    }

    /**
     * Makes the error of bytes that may well be sound, but of a kind that nothing installed reads.
     *
     * @param offset where that kind is named, from the start of the file
     * @param rule   what would be read, or what to install
     * @param found  the kind found
     * @return the error, to be thrown
     */
    public MalformedAudioException unsupported(long offset, String rule, Object found) {
        return MalformedAudioException.unsupported(name, offset, rule, String.valueOf(found));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The next bytes of another stream, up to a count. */
    private static final class Part extends InputStream {
        private final AudioInput whole;
        private long left;

        Part(AudioInput whole, long bytes) {
            this.whole = whole;
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            int value = left > 0 ? whole.read() : -1;
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            int n = left > 0 ? whole.read(into, offset, (int) Math.min(count, left)) : -1;
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }
}
