package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import io.auricle.audio.internal.pcm.SoundData.Stretch;
import io.auricle.internal.Checks;
import java.io.IOException;
import java.util.OptionalLong;

/** Sound in blocks of equal size, decoded as it is asked for; a partial block at the end of a stretch is dropped. */
final class BlockStream implements AudioStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final AudioInput file;
    private final SoundData data;
    private final SoundFormat format;
    private final SampleDecoder decoder;

    private Stretch stretch;
    private long bytesLeft;
    private long decoded;
    private byte[] bytes = new byte[0];
    /** The samples of a block of which the caller has taken only a part. */
    private float[][] block = new float[0][];

    private int blockTaken;
    private int blockFilled;

    /**
     * @param file  what is closed with this
     * @param title what the file is, in errors
     */
    BlockStream(SoundFormat format, SoundData data, AudioInput file, String title) throws IOException {
        this.file = file;
        this.data = data;
        this.format = format;
        this.decoder = format.decoder();
        nextStretch();
        if (stretch == null) {
            throw file.malformed(
                    file.position(),
                    title + " must hold at least one block of sound, " + blockBytes() + " bytes",
                    "less");
        }
    }

    private int blockBytes() {
        return decoder.blockBytes();
    }

    /** Goes to the next stretch that holds a whole block. */
    private void nextStretch() throws IOException {
        do {
            stretch = data.next();
            bytesLeft = stretch == null ? 0 : stretch.bytes();
        } while (stretch != null
                && (bytesLeft < blockBytes() || stretch.in().peek(blockBytes()).length < blockBytes()));
    }

    @Override
    public int sampleRateHz() {
        return format.sampleRateHz();
    }

    @Override
    public int channels() {
        return format.channels();
    }

    @Override
    public OptionalLong expectedSamples() {
        if (stretch == null || stretch.in().remaining().isEmpty()) {
            return OptionalLong.empty();
        }
        long there = Math.min(bytesLeft, stretch.in().remaining().getAsLong());
        return OptionalLong.of(there / blockBytes() * decoder.samplesPerBlock() + blockFilled - blockTaken);
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
                block = new float[channels()][decoder.samplesPerBlock()];
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
        while (stretch != null) {
            long at = stretch.in().position();
            int there = fetch(Math.min(blocks, Math.max(1, BUFFER_BYTES / blockBytes()))) / blockBytes();
            if (there > 0) {
                decoder.decode(bytes, there, into, offset, new Origin(stretch.in(), at, decoded));
                decoded += (long) there * decoder.samplesPerBlock();
                return there * decoder.samplesPerBlock();
            }
            nextStretch();
        }
        return 0;
    }

    /** Reads bytes of so many blocks into the buffer, fewer at the end of the stretch or of the file. */
    private int fetch(int blocks) throws IOException {
        int count = (int) Math.min((long) blocks * blockBytes(), bytesLeft - bytesLeft % blockBytes());
        count = (int) Math.min(count, stretch.in().remaining().orElse(count));
        if (bytes.length < count) {
            bytes = new byte[count];
        }
        int there = stretch.in().readNBytes(bytes, 0, count);
        bytesLeft = there < count ? 0 : bytesLeft - there;
        return there;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
