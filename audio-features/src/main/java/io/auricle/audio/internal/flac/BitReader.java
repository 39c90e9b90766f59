package io.auricle.audio.internal.flac;

import io.auricle.audio.AudioInput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bits of a FLAC stream, the high bit of a byte first, with the checksum of what was read.
 *
 * <p>The next bits are kept in one word, which is filled from eight bytes of the buffer at once. Behind the end of the file
 * the bits are zero; {@link #pastEnd} says so.
 */
final class BitReader {
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BUFFER_BYTES = 1 << 16;
    /** Bytes behind the last of the file that may be read as zeros. */
    private static final int SLACK = 64;

    /** More than a frame's header has, and what the word loads ahead. */
    private static final int HEADER_BYTES = 32;

    private static final int MAX_UNARY = 1 << 26;

    private final AudioInput in;
    private final byte[] buffer = new byte[BUFFER_BYTES + SLACK];
    /** Offset in the file of the buffer's first byte. */
    private long base;
    /** Bytes in the buffer, without slack. */
    private int limit;

    private boolean atEnd;
    /** Bytes up to here are in the word, or were. */
    private int next;
    /** The next bits, from the top; {@code bits} of them count. */
    private long word;

    private int bits;
    /** Bytes up to here are in the checksum. */
    private int summed;

    private int crc;

    BitReader(AudioInput in) {
        this.in = in;
        this.base = in.position();
    }

    /** Offset in the file of the byte that holds the next bit. */
    long position() {
        return base + Math.min(limit, byteIndex());
    }

    private int byteIndex() {
        return next - (bits >> 3);
    }

    /** Whether more was read than the file has. */
    boolean pastEnd() {
        return byteIndex() > limit;
    }

    /** Whether the file ends here; the next bit starts a byte. */
    boolean isAtEnd() throws IOException {
        ensure(1);
        return byteIndex() >= limit;
    }

    /** The next bytes without moving; the next bit starts a byte. */
    byte[] peek(int count) throws IOException {
        ensure(count);
        int at = byteIndex();
        return Arrays.copyOfRange(buffer, at, Math.max(at, Math.min(limit, at + count)));
    }

    /** Makes the buffer hold so many bytes behind the next one to be loaded, as far as there are. */
    private void ensure(int count) throws IOException {
        while (limit - byteIndex() < count && !atEnd) {
            refill();
        }
    }

    /** Moves what is left to the front and reads behind it. */
    private void refill() throws IOException {
        int keep = Math.min(limit, byteIndex());
        if (summed < keep) {
            crc = Crc.crc16(crc, buffer, summed, keep);
            summed = keep;
        }
        int left = Math.max(0, limit - keep);
        System.arraycopy(buffer, keep, buffer, 0, left);
        base += keep;
        next -= keep;
        summed -= keep;
        limit = left;
        int n = in.read(buffer, limit, BUFFER_BYTES - limit);
        atEnd = n < 0;
        limit += Math.max(0, n);
        Arrays.fill(buffer, limit, Math.min(buffer.length, limit + SLACK), (byte) 0);
    }

    /** Fills the word up to 56 bits or more. */
    private void load() throws IOException {
        if (next + 8 > limit) {
            loadSlowly();
            return;
        }
        word |= (long) BIG_ENDIAN.get(buffer, next) >>> bits;
        next += 63 - bits >> 3;
        bits |= 56;
    }

    private void loadSlowly() throws IOException {
        while (next + 8 > limit && !atEnd) {
            refill();
        }
        next = Math.min(next, limit + SLACK - 16);
        word |= (long) BIG_ENDIAN.get(buffer, next) >>> bits;
        next += 63 - bits >> 3;
        bits |= 56;
    }

    /** Reads 0 to 32 bits. */
    int read(int count) throws IOException {
        if (bits < count) {
            load();
        }
        int value = (int) (word >>> 1 >>> 63 - count);
        word <<= count;
        bits -= count;
        return value;
    }

    /** Reads 1 to 32 bits as a number with a sign. */
    int readSigned(int count) throws IOException {
        int unused = 32 - count;
        return read(count) << unused >> unused;
    }

    /** Reads 1 to 33 bits as a number with a sign. */
    long readSignedLong(int count) throws IOException {
        if (count <= 32) {
            return readSigned(count);
        }
        long high = readSigned(count - 32);
        return high << 32 | read(32) & 0xFFFF_FFFFL;
    }

    /** Counts zeros up to a one, and reads that too. */
    int readUnary() throws IOException {
        int zeros = 0;
        while (true) {
            if (bits < 1) {
                load();
            }
            int run = Long.numberOfLeadingZeros(word);
            if (run < bits) {
                word = word << run << 1;
                bits -= run + 1;
                return zeros + run;
            }
            zeros += bits;
            word = 0;
            bits = 0;
            if (zeros > MAX_UNARY || pastEnd()) {
                return zeros;
            }
        }
    }

    /** Reads Rice-coded numbers: the quotient by 2^parameter in unary, the rest in bits, the sign in the lowest. */
    void readRice(int parameter, int[] into, int from, int end) throws IOException {
        int i = from;
        while (i < end) {
            i = readRiceFast(parameter, into, i, end);
            if (i < end) {
                // Near the end of the buffer, or a long run of zeros.
                int quotient = readUnary();
                int value = quotient << parameter | read(parameter);
                into[i++] = value >>> 1 ^ -(value & 1);
                if (pastEnd()) {
                    return;
                }
            }
        }
    }

    /** The loop without calls; returns where it stopped. */
    private int readRiceFast(int parameter, int[] into, int from, int end) {
        byte[] bytes = buffer;
        long w = word;
        int n = bits;
        int at = next;
        int last = limit - 8;
        int shift = 63 - parameter;
        int i = from;
        for (; i < end && at <= last; i++) {
            w |= (long) BIG_ENDIAN.get(bytes, at) >>> n;
            at += 63 - n >> 3;
            n |= 56;
            int zeros = Long.numberOfLeadingZeros(w);
            int used = zeros + 1 + parameter;
            if (used > n) {
                break;
            }
            w = w << zeros << 1;
            int value = zeros << parameter | (int) (w >>> 1 >>> shift);
            w <<= parameter;
            n -= used;
            into[i] = value >>> 1 ^ -(value & 1);
        }
        word = w;
        bits = n;
        next = at;
        return i;
    }

    /** Goes to the next byte. */
    void align() {
        int drop = bits & 7;
        word <<= drop;
        bits -= drop;
    }

    /** Starts a checksum at the next byte, and makes the buffer hold a whole header behind it. */
    void startSum() throws IOException {
        ensure(HEADER_BYTES);
        summed = byteIndex();
        crc = 0;
    }

    /** CRC-8 of the bytes since {@link #startSum}, which must be few. */
    int crc8() {
        return Crc.crc8(buffer, summed, byteIndex());
    }

    /** CRC-16 of the bytes since {@link #startSum}. */
    int crc16() {
        crc = Crc.crc16(crc, buffer, summed, byteIndex());
        summed = byteIndex();
        return crc;
    }
}
