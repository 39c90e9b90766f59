package io.auricle.audio.internal.pcm;

import java.io.IOException;

/** Turns whole blocks of bytes into samples. */
interface SampleDecoder {
    /** Bytes of one block: one sample of every channel, or an ADPCM block. */
    int blockBytes();

    /** Samples that one block holds for each channel. */
    int samplesPerBlock();

    /**
     * Decodes blocks that lie one after the other in {@code bytes}, from its start.
     *
     * @param into   {@code into[channel][offset...]}
     * @param origin where {@code bytes[0]} comes from, for errors
     */
    void decode(byte[] bytes, int blocks, float[][] into, int offset, Origin origin) throws IOException;
}
