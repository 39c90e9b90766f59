package io.auricle.audio.internal.flac;

import io.auricle.audio.AudioDecoder;
import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import io.auricle.audio.internal.ogg.OggPackets;
import io.auricle.audio.internal.ogg.OggPackets.Packet;
import io.auricle.audio.internal.ogg.OggStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** FLAC in Ogg (RFC 9639, section 10.1): behind nine bytes of its own, the packets are a native stream. */
public final class OggFlacDecoder implements AudioDecoder {
    private static final int PACKET_AT = 28;
    private static final String SIGNATURE = "\u007FFLAC\u0001";
    private static final int HEAD_BYTES = 9;

    @Override
    public boolean recognises(byte[] head) {
        return new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1).equals("OggS")
                && isFlac(head, PACKET_AT);
    }

    private static boolean isFlac(byte[] bytes, int at) {
        return bytes.length >= at + SIGNATURE.length()
                && new String(bytes, at, SIGNATURE.length(), StandardCharsets.ISO_8859_1).equals(SIGNATURE);
    }

    @Override
    public AudioStream open(AudioInput in) throws IOException {
        return OggStream.open(in, OggFlacDecoder::link);
    }

    private static AudioStream link(Packet first, OggPackets packets, AudioInput in) throws IOException {
        if (!isFlac(first.bytes(), 0) || first.bytes().length < HEAD_BYTES + 4) {
            throw in.unsupported(first.at(), "all streams of an Ogg file must hold FLAC", "another codec");
        }
        AudioInput payload = in.derive(new PacketInput(first.bytes(), packets), 0);
        return new Relocated(in, () -> FlacStream.open(payload));
    }

    /** The packets' bytes, one packet behind the other. */
    private static final class PacketInput extends InputStream {
        private final OggPackets packets;
        private byte[] packet;
        private int taken = HEAD_BYTES;

        PacketInput(byte[] first, OggPackets packets) {
            this.packet = first;
            this.packets = packets;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            while (taken == packet.length) {
                Packet next = packets.next();
                if (next == null) {
                    return -1;
                }
                packet = next.bytes();
                taken = 0;
            }
            int n = Math.min(count, packet.length - taken);
            System.arraycopy(packet, taken, into, offset, n);
            taken += n;
            return n;
        }
    }

    /** A stream whose errors name the place in the file that was read last, not the one in the payload. */
    private static final class Relocated implements AudioStream {
        private final AudioInput file;
        private final AudioStream payload;

        private interface Opening {
            AudioStream open() throws IOException;
        }

        Relocated(AudioInput file, Opening opening) throws IOException {
            this.file = file;
            try {
                this.payload = opening.open();
            } catch (MalformedAudioException e) {
                throw relocated(e);
            }
        }

        private IOException relocated(MalformedAudioException e) {
            return new MalformedAudioException(file.name(), file.position(), e.rule(), e.found(), e);
        }

        @Override
        public int sampleRateHz() {
            return payload.sampleRateHz();
        }

        @Override
        public int channels() {
            return payload.channels();
        }

        @Override
        public int read(float[][] into, int offset, int samples) throws IOException {
            try {
                return payload.read(into, offset, samples);
            } catch (MalformedAudioException e) {
                throw relocated(e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
