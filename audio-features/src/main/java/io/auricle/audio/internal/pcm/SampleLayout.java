package io.auricle.audio.internal.pcm;

import java.nio.ByteOrder;

/**
 * How samples that stand on their own lie in a block: each has a container, in which its bytes start somewhere.
 *
 * @param channels       one container for each
 * @param sampleBytes    bytes of a sample
 * @param containerBytes bytes from one sample to that of the next channel
 * @param offset         bytes of the container in front of the sample
 * @param order          of the sample's bytes
 */
record SampleLayout(int channels, int sampleBytes, int containerBytes, int offset, ByteOrder order) {
    static SampleLayout packed(int channels, int sampleBytes, ByteOrder order) {
        return new SampleLayout(channels, sampleBytes, sampleBytes, 0, order);
    }

    int blockBytes() {
        return channels * containerBytes;
    }

    int start(int channel) {
        return channel * containerBytes + offset;
    }

    boolean bigEndian() {
        return order == ByteOrder.BIG_ENDIAN;
    }
}
