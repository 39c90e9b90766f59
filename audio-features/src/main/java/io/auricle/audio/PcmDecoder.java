package io.auricle.audio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Integer PCM of 1 to 4 bytes, little-endian: unsigned when of one byte, else signed; full scale is 1. */
final class PcmDecoder implements SampleDecoder {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final int channels;
    private final int sampleBytes;

    PcmDecoder(int channels, int sampleBytes) {
        this.channels = channels;
        this.sampleBytes = sampleBytes;
    }

    @Override
    public int blockBytes() {
        return channels * sampleBytes;
    }

    @Override
    public int samplesPerBlock() {
        return 1;
    }

    @Override
    public void decode(byte[] bytes, int blocks, float[][] into, int offset, ByteSource origin, long at) {
        for (int c = 0; c < channels; c++) {
            switch (sampleBytes) {
                case 1 -> bytes1(bytes, c, blocks, into[c], offset);
                case 2 -> bytes2(bytes, c, blocks, into[c], offset);
                case 3 -> bytes3(bytes, c, blocks, into[c], offset);
                default -> bytes4(bytes, c, blocks, into[c], offset);
            }
        }
    }

    private void bytes1(byte[] bytes, int channel, int count, float[] into, int offset) {
        for (int i = 0, b = channel; i < count; i++, b += channels) {
            into[offset + i] = ((bytes[b] & 0xFF) - 128) * 0x1p-7f;
        }
    }

    private void bytes2(byte[] bytes, int channel, int count, float[] into, int offset) {
        int step = 2 * channels;
        for (int i = 0, b = 2 * channel; i < count; i++, b += step) {
            into[offset + i] = (short) SHORT.get(bytes, b) * 0x1p-15f;
        }
    }

    private void bytes3(byte[] bytes, int channel, int count, float[] into, int offset) {
        int step = 3 * channels;
        for (int i = 0, b = 3 * channel; i < count; i++, b += step) {
            int value = (bytes[b] & 0xFF) | (bytes[b + 1] & 0xFF) << 8 | bytes[b + 2] << 16;
            into[offset + i] = value * 0x1p-23f;
        }
    }

    private void bytes4(byte[] bytes, int channel, int count, float[] into, int offset) {
        int step = 4 * channels;
        for (int i = 0, b = 4 * channel; i < count; i++, b += step) {
            into[offset + i] = (int) INT.get(bytes, b) * 0x1p-31f;
        }
    }
}
