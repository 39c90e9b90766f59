package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * AIFF and AIFF-C files.
 *
 * <p>The length is that of the sound chunk; the number of frames in the header, which writers get wrong or leave at zero,
 * is not used. <b>Follows</b> Apple's AIFF 1.3 and AIFF-C drafts, and libsndfile for what they leave open.
 */
final class AiffReader extends ChunkedFile {
    private static final int HEAD_BYTES = 12;
    private static final int COMMON_BYTES = 18;
    private static final int SOUND_HEAD_BYTES = 8;
    private static final int MAX_BITS = 32;
    private static final int EXPONENT_OF_2_63 = 16_383 + 63;

    private final boolean compressed;

    private AiffReader(AudioInput in, boolean compressed) {
        super(in, "an AIFF file", ChunkSyntax.BIG_ENDIAN, "COMM", "SSND");
        this.compressed = compressed;
    }

    static AudioStream open(AudioInput in) throws IOException {
        byte[] head = in.readNBytes(HEAD_BYTES);
        return new AiffReader(in, ascii(head, 8).equals("AIFC")).open();
    }

    @Override
    SoundFormat readFormat(long size) throws IOException {
        long at = in.position();
        int bytes = compressed ? COMMON_BYTES + 4 : COMMON_BYTES;
        byte[] body = in.readNBytes((int) Math.min(size, bytes));
        require(body.length == bytes, at - 4, "COMM chunk must have at least " + bytes + " bytes", body.length);
        ByteBuffer view = ByteBuffer.wrap(body);
        int channels = view.getShort(0) & 0xFFFF;
        require(channels >= 1, at, "channels must be at least 1", channels);
        int rate = rate(view.getShort(8), view.getLong(10), at + 8);
        int bits = view.getShort(6) & 0xFFFF;
        String encoding = compressed ? ascii(body, COMMON_BYTES) : "NONE";
        return new SoundFormat(rate, channels, decoder(encoding, bits, channels, at));
    }

    /** An 80-bit float: sign and exponent, then 64 bits of mantissa, the first of them in front of the point. */
    private int rate(short exponentBits, long mantissa, long at) throws IOException {
        int shift = EXPONENT_OF_2_63 - (exponentBits & 0x7FFF);
        boolean fits = exponentBits >= 0 && mantissa < 0 && shift >= 32 && shift < 64;
        long rate = fits ? (mantissa >>> shift) + (mantissa >>> shift - 1 & 1) : 0;
        require(
                rate >= 1 && rate <= Integer.MAX_VALUE,
                at,
                "sample rate must be between 1 and " + Integer.MAX_VALUE + " Hz",
                String.format("%04X %016X", exponentBits, mantissa));
        return (int) rate;
    }

    private SampleDecoder decoder(String encoding, int bits, int channels, long at) throws IOException {
        return switch (encoding) {
            case "NONE", "none", "twos" -> pcm(bits, channels, ByteOrder.BIG_ENDIAN, at);
            case "sowt" -> pcm(bits, channels, ByteOrder.LITTLE_ENDIAN, at);
            case "in24" -> pcm(24, channels, ByteOrder.BIG_ENDIAN, at);
            case "in32" -> pcm(32, channels, ByteOrder.BIG_ENDIAN, at);
            case "42ni" -> pcm(24, channels, ByteOrder.LITTLE_ENDIAN, at);
            case "23ni" -> pcm(32, channels, ByteOrder.LITTLE_ENDIAN, at);
            case "raw " -> {
                require(bits <= 8, at + 6, "raw bits must be at most 8", bits);
                yield new PcmDecoder(SampleLayout.packed(channels, 1, ByteOrder.BIG_ENDIAN), true);
            }
            case "fl32", "FL32" -> new FloatDecoder(SampleLayout.packed(channels, 4, ByteOrder.BIG_ENDIAN));
            case "fl64", "FL64" -> new FloatDecoder(SampleLayout.packed(channels, 8, ByteOrder.BIG_ENDIAN));
            case "alaw", "ALAW" -> G711Decoder.aLawOf(channels);
            case "ulaw", "ULAW" -> G711Decoder.muLawOf(channels);
            case "ima4" -> new QuickTimeImaDecoder(channels);
            default -> throw in.unsupported(
                    at + COMMON_BYTES,
                    "AIFF-C compression must be NONE, twos, sowt, in24, in32, raw, fl32, fl64, alaw, ulaw or ima4",
                    quoted(encoding) + (encoding.equals("GSM ") ? ", GSM 6.10" : ""));
        };
    }

    private SampleDecoder pcm(int bits, int channels, ByteOrder order, long at) throws IOException {
        require(bits >= 1 && bits <= MAX_BITS, at + 6, "bits must be between 1 and " + MAX_BITS, bits);
        return new PcmDecoder(SampleLayout.packed(channels, (bits + 7) / 8, order), false);
    }

    /** The sound starts so many bytes behind the head as the head says. */
    @Override
    long readDataHead(AudioInput body, long size) throws IOException {
        long at = body.position();
        byte[] head = body.readNBytes((int) Math.min(size, SOUND_HEAD_BYTES));
        require(head.length == SOUND_HEAD_BYTES, at, "SSND chunk must have at least 8 bytes", head.length);
        long offset = ByteBuffer.wrap(head).getInt() & 0xFFFF_FFFFL;
        require(
                offset <= size - SOUND_HEAD_BYTES || size == SOUND_HEAD_BYTES,
                at,
                "SSND offset must lie in its chunk",
                offset);
        body.skip(offset);
        return size - SOUND_HEAD_BYTES - offset;
    }

    private void require(boolean ok, long at, String rule, Object found) throws IOException {
        if (!ok) {
            throw in.malformed(at, rule, found);
        }
    }
}
