package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioClip;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** IEEE floats of 4 or 8 bytes. What is not finite, or larger than any sound, is refused. */
final class FloatDecoder implements SampleDecoder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final SampleLayout layout;

    FloatDecoder(SampleLayout layout) {
        this.layout = layout;
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
    public void decode(byte[] bytes, int blocks, float[][] into, int offset, Origin origin) throws IOException {
        boolean inRange = true;
        for (int c = 0; c < layout.channels(); c++) {
            inRange &= layout.sampleBytes() == 4
                    ? floats(bytes, layout.start(c), blocks, into[c], offset)
                    : doubles(bytes, layout.start(c), blocks, into[c], offset);
        }
        if (!inRange) {
            throw firstOutOfRange(bytes, origin);
        }
    }

    private boolean floats(byte[] bytes, int first, int count, float[] into, int offset) {
        int step = layout.blockBytes();
        boolean inRange = true;
        for (int i = 0, b = first; i < count; i++, b += step) {
            float value = floatAt(bytes, b);
            into[offset + i] = value;
            inRange &= Math.abs(value) <= AudioClip.MAX_SAMPLE;
        }
        return inRange;
    }

    private boolean doubles(byte[] bytes, int first, int count, float[] into, int offset) {
        int step = layout.blockBytes();
        boolean inRange = true;
        for (int i = 0, b = first; i < count; i++, b += step) {
            double value = doubleAt(bytes, b);
            into[offset + i] = (float) value;
            inRange &= Math.abs(value) <= AudioClip.MAX_SAMPLE;
        }
        return inRange;
    }

    private float floatAt(byte[] bytes, int b) {
        int bits = (int) INT.get(bytes, b);
        return Float.intBitsToFloat(layout.bigEndian() ? Integer.reverseBytes(bits) : bits);
    }

    private double doubleAt(byte[] bytes, int b) {
        long bits = (long) LONG.get(bytes, b);
        return Double.longBitsToDouble(layout.bigEndian() ? Long.reverseBytes(bits) : bits);
    }

    private IOException firstOutOfRange(byte[] bytes, Origin origin) {
        for (int i = 0; ; i++) {
            for (int c = 0; c < layout.channels(); c++) {
                int b = i * layout.blockBytes() + layout.start(c);
                Object value = layout.sampleBytes() == 4 ? (Object) floatAt(bytes, b) : (Object) doubleAt(bytes, b);
                if (!(Math.abs(((Number) value).doubleValue()) <= AudioClip.MAX_SAMPLE)) {
                    String found = value + " at channel " + c + ", sample " + (origin.sample() + i);
                    return origin.malformed(b, "samples must be finite and at most 2^31 in size", found);
                }
            }
        }
    }
}
