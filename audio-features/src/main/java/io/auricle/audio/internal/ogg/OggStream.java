package io.auricle.audio.internal.ogg;

import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import io.auricle.audio.internal.ogg.OggPackets.Packet;
import java.io.IOException;

/** The sound of an Ogg file: of all its streams, one behind the other, which must be of one kind. */
public final class OggStream implements AudioStream {
    private final AudioInput in;
    private final OggPackets packets;
    private final Opener opener;
    private AudioStream link;

    /** Opens one logical stream. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it.
         *
         * @param first   its first packet
         * @param packets where the others come from
         * @param in      the file, for errors
         * @return its sound
         * @throws IOException if the packets break a rule, or reading fails
         */
        AudioStream open(Packet first, OggPackets packets, AudioInput in) throws IOException;
    }

    private OggStream(AudioInput in, OggPackets packets, Opener opener, AudioStream link) {
        this.in = in;
        this.packets = packets;
        this.opener = opener;
        this.link = link;
    }

    /**
     * Opens a file.
     *
     * @param in     stands at the first page; closed with the result
     * @param opener opens each of its streams
     * @return its sound
     * @throws IOException if the file breaks a rule, or reading fails
     */
    public static AudioStream open(AudioInput in, Opener opener) throws IOException {
        var packets = new OggPackets(in);
        return new OggStream(in, packets, opener, opener.open(packets.begin(), packets, in));
    }

    @Override
    public int sampleRateHz() {
        return link.sampleRateHz();
    }

    @Override
    public int channels() {
        return link.channels();
    }

    @Override
    public int read(float[][] into, int offset, int samples) throws IOException {
        int n = link.read(into, offset, samples);
        while (n < 0 && nextLink()) {
            n = link.read(into, offset, samples);
        }
        return n;
    }

    private boolean nextLink() throws IOException {
        Packet rest = packets.next();
        while (rest != null) {
            rest = packets.next();
        }
        Packet first = packets.begin();
        if (first == null) {
            return false;
        }
        AudioStream next = opener.open(first, packets, in);
        if (next.channels() != channels() || next.sampleRateHz() != sampleRateHz()) {
            throw in.malformed(
                    first.at(),
                    "streams of one Ogg file must have the same rate and channels, " + shown(link),
                    shown(next));
        }
        link = next;
        return true;
    }

    private static String shown(AudioStream stream) {
        return stream.sampleRateHz() + " Hz and " + stream.channels();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
