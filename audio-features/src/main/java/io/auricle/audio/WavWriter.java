package io.auricle.audio;

import static io.auricle.internal.Checks.check;

import io.auricle.internal.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes 16-bit PCM with the plain 44-byte header. */
final class WavWriter {
    private static final int HEADER_BYTES = 44;
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int MAX_CHANNELS = 0xFFFF / 2;
    private static final long MAX_DATA_BYTES = 0xFFFF_FFFFL - HEADER_BYTES;

    private WavWriter() {}

    static void write(Path file, AudioClip clip) throws IOException {
        checkFits(clip);
        AtomicFile.write(file, out -> {
            out.write(header(clip));
            writeSamples(out, clip);
        });
    }

    private static void checkFits(AudioClip clip) {
        check(clip.channels() <= MAX_CHANNELS, "channels must be at most %d, got %d", MAX_CHANNELS, clip.channels());
        check(
                dataBytes(clip) <= MAX_DATA_BYTES,
                "a WAV file must hold at most %d bytes of sound, got %d",
                MAX_DATA_BYTES,
                dataBytes(clip));
        for (int c = 0; c < clip.channels(); c++) {
            float[] samples = clip.raw(c);
            for (int i = 0; i < samples.length; i++) {
                if (!(Math.abs(samples[i]) <= 1)) {
                    throw new IllegalArgumentException("samples must be in [-1, 1] to be written as 16-bit PCM, got "
                            + samples[i] + " at channel " + c + ", sample " + i + "; lower the gain first");
                }
            }
        }
    }

    private static long dataBytes(AudioClip clip) {
        return 2L * clip.channels() * clip.samples();
    }

    private static byte[] header(AudioClip clip) {
        int align = 2 * clip.channels();
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (HEADER_BYTES - 8 + dataBytes(clip)))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) clip.channels())
                .putInt(clip.sampleRateHz())
                .putInt((int) Math.min(0xFFFF_FFFFL, (long) clip.sampleRateHz() * align))
                .putShort((short) align)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) dataBytes(clip))
                .array();
    }

    private static void writeSamples(OutputStream out, AudioClip clip) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < clip.samples(); i++) {
            if (block.remaining() < 2 * clip.channels()) {
                out.write(block.array(), 0, block.position());
                block.clear();
            }
            for (int c = 0; c < clip.channels(); c++) {
                block.putShort((short) Math.min(Short.MAX_VALUE, Math.round(clip.raw(c)[i] * 32768f)));
            }
        }
        out.write(block.array(), 0, block.position());
    }
}
