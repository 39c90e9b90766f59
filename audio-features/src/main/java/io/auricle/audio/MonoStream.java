package io.auricle.audio;

import io.auricle.internal.Checks;
import java.io.IOException;
import java.util.OptionalLong;

/** The mean of another stream's channels. */
final class MonoStream implements AudioStream {
    private final AudioStream source;
    private final float[][] block;
    private final float[] mean;
    private double meanPower;
    private double channelsPower;

    MonoStream(AudioStream source) {
        this.source = source;
        this.mean = new float[Blocks.samplesAtOnce(source.channels())];
        this.block = new float[source.channels()][mean.length];
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
    public boolean cancelsInMono() {
        return Blocks.cancelled(meanPower, channelsPower, block.length);
    }

    @Override
    public int read(float[][] into, int offset, int samples) throws IOException {
        Checks.checkBlock(channels(), into, offset, samples);
        int n = source.read(block, 0, Math.min(samples, mean.length));
        if (n > 0) {
            Blocks.mean(block, n, mean);
            System.arraycopy(mean, 0, into[0], offset, n);
            meanPower += Blocks.power(mean, n);
            for (float[] channel : block) {
                channelsPower += Blocks.power(channel, n);
            }
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
