package io.auricle.audio.internal.mp3;

/**
 * The four bytes in front of a frame of MPEG audio (ISO 11172-3, 13818-3, and the unofficial 2.5).
 *
 * @param version      1, 2, or 25 for 2.5
 * @param layer        1 to 3
 * @param checked      whether two bytes of CRC follow
 * @param bitRate      in bits a second; 0 if it is free
 * @param sampleRateHz rate, in hertz
 * @param padded       whether the frame has one slot more
 * @param channels     1 or 2
 */
record MpegHeader(
        int version, int layer, boolean checked, int bitRate, int sampleRateHz, boolean padded, int channels) {
    static final int BYTES = 4;

    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int[][] KBITS_1 = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
    };
    private static final int[] KBITS_2_LAYER_1 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256};
    private static final int[] KBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

    /** Reads a header; null if the bytes are none. */
    static MpegHeader of(byte[] bytes, int at) {
        if (bytes.length < at + BYTES || bytes[at] != -1 || (bytes[at + 1] & 0xE0) != 0xE0) {
            return null;
        }
        int versionBits = bytes[at + 1] >> 3 & 3;
        int layerBits = bytes[at + 1] >> 1 & 3;
        int bitRate = bytes[at + 2] >> 4 & 15;
        int rate = bytes[at + 2] >> 2 & 3;
        if (versionBits == 1 || layerBits == 0 || bitRate == 15 || rate == 3) {
            return null;
        }
        int version = versionBits == 3 ? 1 : versionBits == 2 ? 2 : 25;
        int layer = 4 - layerBits;
        return new MpegHeader(
                version,
                layer,
                (bytes[at + 1] & 1) == 0,
                1000 * kbits(version, layer)[bitRate],
                RATES[rate] >> (version == 1 ? 0 : version == 2 ? 1 : 2),
                (bytes[at + 2] & 2) != 0,
                (bytes[at + 3] >> 6 & 3) == 3 ? 1 : 2);
    }

    private static int[] kbits(int version, int layer) {
        if (version == 1) {
            return KBITS_1[layer - 1];
        }
        return layer == 1 ? KBITS_2_LAYER_1 : KBITS_2;
    }

    int samples() {
        return layer == 1 ? 384 : layer == 3 && version != 1 ? 576 : 1152;
    }

    /** Bytes of the frame with its header; 0 if the bit rate is free. */
    int bytes() {
        if (bitRate == 0) {
            return 0;
        }
        return layer == 1
                ? (12 * bitRate / sampleRateHz + (padded ? 1 : 0)) * 4
                : samples() / 8 * bitRate / sampleRateHz + (padded ? 1 : 0);
    }

    /** Whether a frame with that header may follow one with this. */
    boolean continuedBy(MpegHeader next) {
        return next != null
                && next.version == version
                && next.layer == layer
                && next.sampleRateHz == sampleRateHz
                && next.channels == channels;
    }

    /** Bytes of side information behind the header of layer III, where encoders put the frame of information. */
    int sideInfoBytes() {
        return version == 1 ? (channels == 1 ? 17 : 32) : channels == 1 ? 9 : 17;
    }
}
