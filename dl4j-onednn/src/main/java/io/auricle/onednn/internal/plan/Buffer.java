package io.auricle.onednn.internal.plan;

/** A stretch of memory: in somebody else's region, or in the arena, where buffers that never live at the same time overlap. */
final class Buffer {
    final MemoryRegion region;
    final long bytes;
    long offset;
    int firstStep = Integer.MAX_VALUE;
    int lastStep = -1;

    Buffer(MemoryRegion region, long bytes, long offset) {
        this.region = region;
        this.bytes = bytes;
        this.offset = offset;
    }

    void usedBy(int step) {
        firstStep = Math.min(firstStep, step);
        lastStep = Math.max(lastStep, step);
    }

    boolean overlapsInTime(Buffer other) {
        return firstStep <= other.lastStep && other.firstStep <= lastStep;
    }

    long address() {
        return region.address() + offset;
    }
}
