package io.auricle.audio.internal.pcm;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Microsoft ADPCM, 4 bits a sample.
 *
 * <p>A block starts with, each for all channels in turn: predictor (1 byte), step (2), second sample (2), first sample
 * (2); then nibbles, the high one first, the channels in turn.
 */
final class MsAdpcmDecoder implements SampleDecoder {
    /** The seven pairs that every file carries; ours are used, the header's must be the same. */
    static final int[][] COEFFICIENTS = {{256, 0}, {512, -256}, {0, 0}, {192, 64}, {240, 0}, {460, -208}, {392, -232}};

    static final int HEADER_BYTES = 7;

    private static final int[] ADAPTATION = {
        230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230
    };
    private static final int MIN_STEP = 16;
    private static final int MAX_STEP = Integer.MAX_VALUE / 768;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final int channels;
    private final int blockBytes;

    MsAdpcmDecoder(int channels, int blockBytes) {
        this.channels = channels;
        this.blockBytes = blockBytes;
    }

    @Override
    public int blockBytes() {
        return blockBytes;
    }

    @Override
    public int samplesPerBlock() {
        return 2 + 2 * (blockBytes - HEADER_BYTES * channels) / channels;
    }

    @Override
    public void decode(byte[] bytes, int blocks, float[][] into, int offset, Origin origin) throws IOException {
        for (int block = 0; block < blocks; block++) {
            for (int c = 0; c < channels; c++) {
                int head = block * blockBytes + c;
                int predictor = bytes[head] & 0xFF;
                if (predictor >= COEFFICIENTS.length) {
                    throw origin.malformed(
                            head, "Microsoft ADPCM predictor must be below " + COEFFICIENTS.length, predictor);
                }
                decodeChannel(bytes, block * blockBytes, c, into[c], offset + block * samplesPerBlock());
            }
        }
    }

    private void decodeChannel(byte[] bytes, int block, int channel, float[] into, int offset) {
        int[] coefficients = COEFFICIENTS[bytes[block + channel]];
        int words = block + channels + 2 * channel;
        int step = (short) SHORT.get(bytes, words);
        int last = (short) SHORT.get(bytes, words + 2 * channels);
        int beforeLast = (short) SHORT.get(bytes, words + 4 * channels);
        into[offset] = beforeLast * 0x1p-15f;
        into[offset + 1] = last * 0x1p-15f;
        int nibbles = block + HEADER_BYTES * channels;
        int end = samplesPerBlock();
        for (int i = 2, nibble = channel; i < end; i++, nibble += channels) {
            int code = bytes[nibbles + (nibble >> 1)] >> ((nibble & 1) == 0 ? 4 : 0) & 0xF;
            int signed = code << 28 >> 28;
            int predicted = last * coefficients[0] + beforeLast * coefficients[1] >> 8;
            beforeLast = last;
            last = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, predicted + signed * step));
            step = Math.max(MIN_STEP, Math.min(MAX_STEP, ADAPTATION[code] * step >> 8));
            into[offset + i] = last * 0x1p-15f;
        }
    }
}
