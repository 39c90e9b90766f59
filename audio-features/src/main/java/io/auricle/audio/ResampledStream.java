package io.auricle.audio;

import io.auricle.internal.Checks;
import java.io.IOException;

/** Another stream's sound at another rate. */
final class ResampledStream implements AudioStream {
    private final AudioStream source;
    private final int sampleRateHz;
    private final StreamingResampler[] resamplers;
    private final float[][] block;
    private final float[][] ready;
    private int taken;
    private boolean ended;

    ResampledStream(AudioStream source, int targetHz) {
        Resampler resampler = Resampler.of(source.sampleRateHz(), targetHz);
        this.source = source;
        this.sampleRateHz = targetHz;
        this.resamplers = new StreamingResampler[source.channels()];
        for (int c = 0; c < resamplers.length; c++) {
            resamplers[c] = resampler.stream();
        }
        this.block = new float[resamplers.length][Blocks.samplesAtOnce(resamplers.length)];
        this.ready = new float[resamplers.length][0];
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int channels() {
        return resamplers.length;
    }

    @Override
    public boolean cancelsInMono() {
        return source.cancelsInMono();
    }

    @Override
    public int read(float[][] into, int offset, int samples) throws IOException {
        Checks.checkBlock(channels(), into, offset, samples);
        while (taken == ready[0].length) {
            if (ended) {
                return -1;
            }
            refill();
        }
        int n = Math.min(samples, ready[0].length - taken);
        for (int c = 0; c < ready.length; c++) {
            System.arraycopy(ready[c], taken, into[c], offset, n);
        }
        taken += n;
        return n;
    }

    private void refill() throws IOException {
        int n = source.read(block, 0, block[0].length);
        ended = n < 0;
        for (int c = 0; c < ready.length; c++) {
            ready[c] = ended ? resamplers[c].finish() : resamplers[c].feed(block[c], 0, n);
        }
        taken = 0;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
