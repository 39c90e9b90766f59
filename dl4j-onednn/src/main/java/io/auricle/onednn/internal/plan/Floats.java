package io.auricle.onednn.internal.plan;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Copies between Java arrays and memory at an address, and clears such memory. */
final class Floats {
    private Floats() {}

    static void get(long address, float[] into, int count) {
        at(address, count).get(into, 0, count);
    }

    static void put(long address, float[] from, int count) {
        at(address, count).put(from, 0, count);
    }

    static void clear(long address, long bytes) {
        Pointer.memset(at(address, bytes), 0, bytes);
    }

    static void copy(long from, long to, long bytes) {
        Pointer.memcpy(at(to, bytes), at(from, bytes), bytes);
    }

    static ByteBuffer bytes(long address, long count) {
        return new BytePointer(new Address(address)).capacity(count).asByteBuffer();
    }

    static FloatPointer at(long address, long count) {
        return new FloatPointer(new Address(address)).capacity(count);
    }

    private static final class Address extends Pointer {
        Address(long address) {
            super((Pointer) null);
            this.address = address;
        }
    }
}
