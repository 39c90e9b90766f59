package io.auricle.audio;

import io.auricle.internal.Checks;
import java.io.IOException;

/** The sound of a WAV file, decoded as it is asked for; a partial block at the end is dropped. */
final class WavStream implements AudioStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ByteSource source;
    private final WavFormat format;
    private final SampleDecoder decoder;

    private byte[] bytes = new byte[0];
    private long bytesLeft;
    /** The samples of a block of which the caller has taken only a part. */
    private float[][] block = new float[0][];

    private int blockTaken;
    private int blockFilled;

    /**
     * @param dataBytes how many bytes of sound follow, if the file is not cut short
     */
    WavStream(ByteSource source, WavFormat format, long dataBytes) throws IOException {
        this.source = source;
        this.format = format;
        this.decoder = format.decoder();
        this.bytesLeft = dataBytes;
        int blockBytes = decoder.blockBytes();
        int there = source.peek((int) Math.min(blockBytes, dataBytes)).length;
        if (there < blockBytes) {
            throw source.malformed(
                    source.position(), "data chunk must hold at least one block of " + blockBytes + " bytes", there);
        }
    }

    @Override
    public int sampleRateHz() {
        return format.sampleRateHz();
    }

    @Override
    public int channels() {
        return format.channels();
    }

    /** Samples per channel still to come if the length of the file is known, else -1. */
    long samplesLeft() {
        return source.remaining() < 0
                ? -1
                : Math.min(bytesLeft, source.remaining()) / decoder.blockBytes() * decoder.samplesPerBlock();
    }

    @Override
    public int read(float[][] into, int offset, int samples) throws IOException {
        Checks.checkBlock(channels(), into, offset, samples);
        if (blockTaken == blockFilled) {
            int whole = samples / decoder.samplesPerBlock();
            if (whole > 0) {
                int n = decode(whole, into, offset);
                return n == 0 ? -1 : n;
            }
            if (block.length == 0) {
                block = new float[channels()][];
            }
            blockTaken = 0;
            blockFilled = decode(1, block, 0);
            if (blockFilled == 0) {
                return -1;
            }
        }
        int n = Math.min(samples, blockFilled - blockTaken);
        for (int c = 0; c < channels(); c++) {
            System.arraycopy(block[c], blockTaken, into[c], offset, n);
        }
        blockTaken += n;
        return n;
    }

    /** Decodes up to that many blocks; returns the samples of each channel, 0 at the end. */
    private int decode(int blocks, float[][] into, int offset) throws IOException {
        int blockBytes = decoder.blockBytes();
        long at = source.position();
        int there = fetch(Math.min(blocks, Math.max(1, BUFFER_BYTES / blockBytes)) * blockBytes) / blockBytes;
        if (there == 0) {
            return 0;
        }
        if (into == block && block[0] == null) {
            for (int c = 0; c < block.length; c++) {
                block[c] = new float[decoder.samplesPerBlock()];
            }
        }
        decoder.decode(bytes, there, into, offset, source, at);
        return there * decoder.samplesPerBlock();
    }

    /** Reads bytes of whole blocks into the buffer, fewer at the end of the data or of the file. */
    private int fetch(int wanted) throws IOException {
        int count = (int) Math.min(wanted, bytesLeft - bytesLeft % decoder.blockBytes());
        if (source.remaining() >= 0) {
            count = (int) Math.min(count, source.remaining());
        }
        if (bytes.length < count) {
            bytes = new byte[count];
        }
        int there = source.read(bytes, 0, count);
        bytesLeft = there < count ? 0 : bytesLeft - there;
        return there;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
