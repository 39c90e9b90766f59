package io.auricle.audio.internal.flac;

import io.auricle.audio.AudioInput;
import java.io.IOException;

/**
 * The head of a FLAC frame (RFC 9639, section 9.1), checked against its CRC-8 and the stream.
 *
 * @param at           offset of its first byte
 * @param variable     whether {@code number} counts samples, not frames
 * @param number       of the frame or of its first sample
 * @param blockSize    samples of each channel
 * @param sampleRateHz rate, in hertz
 * @param assignment   what the channels hold
 */
record FrameHeader(long at, boolean variable, long number, int blockSize, int sampleRateHz, Assignment assignment) {

    /** What is stored for two channels. */
    enum Assignment {
        INDEPENDENT,
        LEFT_SIDE,
        SIDE_RIGHT,
        MID_SIDE
    }

    private static final int SYNC = 0xFFF8;
    private static final int[] RATES = {
        0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000
    };
    private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};

    static FrameHeader read(BitReader bits, AudioInput in, StreamInfo info) throws IOException {
        return new Parser(bits, in, info, bits.position()).parse();
    }

    /** The fields in order; every refusal names the frame's offset. */
    private record Parser(BitReader bits, AudioInput in, StreamInfo info, long at) {
        FrameHeader parse() throws IOException {
            bits.startSum();
            int sync = bits.read(16);
            require((sync & 0xFFFE) == SYNC, "a FLAC frame must start with FF F8 or FF F9", hex(sync));
            int codes = bits.read(16);
            int sizeCode = codes >> 12;
            int rateCode = codes >> 8 & 15;
            int channelCode = codes >> 4 & 15;
            int bitsCode = codes >> 1 & 7;
            require(
                    sizeCode != 0 && rateCode != 15 && channelCode <= 10 && bitsCode != 3 && (codes & 1) == 0,
                    "codes of a frame must not be reserved ones",
                    hex(codes));
            long number = codedNumber();
            int blockSize = blockSize(sizeCode);
            int rate = rate(rateCode);
            int sum = bits.crc8();
            int stated = bits.read(8);
            require(sum == stated && !bits.pastEnd(), "CRC-8 of a frame's header must be " + hex(stated), hex(sum));
            int channels = channelCode < 8 ? channelCode + 1 : 2;
            require(channels == info.channels(), "channels of a frame must be " + info.channels(), channels);
            int depth = bitsCode == 0 ? info.bits() : BITS[bitsCode];
            require(depth == info.bits(), "bits of a frame must be " + info.bits(), depth);
            require(
                    rate >= 1 && (rate == info.sampleRateHz() || info.sampleRateHz() == 0),
                    "sample rate of a frame must be " + info.sampleRateHz(),
                    rate);
            Assignment assignment = Assignment.values()[Math.max(0, channelCode - 7)];
            return new FrameHeader(at, (sync & 1) != 0, number, blockSize, rate, assignment);
        }

        /** A number as UTF-8 codes them, of up to 36 bits. */
        private long codedNumber() throws IOException {
            int first = bits.read(8);
            int ones = Integer.numberOfLeadingZeros(~(first << 24));
            require(ones != 1 && ones < 8, "the coded number of a frame must be one", hex(first));
            if (ones == 0) {
                return first;
            }
            long number = first & 0x7F >> ones;
            for (int i = 1; i < ones; i++) {
                int next = bits.read(8);
                require((next & 0xC0) == 0x80, "the coded number of a frame must be one", hex(next));
                number = number << 6 | next & 0x3F;
            }
            return number;
        }

        private int blockSize(int code) throws IOException {
            return switch (code) {
                case 1 -> 192;
                case 2, 3, 4, 5 -> 576 << code - 2;
                case 6 -> bits.read(8) + 1;
                case 7 -> bits.read(16) + 1;
                default -> 256 << code - 8;
            };
        }

        private int rate(int code) throws IOException {
            return switch (code) {
                case 0 -> info.sampleRateHz();
                case 12 -> 1000 * bits.read(8);
                case 13 -> bits.read(16);
                case 14 -> 10 * bits.read(16);
                default -> RATES[code];
            };
        }

        private void require(boolean ok, String rule, Object found) throws IOException {
            if (!ok) {
                throw in.malformed(at, rule, bits.pastEnd() ? "the end of the file" : found);
            }
        }
    }

    static String hex(int value) {
        return String.format("%02X", value);
    }
}
