package io.auricle.audio.internal.ogg;

import io.auricle.audio.AudioInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The packets of an Ogg file (RFC 3533), one logical stream after the other. Every page is checked: its CRC, that it
 * belongs to the stream and follows the page before.
 */
public final class OggPackets {
    private static final int HEAD_BYTES = 27;
    private static final int CONTINUED = 1;
    private static final int FIRST = 2;
    private static final int LAST = 4;
    /** How far more pages are looked for behind the last; what else stands there is no sound. */
    private static final int SEARCH_BYTES = 1 << 16;

    private static final int[] CRC = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? 0x04C1_1DB7 : 0);
            }
            CRC[i] = crc;
        }
    }

    private final AudioInput in;
    private Page page;
    private int segment;
    private int offset;
    private boolean streamEnded = true;
    private byte[] partial = new byte[0];
    private boolean continued;

    /**
     * A packet.
     *
     * @param bytes   all of it
     * @param granule the position that its page states, if it is the last to end there, else -1
     * @param last    whether the stream ends with it
     * @param at      offset of the page on which it ends
     */
    public record Packet(byte[] bytes, long granule, boolean last, long at) {}

    /** One page: its head and segment table, and its body. */
    private record Page(long at, int flags, long granule, int serial, int sequence, byte[] lacing, byte[] body) {
        boolean is(int flag) {
            return (flags & flag) != 0;
        }

        /** Index of the last segment that ends a packet, or -1. */
        int lastEnd() {
            int i = lacing.length - 1;
            while (i >= 0 && lacing[i] == -1) {
                i--;
            }
            return i;
        }
    }

    /**
     * Reads the packets of a file.
     *
     * @param in stands at the first page
     */
    public OggPackets(AudioInput in) {
        this.in = in;
    }

    /**
     * Starts the next logical stream; the one before must be at its end.
     *
     * @return its first packet, or null at the end of the file
     * @throws IOException if a page breaks a rule, or reading fails
     */
    public Packet begin() throws IOException {
        if (page == null) {
            page = readPage();
        }
        if (page == null) {
            return null;
        }
        require(page.is(FIRST), "a stream in Ogg must start with a first page", "flags " + page.flags);
        segment = 0;
        offset = 0;
        streamEnded = false;
        return next();
    }

    /**
     * Reads the next packet of the current stream.
     *
     * @return the packet, or null at the end of the stream
     * @throws IOException if a page breaks a rule, or reading fails
     */
    public Packet next() throws IOException {
        while (!streamEnded) {
            if (segment == page.lacing.length && !nextPage()) {
                streamEnded = true;
                require(!continued, "a packet in Ogg must end within its stream", "the end");
                return null;
            }
            Packet packet = fromPage();
            if (packet != null) {
                return packet;
            }
        }
        return null;
    }

    /** Takes segments of the page up to the end of a packet; null if the page ends first. */
    private Packet fromPage() {
        int start = offset;
        while (segment < page.lacing.length) {
            int size = page.lacing[segment++] & 0xFF;
            offset += size;
            if (size < 255) {
                byte[] bytes = joined(start);
                partial = new byte[0];
                continued = false;
                boolean last = segment - 1 == page.lastEnd();
                return new Packet(bytes, last ? page.granule : -1, last && page.is(LAST), page.at);
            }
        }
        if (offset > start) {
            partial = joined(start);
            continued = true;
        }
        return null;
    }

    private byte[] joined(int start) {
        byte[] all = Arrays.copyOf(partial, partial.length + offset - start);
        System.arraycopy(page.body, start, all, partial.length, offset - start);
        return all;
    }

    /** Goes to the next page of the stream; false at its end. */
    private boolean nextPage() throws IOException {
        Page before = page;
        Page next = readPage();
        page = next;
        if (next == null || next.is(FIRST) && before.is(LAST)) {
            return false;
        }
        require(!before.is(LAST), "a stream in Ogg must end with its last page", "another page");
        if (next.is(FIRST) && !before.is(FIRST)) {
            return false; // cut off, and another stream behind it
        }
        require(next.serial == before.serial, "Ogg must hold one stream at a time", "two at once");
        require(
                next.sequence == before.sequence + 1,
                "a page in Ogg must have the number " + Integer.toUnsignedString(before.sequence + 1),
                Integer.toUnsignedString(next.sequence));
        require(next.is(CONTINUED) == continued, "a packet in Ogg must go on where its page ended", "another");
        segment = 0;
        offset = 0;
        return true;
    }

    /** Reads a page; null at the end of the file. */
    private Page readPage() throws IOException {
        if (in.peek(1).length == 0 || page != null && page.is(LAST) && !pagesFollow()) {
            return null;
        }
        long at = in.position();
        byte[] head = in.readNBytes(HEAD_BYTES);
        check(head.length == HEAD_BYTES, at, "a page in Ogg must end within the file", "the end of the file");
        String capture = new String(head, 0, 4, StandardCharsets.ISO_8859_1);
        check(capture.equals("OggS"), at, "a page in Ogg must start with OggS", "something else");
        check(head[4] == 0, at + 4, "the version of Ogg must be 0", head[4] & 0xFF);
        byte[] lacing = in.readNBytes(head[HEAD_BYTES - 1] & 0xFF);
        int size = 0;
        for (byte each : lacing) {
            size += each & 0xFF;
        }
        byte[] body = in.readNBytes(size);
        check(
                lacing.length == (head[HEAD_BYTES - 1] & 0xFF) && body.length == size,
                at,
                "a page in Ogg must end within the file",
                "the end of the file");
        ByteBuffer view = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int stated = view.getInt(22);
        view.putInt(22, 0);
        int found = crc(crc(crc(0, head), lacing), body);
        check(
                found == stated,
                at,
                String.format("CRC of a page in Ogg must be %08X", stated),
                String.format("%08X", found));
        return new Page(at, head[5], view.getLong(6), view.getInt(14), view.getInt(18), lacing, body);
    }

    private boolean pagesFollow() throws IOException {
        String rest = new String(in.peek(4), StandardCharsets.ISO_8859_1);
        return rest.equals("OggS") || new String(in.peek(SEARCH_BYTES), StandardCharsets.ISO_8859_1).contains("OggS");
    }

    private static int crc(int before, byte[] bytes) {
        int crc = before;
        for (byte each : bytes) {
            crc = crc << 8 ^ CRC[(crc >>> 24 ^ each) & 0xFF];
        }
        return crc;
    }

    private void require(boolean ok, String rule, Object found) throws IOException {
        check(ok, page == null ? in.position() : page.at, rule, found);
    }

    private void check(boolean ok, long at, String rule, Object found) throws IOException {
        if (!ok) {
            throw in.malformed(at, rule, found);
        }
    }
}
