package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;

/**
 * An array of a program: a layout over a buffer. Written by one step, read by later ones.
 *
 * @param buffer where it lies
 * @param desc   shape in DL4J's order of dimensions, and layout
 */
record Value(Buffer buffer, MemoryDesc desc) {
    long[] dims() {
        return desc.dims();
    }

    /** The same memory under another description. */
    Value as(MemoryDesc other) {
        return new Value(buffer, other);
    }

    long address() {
        return buffer.address();
    }

    int elements() {
        long n = 1;
        for (long d : desc.dims()) {
            n *= d;
        }
        return Math.toIntExact(n);
    }
}
