package io.auricle.audio.internal.mp3;

import io.auricle.audio.AudioInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The frames of sound of one MPEG stream, one behind the other, as a decoder wants them: without tags and without the
 * frame of information.
 */
final class MpegFrames extends InputStream {
    /** How far a lost frame is looked for; behind that, what follows counts as no sound. */
    private static final int SEARCH_BYTES = 1 << 16;

    private static final int ID3_HEAD_BYTES = 10;
    private static final int ID3V1_BYTES = 128;
    private static final int APE_HEAD_BYTES = 32;

    private final AudioInput in;
    private MpegHeader header;
    private GaplessInfo gapless = GaplessInfo.NONE;
    private byte[] frame = new byte[0];
    private int taken;
    private long frames;
    private boolean ended;
    private IOException failure;

    MpegFrames(AudioInput in) {
        this.in = in;
    }

    /** Goes to the first frame of the next stream of the file; false if there is none. */
    boolean open() throws IOException {
        frames = 0;
        ended = false;
        gapless = GaplessInfo.NONE;
        skipTags();
        MpegHeader first = MpegHeader.of(in.peek(MpegHeader.BYTES), 0);
        if (first == null || header != null && atEnd()) {
            return false;
        }
        long at = in.position();
        if (header != null && !header.continuedBy(first)) {
            throw in.malformed(at, "MPEG streams of one file must have the same rate and channels", shown(first));
        }
        if (first.bitRate() == 0) {
            throw in.unsupported(at, "MPEG audio must state its bit rate", "a free one");
        }
        header = first;
        byte[] bytes = in.peek(first.bytes() + MpegHeader.BYTES);
        if (bytes.length >= first.bytes() + MpegHeader.BYTES
                && MpegHeader.of(bytes, first.bytes()) == null
                && !tagStarts(bytes, first.bytes())) {
            throw in.malformed(at + first.bytes(), "a frame of MPEG audio must follow", "something else");
        }
        if (bytes.length >= first.bytes()) {
            GaplessInfo info = GaplessInfo.of(first, bytes);
            if (info != null) {
                gapless = info;
                in.skip(first.bytes());
            }
        }
        return true;
    }

    private static String shown(MpegHeader header) {
        return header.sampleRateHz() + " Hz, " + header.channels() + " channels";
    }

    MpegHeader header() {
        return header;
    }

    GaplessInfo gapless() {
        return gapless;
    }

    IOException failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        if (taken == frame.length && (ended || !next())) {
            ended = true;
            return -1;
        }
        int n = Math.min(count, frame.length - taken);
        System.arraycopy(frame, taken, into, offset, n);
        taken += n;
        return n;
    }

    private boolean next() throws IOException {
        try {
            MpegHeader next = MpegHeader.of(in.peek(MpegHeader.BYTES), 0);
            if (!header.continuedBy(next) || next.bytes() == 0) {
                if (!atEnd()) {
                    throw in.malformed(in.position(), "frames of MPEG audio must follow each other", "something else");
                }
                return false;
            }
            byte[] bytes = in.peek(next.bytes());
            if (bytes.length < next.bytes() || frames > 0 && GaplessInfo.of(next, bytes) != null) {
                return false; // cut short, or the start of another stream
            }
            frame = in.readNBytes(next.bytes());
            taken = 0;
            frames++;
            return true;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Whether what comes is a tag, the end of the file, or at least no more frames. */
    private boolean atEnd() throws IOException {
        byte[] rest = in.peek(16);
        if (rest.length < MpegHeader.BYTES || tagStarts(rest, 0)) {
            return true;
        }
        rest = in.peek(SEARCH_BYTES);
        for (int i = 0; i + MpegHeader.BYTES <= rest.length; i++) {
            MpegHeader found = MpegHeader.of(rest, i);
            if (header.continuedBy(found)
                    && found.bytes() > 0
                    && header.continuedBy(MpegHeader.of(rest, i + found.bytes()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean tagStarts(byte[] bytes, int at) {
        String text = new String(bytes, at, Math.min(8, bytes.length - at), StandardCharsets.ISO_8859_1);
        return text.startsWith("TAG") || text.startsWith("ID3") || text.equals("APETAGEX") || text.equals("LYRICSBE");
    }

    /** Tags between streams, of kinds that state their size. */
    private void skipTags() throws IOException {
        for (long size = tagBytes(in.peek(APE_HEAD_BYTES)); size > 0; size = tagBytes(in.peek(APE_HEAD_BYTES))) {
            in.skip(size);
        }
    }

    private static long tagBytes(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("ID3") && head.length >= ID3_HEAD_BYTES) {
            int size = (head[6] & 0x7F) << 21 | (head[7] & 0x7F) << 14 | (head[8] & 0x7F) << 7 | head[9] & 0x7F;
            return ID3_HEAD_BYTES + (long) size;
        }
        if (text.startsWith("APETAGEX") && head.length == APE_HEAD_BYTES) {
            int size = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
            return APE_HEAD_BYTES + Math.max(0L, size);
        }
        return text.startsWith("TAG") ? ID3V1_BYTES : 0;
    }
}
