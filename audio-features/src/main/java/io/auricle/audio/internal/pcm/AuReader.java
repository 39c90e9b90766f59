package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sun and NeXT's AU files, big-endian ({@code .snd}) or little-endian ({@code dns.}). */
final class AuReader {
    private static final int HEAD_BYTES = 24;
    private static final long UNKNOWN = 0xFFFF_FFFFL;

    private final AudioInput in;
    private final ByteBuffer head;
    private final long start;

    private AuReader(AudioInput in, ByteBuffer head, long start) {
        this.in = in;
        this.head = head;
        this.start = start;
    }

    static AudioStream open(AudioInput in) throws IOException {
        long start = in.position();
        byte[] head = in.readNBytes(HEAD_BYTES);
        if (head.length < HEAD_BYTES) {
            throw in.malformed(start, "an AU file must start with " + HEAD_BYTES + " bytes of header", head.length);
        }
        boolean bigEndian = new String(head, 0, 4, StandardCharsets.ISO_8859_1).equals(".snd");
        ByteBuffer view = ByteBuffer.wrap(head).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return new AuReader(in, view, start).open();
    }

    private AudioStream open() throws IOException {
        long offset = head.getInt(4) & UNKNOWN;
        require(offset >= HEAD_BYTES, 4, "sound must start behind the " + HEAD_BYTES + " bytes of header", offset);
        int rate = head.getInt(16);
        require(rate >= 1, 16, "sample rate must be between 1 and " + Integer.MAX_VALUE + " Hz", rate & UNKNOWN);
        int channels = head.getInt(20);
        require(channels >= 1 && channels <= 0xFFFF, 20, "channels must be between 1 and 65535", channels & UNKNOWN);
        var format = new SoundFormat(rate, channels, decoder(channels));
        in.skip(offset - HEAD_BYTES);
        long size = head.getInt(8) & UNKNOWN;
        // Zero is what a writer leaves that was stopped.
        long bytes = size == UNKNOWN || size == 0 ? Long.MAX_VALUE : size;
        return new BlockStream(format, new OneStretch(new SoundData.Stretch(in, bytes)), in, "an AU file");
    }

    private SampleDecoder decoder(int channels) throws IOException {
        int encoding = head.getInt(12);
        return switch (encoding) {
            case 1 -> G711Decoder.muLawOf(channels);
            case 2, 3, 4, 5 -> new PcmDecoder(SampleLayout.packed(channels, encoding - 1, head.order()), false);
            case 6 -> new FloatDecoder(SampleLayout.packed(channels, 4, head.order()));
            case 7 -> new FloatDecoder(SampleLayout.packed(channels, 8, head.order()));
            case 27 -> G711Decoder.aLawOf(channels);
            default -> throw in.unsupported(
                    start + 12,
                    "AU encoding must be mu-law (1), PCM (2 to 5), float (6, 7) or A-law (27)",
                    encoding >= 23 && encoding <= 26 ? "G.72x ADPCM (" + encoding + ")" : encoding & UNKNOWN);
        };
    }

    private void require(boolean ok, int index, String rule, Object found) throws IOException {
        if (!ok) {
            throw in.malformed(start + index, rule, found);
        }
    }

    /** All sound in one stretch. */
    private static final class OneStretch implements SoundData {
        private Stretch waiting;

        OneStretch(Stretch stretch) {
            this.waiting = stretch;
        }

        @Override
        public Stretch next() {
            Stretch now = waiting;
            waiting = null;
            return now;
        }
    }
}
