package io.auricle.audio.javasound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Follows an Ogg stream by empty pages.
 *
 * <p>The decoders built on JOrbis take one page from each read, and stop at the end of the file with the pages that they
 * have read but not yet taken: a clip of half a second comes out empty. With enough empty pages behind it, all of it is
 * decoded, and a little more: {@link #samples()} says where the sound ends.
 */
final class OggTail extends FilterInputStream {
    private static final byte[] CAPTURE = {'O', 'g', 'g', 'S'};
    private static final int HEADER_BYTES = 27;
    private static final int FLAGS_AT = 5;
    private static final int GRANULE_AT = 6;
    private static final int SEQUENCE_AT = 18;
    private static final int CHECKSUM_AT = 22;
    private static final int SEGMENTS_AT = 26;
    private static final int LAST_PAGE_FLAG = 4;
    private static final int CHECKSUM_POLYNOMIAL = 0x04C1_1DB7;
    /** A page that is there holds at most 255 packets, and each may need a read of its own. */
    private static final int PACKETS = 255;

    private final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private byte[] lastHeader;
    private ByteBuffer page = ByteBuffer.allocate(0);
    private long pagesOwed = PACKETS;
    private long samples = Long.MAX_VALUE;

    OggTail(InputStream in) {
        super(in);
    }

    /** Samples of the whole sound once its last page has come by, until then a number that is never reached. */
    long samples() {
        return samples;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Gives one empty page at most, since that is what the decoder takes of one read. */
    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        int n = super.read(into, offset, count);
        if (n >= 0) {
            for (int i = 0; i < n; i++) {
                watch(into[offset + i]);
            }
            return n;
        }
        if (!page.hasRemaining()) {
            if (pagesOwed == 0 || lastHeader == null) {
                return -1;
            }
            page = nextEmptyPage();
            pagesOwed--;
        }
        int given = Math.min(count, page.remaining());
        page.get(into, offset, given);
        return given;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, Short.MAX_VALUE)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Keeps the header of the page that comes by, and counts one more page that may be waiting at the end. */
    private void watch(byte b) {
        int filled = header.position();
        if (filled < CAPTURE.length && b != CAPTURE[filled]) {
            header.clear();
            filled = 0;
        }
        if (filled > 0 || b == CAPTURE[0]) {
            header.put(b);
        }
        if (!header.hasRemaining()) {
            lastHeader = header.array().clone();
            pagesOwed++;
            if ((header.get(FLAGS_AT) & LAST_PAGE_FLAG) != 0 && header.getLong(GRANULE_AT) >= 0) {
                samples = header.getLong(GRANULE_AT);
            }
            header.clear();
        }
    }

    private ByteBuffer nextEmptyPage() {
        ByteBuffer next = ByteBuffer.wrap(lastHeader).order(ByteOrder.LITTLE_ENDIAN);
        next.put(FLAGS_AT, (byte) 0)
                .putLong(GRANULE_AT, -1)
                .putInt(SEQUENCE_AT, next.getInt(SEQUENCE_AT) + 1)
                .putInt(CHECKSUM_AT, 0)
                .put(SEGMENTS_AT, (byte) 0);
        next.putInt(CHECKSUM_AT, checksum(lastHeader));
        return ByteBuffer.wrap(lastHeader);
    }

    /** RFC 3533: CRC-32 with the generator first, neither reflected nor inverted. */
    private static int checksum(byte[] bytes) {
        int crc = 0;
        for (byte b : bytes) {
            crc ^= b << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? CHECKSUM_POLYNOMIAL : 0);
            }
        }
        return crc;
    }
}
