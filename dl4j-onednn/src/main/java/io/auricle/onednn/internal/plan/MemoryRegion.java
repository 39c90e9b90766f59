package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.Memory;
import java.util.ArrayList;
import java.util.List;

/** a region of memory that others own and may replace between two runs: parameters, gradients, inputs, the arena. */
final class MemoryRegion {
    private record Bound(Memory memory, long offset) {}

    private final String name;
    private final List<Bound> bound = new ArrayList<>();
    private long address;

    MemoryRegion(String name) {
        this.name = name;
    }

    long address() {
        return address;
    }

    /** Says where the region lies now; the memories bound to it follow. */
    void moveTo(long newAddress) {
        if (newAddress != address) {
            address = newAddress;
            for (Bound b : bound) {
                b.memory.moveTo(address + b.offset);
            }
        }
    }

    /** Lets a memory follow this region. */
    void bind(Memory memory, long offset) {
        bound.add(new Bound(memory, offset));
        memory.moveTo(address + offset);
    }

    @Override
    public String toString() {
        return name;
    }
}
