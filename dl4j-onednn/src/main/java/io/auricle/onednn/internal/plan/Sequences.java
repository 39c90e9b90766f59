package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;

/** How sequences lie in a plan: DL4J's dimensions N, C, T with time outermost in memory, as recurrent layers read them. */
final class Sequences {
    private Sequences() {}

    /** N, C, T over memory in the order T, N, C. */
    static MemoryDesc timeMajor(long... dims) {
        return MemoryDesc.strided(dims, new long[] {dims[1], 1, dims[0] * dims[1]});
    }
}
