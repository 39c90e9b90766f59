package io.auricle.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a WAV file's {@code fmt } chunk says, checked. */
record WavFormat(int sampleRateHz, int channels, SampleDecoder decoder) {
    private static final int PCM = 1;
    private static final int MS_ADPCM = 2;
    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int IMA_ADPCM = 0x11;
    private static final int EXTENSIBLE = 0xFFFE;

    /** Bytes that are looked at: the longest is Microsoft ADPCM's, with its table of coefficients. */
    private static final int MAX_BYTES = 50;

    private static final int MIN_BYTES = 16;
    private static final int EXTENSIBLE_BYTES = 40;
    /** The last 14 bytes of every registered subformat: xxxx0000-0000-1000-8000-00AA00389B71, after its tag. */
    private static final byte[] SUBFORMAT = {
        0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71
    };

    /** Reads the chunk's body; the source stands at its first byte and ends up behind what was looked at. */
    static WavFormat read(ByteSource source, long size) throws IOException {
        long at = source.position();
        if (size < MIN_BYTES) {
            throw source.malformed(at - 4, "fmt chunk must have at least " + MIN_BYTES + " bytes", size);
        }
        var body = new byte[(int) Math.min(size, MAX_BYTES)];
        int there = source.read(body, 0, body.length);
        if (there < body.length) {
            throw source.malformed(
                    at - 4, "fmt chunk must end within the file", size + " bytes with " + there + " left");
        }
        return new Parser(ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN), source, at).parse();
    }

    /** The fields of one chunk; every refusal names the field's own offset. */
    private record Parser(ByteBuffer body, ByteSource source, long at) {
        WavFormat parse() throws IOException {
            int channels = u16(2);
            require(channels >= 1, 2, "channels must be at least 1", channels);
            int rate = body.getInt(4);
            require(
                    rate >= 1,
                    4,
                    "sample rate must be between 1 and " + Integer.MAX_VALUE + " Hz",
                    Integer.toUnsignedString(rate));
            return new WavFormat(rate, channels, decoder(tag(), channels));
        }

        private int tag() throws IOException {
            int tag = u16(0);
            if (tag != EXTENSIBLE) {
                return tag;
            }
            require(
                    body.limit() >= EXTENSIBLE_BYTES,
                    -4,
                    "extensible fmt chunk must have at least " + EXTENSIBLE_BYTES + " bytes",
                    body.limit());
            int validBits = u16(18);
            require(validBits <= u16(14), 18, "valid bits must be at most the container's " + u16(14), validBits);
            for (int i = 0; i < SUBFORMAT.length; i++) {
                require(
                        body.get(26 + i) == SUBFORMAT[i],
                        26 + i,
                        "subformat must be xxxx0000-0000-1000-8000-00AA00389B71",
                        String.format("byte 0x%02X", body.get(26 + i)));
            }
            return u16(24);
        }

        private SampleDecoder decoder(int tag, int channels) throws IOException {
            return switch (tag) {
                case PCM -> new PcmDecoder(channels, plainBytes(channels, "PCM", 8, 12, 16, 20, 24, 32));
                case FLOAT -> new FloatDecoder(channels, plainBytes(channels, "float", 32, 64));
                case A_LAW -> {
                    plainBytes(channels, "A-law", 8);
                    yield G711Decoder.aLawOf(channels);
                }
                case MU_LAW -> {
                    plainBytes(channels, "mu-law", 8);
                    yield G711Decoder.muLawOf(channels);
                }
                case IMA_ADPCM -> imaAdpcm(channels);
                case MS_ADPCM -> msAdpcm(channels);
                default -> throw source.malformed(
                        u16(0) == EXTENSIBLE ? at + 24 : at,
                        "encoding must be PCM (1), Microsoft ADPCM (2), float (3), A-law (6), mu-law (7), IMA ADPCM (17)"
                                + " or extensible (65534)",
                        tag);
            };
        }

        /** Checks bits and block align of an encoding that stores each sample on its own; returns bytes per sample. */
        private int plainBytes(int channels, String encoding, int... allowed) throws IOException {
            int bits = bits(encoding, allowed);
            int bytes = (bits + 7) / 8;
            int align = u16(12);
            require(
                    align == channels * bytes,
                    12,
                    "block align must be " + channels + " channels x " + bytes + " bytes",
                    align);
            return bytes;
        }

        private int bits(String encoding, int... allowed) throws IOException {
            int bits = u16(14);
            for (int each : allowed) {
                if (bits == each) {
                    return bits;
                }
            }
            throw source.malformed(
                    at + 14, encoding + " bits must be one of " + java.util.Arrays.toString(allowed), bits);
        }

        private SampleDecoder imaAdpcm(int channels) throws IOException {
            bits("IMA ADPCM", 4);
            int align = u16(12);
            int nibbleBytes = align - 4 * channels;
            require(
                    nibbleBytes >= 0 && (channels == 1 || nibbleBytes % (4 * channels) == 0),
                    12,
                    "IMA ADPCM block align must be a multiple of 4 bytes x " + channels + " channels, at least one",
                    align);
            return adpcm(new ImaAdpcmDecoder(channels, align));
        }

        private SampleDecoder msAdpcm(int channels) throws IOException {
            bits("Microsoft ADPCM", 4);
            int align = u16(12);
            int nibbles = 2 * (align - MsAdpcmDecoder.HEADER_BYTES * channels);
            require(
                    nibbles >= 0 && nibbles % channels == 0,
                    12,
                    "Microsoft ADPCM block align must hold 7 bytes and whole samples for each of " + channels
                            + " channels",
                    align);
            if (body.limit() >= 22) {
                checkCoefficients();
            }
            return adpcm(new MsAdpcmDecoder(channels, align));
        }

        private void checkCoefficients() throws IOException {
            int[][] standard = MsAdpcmDecoder.COEFFICIENTS;
            require(
                    u16(20) >= standard.length && body.limit() >= 22 + 4 * standard.length,
                    20,
                    "Microsoft ADPCM must carry its " + standard.length + " standard pairs of coefficients",
                    u16(20) + " pairs in " + body.limit() + " bytes");
            for (int i = 0; i < 2 * standard.length; i++) {
                int expected = standard[i / 2][i % 2];
                int found = body.getShort(22 + 2 * i);
                require(found == expected, 22 + 2 * i, "Microsoft ADPCM coefficient must be " + expected, found);
            }
        }

        private SampleDecoder adpcm(SampleDecoder decoder) throws IOException {
            require(u16(0) != EXTENSIBLE, 24, "an extensible file must hold PCM, float, A-law or mu-law", "ADPCM");
            require(body.limit() >= 20, -4, "ADPCM fmt chunk must have at least 20 bytes", body.limit());
            int samples = u16(18);
            require(
                    samples == decoder.samplesPerBlock(),
                    18,
                    "samples per block must be " + decoder.samplesPerBlock() + ", what " + decoder.blockBytes()
                            + " bytes hold",
                    samples);
            return decoder;
        }

        private int u16(int index) {
            return body.getShort(index) & 0xFFFF;
        }

        private void require(boolean ok, int index, String rule, Object found) throws IOException {
            if (!ok) {
                throw source.malformed(at + index, rule, found);
            }
        }
    }
}
