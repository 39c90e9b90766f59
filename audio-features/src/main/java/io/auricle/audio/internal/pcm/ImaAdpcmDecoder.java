package io.auricle.audio.internal.pcm;

import java.io.IOException;

/**
 * IMA (DVI) ADPCM, 4 bits a sample, by the reference algorithm of the Interactive Multimedia Association (1992).
 *
 * <p>A block starts with 4 bytes per channel (first sample, step index, 0), then groups of 4 bytes per channel in turn,
 * each holding 8 samples, low nibble first.
 */
final class ImaAdpcmDecoder implements SampleDecoder {
    static final int LAST_STEP = 88;
    private static final int[] INDEX_CHANGE = {-1, -1, -1, -1, 2, 4, 6, 8};
    private static final int[] STEPS = {
        7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
        107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796,
        876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871,
        5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623,
        27086, 29794, 32767
    };

    private final int channels;
    private final int blockBytes;

    ImaAdpcmDecoder(int channels, int blockBytes) {
        this.channels = channels;
        this.blockBytes = blockBytes;
    }

    @Override
    public int blockBytes() {
        return blockBytes;
    }

    @Override
    public int samplesPerBlock() {
        return 1 + 2 * (blockBytes - 4 * channels) / channels;
    }

    @Override
    public void decode(byte[] bytes, int blocks, float[][] into, int offset, Origin origin) throws IOException {
        for (int block = 0; block < blocks; block++) {
            for (int c = 0; c < channels; c++) {
                int head = block * blockBytes + 4 * c;
                int step = bytes[head + 2] & 0xFF;
                if (step > LAST_STEP) {
                    throw origin.malformed(head + 2, "IMA ADPCM step index must be at most " + LAST_STEP, step);
                }
                decodeChannel(bytes, block * blockBytes, c, into[c], offset + block * samplesPerBlock());
            }
        }
    }

    private void decodeChannel(byte[] bytes, int block, int channel, float[] into, int offset) {
        int head = block + 4 * channel;
        int sample = (bytes[head] & 0xFF) | bytes[head + 1] << 8;
        long state = state(sample, bytes[head + 2]);
        int out = offset;
        into[out++] = sample * 0x1p-15f;
        int groupStep = 4 * channels;
        for (int group = head + groupStep; group < block + blockBytes; group += groupStep) {
            int end = Math.min(group + 4, block + blockBytes);
            state = decode(bytes, group, end, (int) (state >> 32), (int) state, into, out);
            out += 2 * (end - group);
        }
    }

    private static long state(int sample, int index) {
        return (long) sample << 32 | index;
    }

    /** Decodes nibbles, the low one first; returns the last sample (high half) and the step index behind it (low half). */
    static long decode(byte[] bytes, int from, int end, int lastSample, int stepIndex, float[] into, int offset) {
        int sample = lastSample;
        int index = stepIndex;
        int out = offset;
        for (int b = from; b < end; b++) {
            for (int shift = 0; shift <= 4; shift += 4) {
                int code = bytes[b] >> shift & 0xF;
                sample = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample + change(code, STEPS[index])));
                index = Math.max(0, Math.min(LAST_STEP, index + INDEX_CHANGE[code & 7]));
                into[out++] = sample * 0x1p-15f;
            }
        }
        return state(sample, index);
    }

    private static int change(int code, int step) {
        int change = step >> 3;
        if ((code & 4) != 0) {
            change += step;
        }
        if ((code & 2) != 0) {
            change += step >> 1;
        }
        if ((code & 1) != 0) {
            change += step >> 2;
        }
        return (code & 8) != 0 ? -change : change;
    }
}
