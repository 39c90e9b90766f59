package io.auricle.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Finds format and sound in a RIFF, RF64 or BW64 file, whatever the order of its chunks.
 *
 * <p>Sizes in the header bound what is read, never what is allocated: a file that ends early ends the sound, and a size
 * of 0xFFFFFFFF that no {@code ds64} chunk explains means "to the end".
 */
final class WavReader {
    private static final int HEAD_BYTES = 12;
    private static final int CHUNK_HEAD_BYTES = 8;
    private static final long UNKNOWN = 0xFFFF_FFFFL;

    private final ByteSource source;
    private WavFormat format;
    private ByteSource earlyData;
    private long wideDataBytes = Long.MAX_VALUE;

    private WavReader(ByteSource source) {
        this.source = source;
    }

    /** Whether a file that starts so claims to be of the RIFF family. */
    static boolean recognises(byte[] head) {
        return head.length >= 4
                && switch (ascii(head, 0)) {
                    case "RIFF", "RF64", "BW64", "RIFX" -> true;
                    default -> false;
                };
    }

    /** Reads up to the first sample. */
    static WavStream open(ByteSource source) throws IOException {
        return new WavReader(source).open();
    }

    private WavStream open() throws IOException {
        var head = new byte[HEAD_BYTES];
        int there = source.read(head, 0, HEAD_BYTES);
        if (there < HEAD_BYTES) {
            throw source.malformed(0, "a WAV file must start with " + HEAD_BYTES + " bytes of header", there);
        }
        if (ascii(head, 0).equals("RIFX")) {
            throw source.malformed(0, "a WAV file must be little-endian (RIFF, RF64 or BW64)", "RIFX");
        }
        if (!ascii(head, 8).equals("WAVE")) {
            throw source.malformed(8, "a RIFF file must be of form WAVE", quoted(head, 8));
        }
        WavStream stream = null;
        while (stream == null) {
            stream = chunk();
        }
        return stream;
    }

    /** Reads one chunk; returns the sound once format and data are both there. */
    private WavStream chunk() throws IOException {
        long at = source.position();
        var head = new byte[CHUNK_HEAD_BYTES];
        if (source.read(head, 0, CHUNK_HEAD_BYTES) < CHUNK_HEAD_BYTES) {
            String missing = format == null ? "fmt" : "data";
            throw source.malformed(at, "a WAV file must have a " + missing + " chunk", "the end of the file");
        }
        long size = littleEndian(head).getInt(4) & 0xFFFF_FFFFL;
        long body = source.position();
        switch (ascii(head, 0)) {
            case "fmt " -> readFormat(size, at);
            case "ds64" -> readWideSizes(size, at);
            case "data" -> {
                size = size == UNKNOWN ? wideDataBytes : size;
                if (format != null) {
                    return new WavStream(source, format, size);
                }
                earlyData = earlyData == null ? source.keep(size) : earlyData;
            }
            default -> {
                // Not ours: LIST, fact, cue, bext, junk.
            }
        }
        if (format != null && earlyData != null) {
            return new WavStream(earlyData, format, Long.MAX_VALUE);
        }
        source.skip(size - (source.position() - body) + (size & 1));
        return null;
    }

    private void readFormat(long size, long at) throws IOException {
        if (format != null) {
            throw source.malformed(at, "a WAV file must have only one fmt chunk", "a second one");
        }
        format = WavFormat.read(source, size);
    }

    /** The sizes that 32 bits cannot hold: of the file, of the data, and the number of samples. */
    private void readWideSizes(long size, long at) throws IOException {
        var sizes = new byte[24];
        int there = source.read(sizes, 0, (int) Math.min(size, sizes.length));
        if (there < sizes.length) {
            throw source.malformed(at, "ds64 chunk must have at least " + sizes.length + " bytes", there);
        }
        wideDataBytes = littleEndian(sizes).getLong(8);
        if (wideDataBytes < 0) {
            throw source.malformed(
                    at + CHUNK_HEAD_BYTES + 8,
                    "ds64 data size must be below 2^63",
                    Long.toUnsignedString(wideDataBytes));
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String ascii(byte[] bytes, int offset) {
        return new String(bytes, offset, 4, StandardCharsets.ISO_8859_1);
    }

    private static String quoted(byte[] bytes, int offset) {
        return '"' + ascii(bytes, offset).replaceAll("[^ -~]", "?") + '"';
    }
}
