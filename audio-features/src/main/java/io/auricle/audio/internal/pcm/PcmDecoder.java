package io.auricle.audio.internal.pcm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Integer PCM of 1 to 4 bytes; full scale is 1. Samples of fewer bits are aligned to the left, as all formats have it. */
final class PcmDecoder implements SampleDecoder {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final SampleLayout layout;
    private final boolean unsignedBytes;

    /**
     * @param unsignedBytes whether samples of one byte have their zero at 128
     */
    PcmDecoder(SampleLayout layout, boolean unsignedBytes) {
        this.layout = layout;
        this.unsignedBytes = unsignedBytes;
    }

    @Override
    public int blockBytes() {
        return layout.blockBytes();
    }

    @Override
    public int samplesPerBlock() {
        return 1;
    }

    @Override
    public void decode(byte[] bytes, int blocks, float[][] into, int offset, Origin origin) {
        for (int c = 0; c < layout.channels(); c++) {
            switch (layout.sampleBytes()) {
                case 1 -> bytes1(bytes, layout.start(c), blocks, into[c], offset);
                case 2 -> bytes2(bytes, layout.start(c), blocks, into[c], offset);
                case 3 -> bytes3(bytes, layout.start(c), blocks, into[c], offset);
                default -> bytes4(bytes, layout.start(c), blocks, into[c], offset);
            }
        }
    }

    private void bytes1(byte[] bytes, int first, int count, float[] into, int offset) {
        int step = layout.blockBytes();
        int flip = unsignedBytes ? 0x80 : 0;
        for (int i = 0, b = first; i < count; i++, b += step) {
            into[offset + i] = (byte) (bytes[b] ^ flip) * 0x1p-7f;
        }
    }

    private void bytes2(byte[] bytes, int first, int count, float[] into, int offset) {
        int step = layout.blockBytes();
        if (layout.bigEndian()) {
            for (int i = 0, b = first; i < count; i++, b += step) {
                into[offset + i] = Short.reverseBytes((short) SHORT.get(bytes, b)) * 0x1p-15f;
            }
        } else {
            for (int i = 0, b = first; i < count; i++, b += step) {
                into[offset + i] = (short) SHORT.get(bytes, b) * 0x1p-15f;
            }
        }
    }

    private void bytes3(byte[] bytes, int first, int count, float[] into, int offset) {
        int step = layout.blockBytes();
        int low = layout.bigEndian() ? 2 : 0;
        int high = 2 - low;
        for (int i = 0, b = first; i < count; i++, b += step) {
            int value = (bytes[b + low] & 0xFF) | (bytes[b + 1] & 0xFF) << 8 | bytes[b + high] << 16;
            into[offset + i] = value * 0x1p-23f;
        }
    }

    private void bytes4(byte[] bytes, int first, int count, float[] into, int offset) {
        int step = layout.blockBytes();
        if (layout.bigEndian()) {
            for (int i = 0, b = first; i < count; i++, b += step) {
                into[offset + i] = Integer.reverseBytes((int) INT.get(bytes, b)) * 0x1p-31f;
            }
        } else {
            for (int i = 0, b = first; i < count; i++, b += step) {
                into[offset + i] = (int) INT.get(bytes, b) * 0x1p-31f;
            }
        }
    }
}
