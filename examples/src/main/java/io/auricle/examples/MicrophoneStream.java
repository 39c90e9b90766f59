package io.auricle.examples;

import io.auricle.audio.AudioStream;
import java.util.Objects;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.TargetDataLine;

/** What a line records, 16 bits little-endian, as samples. */
final class MicrophoneStream implements AudioStream {

    private static final float FULL_SCALE = 32_768;

    private final TargetDataLine line;
    private final AudioFormat format;
    private byte[] bytes = new byte[0];
    private boolean late;

    /**
     * Takes over a line.
     *
     * @param line open and started
     */
    MicrophoneStream(TargetDataLine line) {
        this.line = line;
        this.format = line.getFormat();
    }

    @Override
    public int sampleRateHz() {
        return Math.round(format.getSampleRate());
    }

    @Override
    public int channels() {
        return format.getChannels();
    }

    /** {@return whether the line's buffer was ever found full, so that sound may have been lost} */
    boolean late() {
        return late;
    }

    @Override
    public int read(float[][] into, int offset, int samples) {
        for (float[] channel : into) {
            Objects.checkFromIndexSize(offset, samples, channel.length);
        }
        int wanted = samples * format.getFrameSize();
        bytes = bytes.length < wanted ? new byte[wanted] : bytes;
        late |= line.available() >= line.getBufferSize();
        int frames = line.read(bytes, 0, wanted) / format.getFrameSize();
        for (int i = 0; i < frames; i++) {
            for (int c = 0; c < channels(); c++) {
                int at = i * format.getFrameSize() + 2 * c;
                into[c][offset + i] = (short) (bytes[at] & 0xff | bytes[at + 1] << 8) / FULL_SCALE;
            }
        }
        return frames == 0 ? -1 : frames; // a line that was closed or unplugged gives nothing
    }

    @Override
    public void close() {
        line.stop();
        line.close();
    }
}
