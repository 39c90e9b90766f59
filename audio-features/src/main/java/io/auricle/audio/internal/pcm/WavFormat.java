package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What a WAV file's {@code fmt } chunk says, checked.
 *
 * @param format      rate, channels, and the decoder of packed samples
 * @param layout      how the sound lies in the data
 * @param sampleBytes bytes of a sample, for {@link Layout#PADDED}
 * @param blockBytes  bytes of a block, for {@link Layout#PADDED}
 * @param floating    whether samples are floats
 * @param order       of bytes
 */
record WavFormat(
        SoundFormat format, Layout layout, int sampleBytes, int blockBytes, boolean floating, ByteOrder order) {

    /** Blocks as they should be, blocks larger than their samples, or frames of MPEG audio. */
    enum Layout {
        BLOCKS,
        PADDED,
        MP3
    }

    private static final int MIN_EVIDENCE_BLOCKS = 8;

    static WavFormat read(AudioInput in, long size, ByteOrder order) throws IOException {
        return WavFormatParser.read(in, size, order);
    }

    /**
     * Finds the bytes of padded blocks that hold the samples: the first of each container if the others are zero, the last
     * if those are; else the header is wrong, and samples follow each other as other programs read them.
     *
     * @param start the first bytes of the sound
     */
    SampleDecoder paddedDecoder(byte[] start) {
        int container = blockBytes / format.channels();
        int padding = container - sampleBytes;
        int first = used(start, container, 0, sampleBytes);
        int last = used(start, container, padding, sampleBytes);
        int all = used(start, container, 0, container);
        if (all < MIN_EVIDENCE_BLOCKS && start.length >= MIN_EVIDENCE_BLOCKS * container || first < all && last < all) {
            return format.decoder();
        }
        int offset = first == all ? 0 : padding;
        var layout = new SampleLayout(format.channels(), sampleBytes, container, offset, order);
        return decoder(layout);
    }

    /** Containers whose bytes that are not zero all lie in such a range, or that have none. */
    private static int used(byte[] bytes, int container, int from, int length) {
        int count = 0;
        for (int at = 0; at + container <= bytes.length; at += container) {
            boolean inside = true;
            boolean any = false;
            for (int i = 0; i < container; i++) {
                boolean used = bytes[at + i] != 0;
                any |= used;
                inside &= !used || i >= from && i < from + length;
            }
            count += any && inside ? 1 : 0;
        }
        return count;
    }

    private SampleDecoder decoder(SampleLayout layout) {
        return floating ? new FloatDecoder(layout) : new PcmDecoder(layout, true);
    }

    /** The encodings that are named when they are refused. */
    static String name(int tag) {
        return switch (tag) {
            case 0x0031 -> "GSM 6.10";
            case 0x0040, 0x0045, 0x0064 -> "G.726 ADPCM";
            case 0x0042 -> "G.723.1";
            case 0x0022, 0x0070 -> "TrueSpeech";
            case 0x00FF, 0x1600, 0x1610, 0x706D -> "AAC";
            case 0x0160, 0x0161, 0x0162, 0x0163 -> "WMA";
            case 0x2000 -> "AC-3";
            case 0x2001 -> "DTS";
            case 0x566F, 0x674F, 0x6750, 0x6751 -> "Vorbis";
            case 0xF1AC -> "FLAC";
            case 0x5756 -> "WavPack";
            default -> "";
        };
    }

    static String shown(int tag) {
        String name = name(tag);
        return name.isEmpty() ? Integer.toString(tag) : name + " (" + tag + ")";
    }

    static String oneOf(int[] bits) {
        return Arrays.toString(bits);
    }
}
