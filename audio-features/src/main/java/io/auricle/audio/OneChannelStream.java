package io.auricle.audio;

import io.auricle.internal.Checks;
import java.io.IOException;
import java.util.OptionalLong;

/** One of another stream's channels. */
final class OneChannelStream implements AudioStream {
    private final AudioStream source;
    private final int index;
    private final float[][] block;

    OneChannelStream(AudioStream source, int index) {
        this.source = source;
        this.index = index;
        this.block = new float[source.channels()][Blocks.samplesAtOnce(source.channels())];
    }

    @Override
    public int sampleRateHz() {
        return source.sampleRateHz();
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public OptionalLong expectedSamples() {
        return source.expectedSamples();
    }

    @Override
    public int read(float[][] into, int offset, int samples) throws IOException {
        Checks.checkBlock(channels(), into, offset, samples);
        int n = source.read(block, 0, Math.min(samples, block[0].length));
        if (n > 0) {
            System.arraycopy(block[index], 0, into[0], offset, n);
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
