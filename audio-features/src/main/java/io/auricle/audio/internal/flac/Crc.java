package io.auricle.audio.internal.flac;

/** FLAC's two checksums: CRC-8 with x^8+x^2+x+1 and CRC-16 with x^16+x^15+x^2+1, both from 0, high bit first. */
final class Crc {
    private static final int SLICES = 8;
    private static final byte[] TABLE_8 = new byte[256];
    private static final char[][] TABLES_16 = new char[SLICES][256];

    static {
        for (int i = 0; i < 256; i++) {
            int crc8 = i;
            int crc16 = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc8 = crc8 << 1 ^ ((crc8 & 0x80) != 0 ? 0x107 : 0);
                crc16 = crc16 << 1 ^ ((crc16 & 0x8000) != 0 ? 0x18005 : 0);
            }
            TABLE_8[i] = (byte) crc8;
            TABLES_16[0][i] = (char) crc16;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int i = 0; i < 256; i++) {
                int before = TABLES_16[slice - 1][i];
                TABLES_16[slice][i] = (char) (before << 8 ^ TABLES_16[0][before >> 8]);
            }
        }
    }

    private Crc() {}

    static int crc8(byte[] bytes, int from, int end) {
        int crc = 0;
        for (int i = from; i < end; i++) {
            crc = TABLE_8[(crc ^ bytes[i]) & 0xFF];
        }
        return crc & 0xFF;
    }

    /** Goes on from the checksum of the bytes before. */
    static int crc16(int before, byte[] bytes, int from, int end) {
        int crc = before;
        int i = from;
        char[][] t = TABLES_16;
        for (; i + SLICES <= end; i += SLICES) {
            crc = t[7][(crc >> 8 ^ bytes[i]) & 0xFF]
                    ^ t[6][(crc ^ bytes[i + 1]) & 0xFF]
                    ^ t[5][bytes[i + 2] & 0xFF]
                    ^ t[4][bytes[i + 3] & 0xFF]
                    ^ t[3][bytes[i + 4] & 0xFF]
                    ^ t[2][bytes[i + 5] & 0xFF]
                    ^ t[1][bytes[i + 6] & 0xFF]
                    ^ t[0][bytes[i + 7] & 0xFF];
        }
        for (; i < end; i++) {
            crc = (crc << 8 ^ t[0][(crc >> 8 ^ bytes[i]) & 0xFF]) & 0xFFFF;
        }
        return crc;
    }
}
