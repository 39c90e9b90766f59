package io.auricle.audio.internal.vorbis;

import io.auricle.audio.AudioInput;
import io.auricle.audio.internal.ogg.OggPackets.Packet;
import java.io.IOException;

/**
 * Refuses code books that would need far more memory than their bytes justify: JOrbis makes arrays of any size that a
 * header states.
 */
final class SetupLimits {
    private static final int SETUP_HEADER = 2;
    private static final int SETUP_BYTES = 7;
    private static final int BOOK_SYNC = 0x564342;
    /** Values of one book; the largest of libvorbis's encoder has some ten thousand. */
    private static final long MAX_VALUES = 1 << 22;

    private SetupLimits() {}

    static void check(Packet packet, int header, AudioInput in) throws IOException {
        if (header != SETUP_HEADER || packet.bytes().length <= SETUP_BYTES) {
            return;
        }
        var bits = new Bits(packet.bytes(), SETUP_BYTES * 8L);
        int books = bits.read(8) + 1;
        for (int book = 0; book < books && !bits.isOver(); book++) {
            int sync = bits.read(24);
            int dimensions = bits.read(16);
            int entries = bits.read(24);
            // A book of ordered lengths needs few bits; any other has one for each entry.
            boolean ordered = bits.read(1) == 1;
            if (sync != BOOK_SYNC) {
                return; // JOrbis will say
            }
            if ((long) dimensions * entries > MAX_VALUES || entries > MAX_VALUES) {
                throw in.malformed(
                        packet.at(),
                        "a code book of Vorbis must have at most " + MAX_VALUES + " values",
                        entries + " x " + dimensions);
            }
            if (!skipBook(bits, ordered, dimensions, entries)) {
                return;
            }
        }
    }

    /** Goes behind a book; false if it is damaged, which JOrbis will say. */
    private static boolean skipBook(Bits bits, boolean ordered, int dimensions, int entries) {
        if (ordered) {
            bits.read(5);
            for (int i = 0; i < entries; ) {
                int count = bits.read(32 - Integer.numberOfLeadingZeros(entries - i));
                if (count == 0 && bits.isOver()) {
                    return false;
                }
                i += count;
            }
        } else {
            boolean sparse = bits.read(1) == 1;
            for (int i = 0; i < entries; i++) {
                if (!sparse || bits.read(1) == 1) {
                    bits.read(5);
                }
                if (bits.isOver()) {
                    return false;
                }
            }
        }
        return skipLookup(bits, dimensions, entries);
    }

    private static boolean skipLookup(Bits bits, int dimensions, int entries) {
        int lookup = bits.read(4);
        if (lookup == 0) {
            return true;
        }
        bits.read(32);
        bits.read(32);
        int valueBits = bits.read(4) + 1;
        bits.read(1);
        long values = (long) entries * dimensions;
        if (lookup == 1) {
            values = (long) Math.floor(Math.pow(entries, 1.0 / Math.max(1, dimensions)) + 1e-9);
        }
        bits.skip(values * valueBits);
        return lookup <= 2 && dimensions > 0 && !bits.isOver();
    }

    /** Vorbis's bits: the low one of a byte first. */
    private static final class Bits {
        private final byte[] bytes;
        private long at;

        Bits(byte[] bytes, long at) {
            this.bytes = bytes;
            this.at = at;
        }

        int read(int count) {
            int value = 0;
            for (int i = 0; i < count; i++, at++) {
                if (!isOver()) {
                    value |= (bytes[(int) (at >> 3)] >> (at & 7) & 1) << i;
                }
            }
            return value;
        }

        void skip(long count) {
            at += count;
        }

        boolean isOver() {
            return at >= 8L * bytes.length;
        }
    }
}
