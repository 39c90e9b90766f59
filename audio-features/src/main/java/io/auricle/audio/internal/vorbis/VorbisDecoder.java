package io.auricle.audio.internal.vorbis;

import io.auricle.audio.AudioDecoder;
import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import io.auricle.audio.internal.ogg.OggPackets;
import io.auricle.audio.internal.ogg.OggPackets.Packet;
import io.auricle.audio.internal.ogg.OggStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Vorbis in Ogg, of 1 to 4 channels or 8: JOrbis misreads how channels are coupled where their number is no power of two (3
 * are never coupled).
 */
public final class VorbisDecoder implements AudioDecoder {
    private static final int PACKET_AT = 28;
    private static final int CHANNELS_AT = 11;
    private static final String SIGNATURE = "\u0001vorbis";

    @Override
    public boolean recognises(byte[] head) {
        return new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1).equals("OggS")
                && isVorbis(head, PACKET_AT)
                && readsChannels(head, PACKET_AT);
    }

    private static boolean readsChannels(byte[] bytes, int at) {
        int channels = bytes.length > at + CHANNELS_AT ? bytes[at + CHANNELS_AT] & 0xFF : 0;
        return channels <= 4 || Integer.bitCount(channels) == 1;
    }

    private static boolean isVorbis(byte[] bytes, int at) {
        return bytes.length >= at + SIGNATURE.length()
                && new String(bytes, at, SIGNATURE.length(), StandardCharsets.ISO_8859_1).equals(SIGNATURE);
    }

    @Override
    public AudioStream open(AudioInput in) throws IOException {
        long start = in.position();
        try {
            return OggStream.open(in, VorbisDecoder::link);
        } catch (LinkageError e) {
            throw in.unsupported(
                    start,
                    "Ogg Vorbis must be read by com.github.trilarion:java-vorbis-support on the class path",
                    "none");
        }
    }

    private static AudioStream link(Packet first, OggPackets packets, AudioInput in) throws IOException {
        if (!isVorbis(first.bytes(), 0)) {
            throw in.unsupported(first.at(), "all streams of an Ogg file must hold Vorbis", "another codec");
        }
        if (!readsChannels(first.bytes(), 0)) {
            throw in.unsupported(
                    first.at(), "Vorbis must have 1 to 4 or 8 channels", first.bytes()[CHANNELS_AT] & 0xFF);
        }
        return new VorbisStream(first, packets, in);
    }
}
