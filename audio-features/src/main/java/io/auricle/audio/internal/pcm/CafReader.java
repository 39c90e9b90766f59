package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Apple's Core Audio files that hold PCM, floats, A-law, mu-law or IMA ADPCM. */
final class CafReader extends ChunkedFile {
    private static final int HEAD_BYTES = 8;
    private static final int DESCRIPTION_BYTES = 32;
    private static final int EDIT_COUNT_BYTES = 4;
    private static final int FLOAT_FLAG = 1;
    private static final int LITTLE_ENDIAN_FLAG = 2;

    private CafReader(AudioInput in) {
        super(in, "a CAF file", ChunkSyntax.CAF, "desc", "data");
    }

    static AudioStream open(AudioInput in) throws IOException {
        in.skip(HEAD_BYTES);
        return new CafReader(in).open();
    }

    @Override
    SoundFormat readFormat(long size) throws IOException {
        long at = in.position();
        byte[] body = in.readNBytes((int) Math.min(size, DESCRIPTION_BYTES));
        require(body.length == DESCRIPTION_BYTES, at - 8, "desc chunk must have 32 bytes", body.length);
        ByteBuffer view = ByteBuffer.wrap(body);
        double rate = view.getDouble(0);
        require(
                rate >= 0.5 && rate <= Integer.MAX_VALUE,
                at,
                "sample rate must be between 1 and " + Integer.MAX_VALUE + " Hz",
                rate);
        int channels = view.getInt(24);
        require(channels >= 1 && channels <= 0xFFFF, at + 24, "channels must be between 1 and 65535", channels);
        return new SoundFormat((int) Math.round(rate), channels, decoder(ascii(body, 8), view, channels, at));
    }

    private SampleDecoder decoder(String encoding, ByteBuffer view, int channels, long at) throws IOException {
        return switch (encoding) {
            case "lpcm" -> pcm(view, channels, at);
            case "alaw" -> G711Decoder.aLawOf(channels);
            case "ulaw" -> G711Decoder.muLawOf(channels);
            case "ima4" -> new QuickTimeImaDecoder(channels);
            default -> throw in.unsupported(
                    at + 8,
                    "CAF must hold lpcm, alaw, ulaw or ima4 (add io.auricle:audio-ffmpeg to the class path for others)",
                    quoted(encoding));
        };
    }

    private SampleDecoder pcm(ByteBuffer view, int channels, long at) throws IOException {
        int flags = view.getInt(12);
        int block = view.getInt(16);
        int bits = view.getInt(28);
        boolean floating = (flags & FLOAT_FLAG) != 0;
        require(
                floating ? bits == 32 || bits == 64 : bits >= 1 && bits <= 32,
                at + 28,
                floating ? "float bits must be 32 or 64" : "bits must be between 1 and 32",
                bits);
        int bytes = (bits + 7) / 8;
        require(
                block == bytes * channels,
                at + 16,
                "bytes of a packet must be " + channels + " channels x " + bytes,
                block);
        ByteOrder order = (flags & LITTLE_ENDIAN_FLAG) != 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        var layout = SampleLayout.packed(channels, bytes, order);
        return floating ? new FloatDecoder(layout) : new PcmDecoder(layout, false);
    }

    @Override
    long readDataHead(AudioInput body, long size) throws IOException {
        long at = body.position();
        int there = body.readNBytes((int) Math.min(size, EDIT_COUNT_BYTES)).length;
        require(there == EDIT_COUNT_BYTES, at, "data chunk must have at least 4 bytes", there);
        return size - EDIT_COUNT_BYTES;
    }

    private void require(boolean ok, long at, String rule, Object found) throws IOException {
        if (!ok) {
            throw in.malformed(at, rule, found);
        }
    }
}
