package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import io.auricle.audio.internal.pcm.WavFormat.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the fields of a {@code fmt } chunk; every refusal names the field's own offset. */
record WavFormatParser(ByteBuffer body, AudioInput source, long at) {
    private static final int PCM = 1;
    private static final int MS_ADPCM = 2;
    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int IMA_ADPCM = 0x11;
    private static final int MPEG = 0x50;
    private static final int MP3 = 0x55;
    private static final int EXTENSIBLE = 0xFFFE;

    /** Bytes that are looked at: the longest is Microsoft ADPCM's, with its table of coefficients. */
    private static final int MAX_BYTES = 50;

    private static final int MIN_BYTES = 16;
    private static final int EXTENSIBLE_BYTES = 40;
    /** Of every registered subformat: 0000xxxx-0000-0010-8000-00AA00389B71, a tag in front. */
    private static final Guid REGISTERED = new Guid(0, 0x0010, 0x800000AA00389B71L);
    /** Of ambisonic B-format: 0000000x-0721-11D3-8644-C8C1CA000000, 1 for PCM and 3 for float. */
    private static final Guid AMBISONIC = new Guid(0x0721, 0x11D3, 0x8644C8C1CA000000L);

    /** What follows the first four bytes of a GUID. */
    private record Guid(int second, int third, long rest) {}

    /** Reads the chunk's body; the source stands at its first byte and ends up behind what was looked at. */
    static WavFormat read(AudioInput source, long size, ByteOrder order) throws IOException {
        long at = source.position();
        if (size < MIN_BYTES) {
            throw source.malformed(at - 4, "fmt chunk must have at least " + MIN_BYTES + " bytes", size);
        }
        var body = new byte[(int) Math.min(size, MAX_BYTES)];
        int there = source.readNBytes(body, 0, body.length);
        if (there < body.length) {
            throw source.malformed(
                    at - 4, "fmt chunk must end within the file", size + " bytes with " + there + " left");
        }
        return new WavFormatParser(ByteBuffer.wrap(body).order(order), source, at).parse();
    }

    WavFormat parse() throws IOException {
        int channels = u16(2);
        require(channels >= 1, 2, "channels must be at least 1", channels);
        int rate = body.getInt(4);
        require(
                rate >= 1,
                4,
                "sample rate must be between 1 and " + Integer.MAX_VALUE + " Hz",
                Integer.toUnsignedString(rate));
        return format(tag(), rate, channels);
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
        var guid = new Guid(
                u16(28),
                u16(30),
                body.order() == ByteOrder.BIG_ENDIAN ? body.getLong(32) : Long.reverseBytes(body.getLong(32)));
        require(
                body.getInt(24) >>> 16 == 0 && (guid.equals(REGISTERED) || guid.equals(AMBISONIC)),
                24,
                "subformat must be 0000xxxx-0000-0010-8000-00AA00389B71 or ambisonic B-format",
                String.format("%08X-%04X-%04X-%016X", body.getInt(24), guid.second, guid.third, guid.rest));
        return body.getInt(24);
    }

    private WavFormat format(int tag, int rate, int channels) throws IOException {
        return switch (tag) {
            case PCM -> plain(rate, channels, false, bits("PCM", 8, 12, 16, 20, 24, 32));
            case FLOAT -> plain(rate, channels, true, bits("float", 32, 64));
            case A_LAW -> {
                require(bits("A-law", 8) * channels == 8 * align(channels), 12, rule(channels, 1), align(channels));
                yield blocks(rate, channels, G711Decoder.aLawOf(channels));
            }
            case MU_LAW -> {
                require(bits("mu-law", 8) * channels == 8 * align(channels), 12, rule(channels, 1), align(channels));
                yield blocks(rate, channels, G711Decoder.muLawOf(channels));
            }
            case IMA_ADPCM -> blocks(rate, channels, imaAdpcm(channels));
            case MS_ADPCM -> blocks(rate, channels, msAdpcm(channels));
            case MPEG, MP3 -> new WavFormat(
                    new SoundFormat(rate, channels, null), Layout.MP3, 0, 0, false, body.order());
            default -> throw source.unsupported(
                    u16(0) == EXTENSIBLE ? at + 24 : at,
                    "encoding must be PCM (1), Microsoft ADPCM (2), float (3), A-law (6), mu-law (7), IMA ADPCM (17),"
                            + " MP3 (85) or extensible (65534)",
                    WavFormat.shown(tag));
        };
    }

    private WavFormat blocks(int rate, int channels, SampleDecoder decoder) {
        return new WavFormat(new SoundFormat(rate, channels, decoder), Layout.BLOCKS, 0, 0, false, body.order());
    }

    /** Samples that stand on their own, in blocks of the size that they need, or a little more. */
    private WavFormat plain(int rate, int channels, boolean floating, int bits) throws IOException {
        int bytes = (bits + 7) / 8;
        int align = u16(12) == 0 ? bytes * channels : u16(12);
        int most = floating ? 8 : 4;
        require(
                align % channels == 0 && align / channels >= bytes && align / channels <= most,
                12,
                rule(channels, bytes) + ", or up to " + most + " for each",
                align);
        var layout = SampleLayout.packed(channels, bytes, body.order());
        SampleDecoder decoder = floating ? new FloatDecoder(layout) : new PcmDecoder(layout, true);
        return new WavFormat(
                new SoundFormat(rate, channels, decoder),
                align == bytes * channels ? Layout.BLOCKS : Layout.PADDED,
                bytes,
                align,
                floating,
                body.order());
    }

    /** The block align, or what it should be where it is zero. */
    private int align(int channels) {
        return u16(12) == 0 ? channels : u16(12);
    }

    private static String rule(int channels, int bytes) {
        return "block align must be " + channels + " channels x " + bytes + " bytes";
    }

    private int bits(String encoding, int... allowed) throws IOException {
        int bits = u16(14);
        for (int each : allowed) {
            if (bits == each) {
                return bits;
            }
        }
        throw source.malformed(at + 14, encoding + " bits must be one of " + WavFormat.oneOf(allowed), bits);
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
                "Microsoft ADPCM block align must hold 7 bytes and whole samples for each of " + channels + " channels",
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
        require(
                body.order() == ByteOrder.LITTLE_ENDIAN,
                0,
                "a big-endian file must hold PCM, float, A-law or mu-law",
                "ADPCM");
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
