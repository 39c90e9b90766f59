package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;

/**
 * An array of a program: a layout over a buffer. Written by one step, read by later ones.
 *
 * @param buffer where it lies
 * @param desc   shape in DL4J's order of dimensions, and layout
 * @param offset where in the buffer it starts, in bytes; oneDNN's products ignore offsets inside a description
 */
record Value(Buffer buffer, MemoryDesc desc, long offset) {
    Value(Buffer buffer, MemoryDesc desc) {
        this(buffer, desc, 0);
    }

    long[] dims() {
        return desc.dims();
    }

    /** The same memory under another description. */
    Value as(MemoryDesc other) {
        return new Value(buffer, other, offset);
    }

    /** Consecutive rows of this matrix in row-major order. */
    Value rows(long first, long count) {
        long width = desc.dims()[1];
        return new Value(buffer, MemoryDesc.rowMajor(count, width), offset + first * width * Float.BYTES);
    }

    long address() {
        return buffer.address() + offset;
    }

    int elements() {
        long n = 1;
        for (long d : desc.dims()) {
            n *= d;
        }
        return Math.toIntExact(n);
    }
}
