package io.auricle.audio;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** IEEE floats of 4 or 8 bytes, little-endian. NaN, infinities and doubles beyond a float's range are refused. */
final class FloatDecoder implements SampleDecoder {
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final int channels;
    private final int sampleBytes;

    FloatDecoder(int channels, int sampleBytes) {
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
    public void decode(byte[] bytes, int blocks, float[][] into, int offset, ByteSource origin, long at)
            throws IOException {
        for (int i = 0, b = 0; i < blocks; i++) {
            for (int c = 0; c < channels; c++, b += sampleBytes) {
                float value = sampleBytes == 4 ? (float) FLOAT.get(bytes, b) : (float) (double) DOUBLE.get(bytes, b);
                if (!(Math.abs(value) <= Float.MAX_VALUE)) {
                    throw origin.malformed(at + b, "samples must be finite", found(bytes, b));
                }
                into[c][offset + i] = value;
            }
        }
    }

    private Object found(byte[] bytes, int b) {
        return sampleBytes == 4 ? FLOAT.get(bytes, b) : DOUBLE.get(bytes, b);
    }
}
