package io.auricle.audio.internal.flac;

import io.auricle.audio.AudioInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a FLAC stream says of itself in its first block of metadata.
 *
 * @param sampleRateHz rate, in hertz; 0 if the frames say it
 * @param channels     1 to 8
 * @param bits         4 to 32
 * @param samples      of each channel; 0 if unknown
 * @param md5          of all samples, in hexadecimal; empty if unknown
 */
record StreamInfo(int sampleRateHz, int channels, int bits, long samples, String md5) {
    private static final int SIGNATURE_BYTES = 4;
    private static final int HEAD_BYTES = 4;
    private static final int BYTES = 34;
    private static final int INVALID_TYPE = 127;

    /** Reads a stream's signature and metadata; the input then stands at the first frame. */
    static StreamInfo read(AudioInput in) throws IOException {
        in.skip(SIGNATURE_BYTES);
        StreamInfo info = null;
        boolean last = false;
        while (!last) {
            long at = in.position();
            byte[] head = in.readNBytes(HEAD_BYTES);
            require(head.length == HEAD_BYTES, in, at, "FLAC metadata must end within the file", "the end of the file");
            last = head[0] < 0;
            int type = head[0] & 0x7F;
            int size = ByteBuffer.wrap(head).getInt() & 0xFF_FFFF;
            require(type != INVALID_TYPE, in, at, "the type of a block of metadata must be below 127", type);
            require((type == 0) == (info == null), in, at, "FLAC must start with one STREAMINFO block", "type " + type);
            if (type == 0) {
                require(size == BYTES, in, at + 1, "STREAMINFO must have " + BYTES + " bytes", size);
                info = parse(in);
            } else {
                long skipped = in.skip(size);
                require(skipped == size, in, at + 1, "a block of metadata must end within the file", size + " bytes");
            }
        }
        return info;
    }

    private static StreamInfo parse(AudioInput in) throws IOException {
        long at = in.position();
        byte[] body = in.readNBytes(BYTES);
        require(body.length == BYTES, in, at, "STREAMINFO must end within the file", body.length + " bytes");
        long packed = ByteBuffer.wrap(body).getLong(10);
        int bits = (int) (packed >>> 36 & 31) + 1;
        require(bits >= 4, in, at + 12, "bits must be at least 4", bits);
        byte[] md5 = Arrays.copyOfRange(body, 18, BYTES);
        boolean known = false;
        for (byte each : md5) {
            known |= each != 0;
        }
        return new StreamInfo(
                (int) (packed >>> 44),
                (int) (packed >>> 41 & 7) + 1,
                bits,
                packed & 0xF_FFFF_FFFFL,
                known ? HexFormat.of().formatHex(md5) : "");
    }

    private static void require(boolean ok, AudioInput in, long at, String rule, Object found) throws IOException {
        if (!ok) {
            throw in.malformed(at, rule, found);
        }
    }
}
