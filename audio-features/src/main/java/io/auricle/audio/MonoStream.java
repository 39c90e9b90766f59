package io.auricle.audio;

import java.io.IOException;

/** The mean of another stream's channels. */
final class MonoStream implements AudioStream {
    private static final int BLOCK = 4096;

    private final AudioStream source;
    private final float[][] block;
    private final float[] mean = new float[BLOCK];

    MonoStream(AudioStream source) {
        this.source = source;
        this.block = new float[source.channels()][BLOCK];
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
    public int read(float[][] into, int offset, int samples) throws IOException {
        Blocks.checkRequest(this, into, offset, samples);
        int n = source.read(block, 0, Math.min(samples, BLOCK));
        if (n > 0) {
            Blocks.mean(block, n, mean);
            System.arraycopy(mean, 0, into[0], offset, n);
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
