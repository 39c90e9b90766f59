package io.auricle.audio.internal.flac;

import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import io.auricle.audio.internal.flac.FrameHeader.Assignment;
import io.auricle.internal.Checks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The sound of a FLAC stream, decoded frame by frame (RFC 9639): 4 to 32 bits, 1 to 8 channels, of known or unknown length.
 *
 * <p>Each frame is checked by its two checksums and its number, the whole by its length and MD5: what fails is refused,
 * with the offset. A sample of more than 24 bits is rounded to a float.
 */
public final class FlacStream implements AudioStream {
    private static final int PAD = Prediction.PAD;
    /** Samples of a channel for each byte of a file that are believed when arrays are made. */
    private static final int SAMPLES_PER_BYTE = 16;

    private static final int UNKNOWN_LENGTH_SAMPLES = 1 << 18;
    private static final int TAG_BYTES = 8;

    private final AudioInput in;
    private final BitReader bits;
    private final StreamInfo info;
    private final Subframe subframe;
    private final SampleSum sum;
    private final float scale;
    private int sampleRateHz;
    private int[][] samples = new int[0][];
    private long[] wide;
    private int taken;
    private int filled;
    private long decoded;
    private long nextNumber = -1;
    private boolean ended;

    private FlacStream(AudioInput in, StreamInfo info) {
        this.in = in;
        this.info = info;
        this.bits = new BitReader(in);
        this.subframe = new Subframe(bits, in);
        this.sum = new SampleSum(info);
        this.scale = (float) Math.scalb(1.0, 1 - info.bits());
        this.sampleRateHz = info.sampleRateHz();
    }

    /**
     * Opens a native FLAC stream.
     *
     * @param in stands at its signature; closed with the result
     * @return its sound
     * @throws IOException if the stream breaks a rule, or reading fails
     */
    public static FlacStream open(AudioInput in) throws IOException {
        var stream = new FlacStream(in, StreamInfo.read(in));
        if (!stream.frame()) {
            throw in.malformed(in.position(), "FLAC must hold at least one sample", "none");
        }
        return stream;
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int channels() {
        return info.channels();
    }

    @Override
    public OptionalLong expectedSamples() {
        if (info.samples() == 0) {
            return OptionalLong.empty();
        }
        OptionalLong bytes = in.remaining();
        long most = bytes.isEmpty()
                ? UNKNOWN_LENGTH_SAMPLES / channels()
                : filled + bytes.getAsLong() * SAMPLES_PER_BYTE / channels();
        return OptionalLong.of(Math.max(filled - taken, Math.min(info.samples() - decoded + filled - taken, most)));
    }

    @Override
    public int read(float[][] into, int offset, int count) throws IOException {
        Checks.checkBlock(channels(), into, offset, count);
        if (taken == filled && (ended || !frame())) {
            ended = true;
            return -1;
        }
        int n = Math.min(count, filled - taken);
        for (int c = 0; c < samples.length; c++) {
            int[] from = samples[c];
            float[] to = into[c];
            int first = PAD + taken;
            for (int i = 0; i < n; i++) {
                to[offset + i] = from[first + i] * scale;
            }
        }
        taken += n;
        return n;
    }

    /** Decodes the next frame; false at the end, when all was checked. */
    private boolean frame() throws IOException {
        if (atEnd()) {
            sum.check(in, bits.position(), decoded);
            return false;
        }
        FrameHeader header = FrameHeader.read(bits, in, info);
        checkNumber(header);
        sampleRateHz = header.sampleRateHz();
        makeRoom(header.blockSize());
        for (int c = 0; c < samples.length; c++) {
            decode(header, c);
        }
        bits.align();
        int found = bits.crc16();
        int stated = bits.read(16);
        if (found != stated || bits.pastEnd()) {
            throw in.malformed(
                    header.at(),
                    "CRC-16 of a frame must be " + FrameHeader.hex(stated),
                    bits.pastEnd() ? "the end of the file" : FrameHeader.hex(found));
        }
        restore(header.assignment(), header.blockSize());
        sum.add(samples, PAD, header.blockSize());
        taken = 0;
        filled = header.blockSize();
        decoded += filled;
        return true;
    }

    private void makeRoom(int blockSize) {
        if (samples.length == 0 || samples[0].length < PAD + blockSize) {
            samples = new int[info.channels()][PAD + blockSize];
        }
    }

    /** The difference of two channels has one bit more. */
    private void decode(FrameHeader header, int channel) throws IOException {
        boolean side =
                switch (header.assignment()) {
                    case INDEPENDENT -> false;
                    case LEFT_SIDE, MID_SIDE -> channel == 1;
                    case SIDE_RIGHT -> channel == 0;
                };
        boolean tooWide = side && info.bits() == 32;
        if (tooWide && (wide == null || wide.length < PAD + header.blockSize())) {
            wide = new long[PAD + header.blockSize()];
        }
        subframe.decode(info.bits() + (side ? 1 : 0), header.blockSize(), samples[channel], tooWide ? wide : null);
    }

    /** Whether the sound ends here: all samples that were announced are there, or the file or a tag of others is. */
    private boolean atEnd() throws IOException {
        if (info.samples() > 0 && decoded >= info.samples() || bits.isAtEnd()) {
            return true;
        }
        String text = new String(bits.peek(TAG_BYTES), StandardCharsets.ISO_8859_1);
        return info.samples() == 0 && (text.startsWith("TAG") || text.equals("APETAGEX"));
    }

    private void checkNumber(FrameHeader header) throws IOException {
        if (nextNumber >= 0 && header.number() != nextNumber) {
            throw in.malformed(header.at(), "a frame must have the number " + nextNumber, header.number());
        }
        nextNumber = header.number() + (header.variable() ? header.blockSize() : 1);
    }

    /** Makes two channels of what was stored. */
    private void restore(Assignment assignment, int count) {
        if (assignment == Assignment.INDEPENDENT) {
            return;
        }
        int[] first = samples[0];
        int[] second = samples[1];
        int end = PAD + count;
        if (info.bits() == 32) {
            restoreWide(assignment, first, second, end);
            return;
        }
        switch (assignment) {
            case LEFT_SIDE -> {
                for (int i = PAD; i < end; i++) {
                    second[i] = first[i] - second[i];
                }
            }
            case SIDE_RIGHT -> {
                for (int i = PAD; i < end; i++) {
                    first[i] += second[i];
                }
            }
            default -> {
                for (int i = PAD; i < end; i++) {
                    int side = second[i];
                    int sum = first[i] << 1 | side & 1;
                    first[i] = sum + side >> 1;
                    second[i] = sum - side >> 1;
                }
            }
        }
    }

    private void restoreWide(Assignment assignment, int[] first, int[] second, int end) {
        for (int i = PAD; i < end; i++) {
            long side = wide[i];
            switch (assignment) {
                case LEFT_SIDE -> second[i] = (int) (first[i] - side);
                case SIDE_RIGHT -> first[i] = (int) (side + second[i]);
                default -> {
                    long sum = (long) first[i] << 1 | side & 1;
                    first[i] = (int) (sum + side >> 1);
                    second[i] = (int) (sum - side >> 1);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
