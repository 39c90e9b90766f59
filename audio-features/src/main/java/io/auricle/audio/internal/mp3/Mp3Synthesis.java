package io.auricle.audio.internal.mp3;

import java.io.IOException;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.Obuffer;

/** One MPEG stream through JLayer's own classes, which alone are named here. */
final class Mp3Synthesis {
    /** What JLayer multiplies samples with. */
    private static final float JLAYER_SCALE = 32_700f;

    private final Bitstream bitstream;
    private final Decoder decoder = new Decoder();
    private final Samples samples;

    Mp3Synthesis(MpegFrames frames, int channels, int samplesPerFrame) {
        this.bitstream = new Bitstream(frames);
        this.samples = new Samples(new float[channels][samplesPerFrame]);
        decoder.setOutputBuffer(samples);
    }

    /**
     * Decodes one frame; samples that JLayer leaves out, for want of the frames before, are zero.
     *
     * @return its samples by channel, or null at the end
     */
    float[][] next() throws IOException {
        try {
            Header header = bitstream.readFrame();
            if (header == null) {
                return null;
            }
            samples.clear_buffer();
            decoder.decodeFrame(header, bitstream);
            bitstream.closeFrame();
            return samples.channels;
        } catch (BitstreamException | DecoderException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Takes floats, where JLayer would round to 16 bits. */
    private static final class Samples extends Obuffer {
        private final float[][] channels;
        private final int[] filled;

        Samples(float[][] channels) {
            this.channels = channels;
            this.filled = new int[channels.length];
        }

        @Override
        public void append(int channel, short value) {
            channels[channel][filled[channel]++] = value / JLAYER_SCALE;
        }

        @Override
        public void appendSamples(int channel, float[] values) {
            float[] into = channels[channel];
            int at = filled[channel];
            for (int i = 0; i < values.length; i++) {
                into[at + i] = values[i] / JLAYER_SCALE;
            }
            filled[channel] = at + values.length;
        }

        @Override
        public void clear_buffer() {
            for (int c = 0; c < channels.length; c++) {
                java.util.Arrays.fill(channels[c], 0);
                filled[c] = 0;
            }
        }

        @Override
        public void write_buffer(int value) {
            // read from the arrays
        }

        @Override
        public void close() {
            // nothing is open
        }

        @Override
        public void set_stop_flag() {
            // nothing waits
        }
    }
}
