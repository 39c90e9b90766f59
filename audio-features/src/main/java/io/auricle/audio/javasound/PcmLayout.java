package io.auricle.audio.javasound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/** How a provider lays out uncompressed samples. */
record PcmLayout(int sampleBytes, boolean floating, boolean unsigned, ByteOrder order) {
    static PcmLayout of(AudioFormat format) {
        return new PcmLayout(
                (format.getSampleSizeInBits() + 7) / 8,
                format.getEncoding().equals(Encoding.PCM_FLOAT),
                format.getEncoding().equals(Encoding.PCM_UNSIGNED),
                format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether {@link #sample} reads this format. */
    static boolean reads(AudioFormat format) {
        int bits = format.getSampleSizeInBits();
        if (format.getEncoding().equals(Encoding.PCM_FLOAT)) {
            return bits == 32 || bits == 64;
        }
        boolean pcm = format.getEncoding().equals(Encoding.PCM_SIGNED)
                || format.getEncoding().equals(Encoding.PCM_UNSIGNED);
        return pcm && bits >= 1 && bits <= 32;
    }

    /** The sample at a byte, full scale being 1. */
    float sample(ByteBuffer bytes, int at) {
        if (floating) {
            return sampleBytes == 4 ? bytes.getFloat(at) : (float) bytes.getDouble(at);
        }
        int value = 0;
        for (int i = 0; i < sampleBytes; i++) {
            int significance = order == ByteOrder.BIG_ENDIAN ? sampleBytes - 1 - i : i;
            value |= (bytes.get(at + i) & 0xFF) << 8 * significance;
        }
        int leftAligned = value << 32 - 8 * sampleBytes;
        return (unsigned ? leftAligned ^ Integer.MIN_VALUE : leftAligned) * 0x1p-31f;
    }
}
