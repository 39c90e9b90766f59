package io.auricle.audio.internal.pcm;

import java.io.IOException;

/**
 * IMA ADPCM as QuickTime packs it ({@code ima4}): for each channel in turn 34 bytes, the first 9 bits of which are the
 * sample before, the next 7 the step index, then 64 samples of 4 bits, low nibble first.
 *
 * <p><b>Follows</b> libsndfile, which starts each packet from its own header.
 */
final class QuickTimeImaDecoder implements SampleDecoder {
    private static final int PACKET_BYTES = 34;
    private static final int PACKET_SAMPLES = 64;
    private static final int PREDICTOR_BITS = 0xFF80;
    private static final int INDEX_BITS = 0x7F;

    private final int channels;

    QuickTimeImaDecoder(int channels) {
        this.channels = channels;
    }

    @Override
    public int blockBytes() {
        return PACKET_BYTES * channels;
    }

    @Override
    public int samplesPerBlock() {
        return PACKET_SAMPLES;
    }

    @Override
    public void decode(byte[] bytes, int blocks, float[][] into, int offset, Origin origin) throws IOException {
        for (int packet = 0; packet < blocks * channels; packet++) {
            int head = packet * PACKET_BYTES;
            int state = bytes[head] << 8 | bytes[head + 1] & 0xFF;
            int index = state & INDEX_BITS;
            if (index > ImaAdpcmDecoder.LAST_STEP) {
                throw origin.malformed(
                        head + 1, "IMA ADPCM step index must be at most " + ImaAdpcmDecoder.LAST_STEP, index);
            }
            float[] channel = into[packet % channels];
            int start = offset + packet / channels * PACKET_SAMPLES;
            ImaAdpcmDecoder.decode(
                    bytes, head + 2, head + PACKET_BYTES, (short) (state & PREDICTOR_BITS), index, channel, start);
        }
    }
}
