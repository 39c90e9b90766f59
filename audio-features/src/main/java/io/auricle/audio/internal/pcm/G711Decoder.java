package io.auricle.audio.internal.pcm;

/** G.711: one byte a sample, expanded to 14 (mu-law) or 13 (A-law) bits through a table. */
final class G711Decoder implements SampleDecoder {
    private static final float[] A_LAW = new float[256];
    private static final float[] MU_LAW = new float[256];

    static {
        for (int code = 0; code < 256; code++) {
            A_LAW[code] = aLaw(code) * 0x1p-15f;
            MU_LAW[code] = muLaw(code) * 0x1p-15f;
        }
    }

    private final int channels;
    private final float[] table;

    private G711Decoder(int channels, float[] table) {
        this.channels = channels;
        this.table = table;
    }

    static G711Decoder aLawOf(int channels) {
        return new G711Decoder(channels, A_LAW);
    }

    static G711Decoder muLawOf(int channels) {
        return new G711Decoder(channels, MU_LAW);
    }

    /** ITU-T G.711 table 1: even bits inverted, sign in the top bit (set is positive), 3 bits of exponent, 4 of mantissa. */
    private static int aLaw(int code) {
        int bits = code ^ 0x55;
        int exponent = bits >> 4 & 7;
        int mantissa = (bits & 0xF) << 4 | 8;
        int magnitude = exponent == 0 ? mantissa : (mantissa | 0x100) << exponent - 1;
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    /** ITU-T G.711 table 2: all bits inverted, sign in the top bit (set is negative), bias of 33 at 14 bits. */
    private static int muLaw(int code) {
        int bits = ~code & 0xFF;
        int magnitude = (((bits & 0xF) << 3 | 0x84) << (bits >> 4 & 7)) - 0x84;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    @Override
    public int blockBytes() {
        return channels;
    }

    @Override
    public int samplesPerBlock() {
        return 1;
    }

    @Override
    public void decode(byte[] bytes, int blocks, float[][] into, int offset, Origin origin) {
        for (int c = 0; c < channels; c++) {
            float[] channel = into[c];
            for (int i = 0, b = c; i < blocks; i++, b += channels) {
                channel[offset + i] = table[bytes[b] & 0xFF];
            }
        }
    }
}
