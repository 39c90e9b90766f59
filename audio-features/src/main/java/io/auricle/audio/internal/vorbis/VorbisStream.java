package io.auricle.audio.internal.vorbis;

import com.github.trilarion.sound.vorbis.jcraft.jorbis.Block;
import com.github.trilarion.sound.vorbis.jcraft.jorbis.Comment;
import com.github.trilarion.sound.vorbis.jcraft.jorbis.DspState;
import com.github.trilarion.sound.vorbis.jcraft.jorbis.Info;
import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import io.auricle.audio.internal.ogg.OggPackets;
import io.auricle.audio.internal.ogg.OggPackets.Packet;
import io.auricle.internal.Checks;
import java.io.IOException;

/**
 * One Vorbis stream through JOrbis's own classes, which alone are named here.
 *
 * <p>It is decoded page by page: the position that a page states says which samples at the start and at the end are sound.
 */
final class VorbisStream implements AudioStream {
    private static final int HEADERS = 3;

    private final OggPackets packets;
    private final AudioInput in;
    private final Info info = new Info();
    private final DspState state = new DspState();
    private final Block block = new Block(state);
    private final float[][][] pcm = new float[1][][];
    private final int[] start;
    /** Samples that wait in JOrbis. */
    private int waiting;
    /** Samples that JOrbis has put out, and where the sound ends. */
    private long decoded;

    private long end = Long.MAX_VALUE;
    private long taken;
    /** What is to be added to a number of samples to get a position; unknown before the first page of sound. */
    private long base = Long.MIN_VALUE;

    VorbisStream(Packet first, OggPackets packets, AudioInput in) throws IOException {
        this.packets = packets;
        this.in = in;
        readHeaders(first);
        if (info.rate < 1 || info.channels < 1) {
            throw in.malformed(
                    first.at(), "Vorbis must have at least 1 channel and 1 Hz", info.channels + " and " + info.rate);
        }
        this.start = new int[info.channels];
        guarded(() -> {
            state.synthesis_init(info);
            block.init(state);
            return 0;
        });
    }

    private void readHeaders(Packet first) throws IOException {
        var comment = new Comment();
        info.init();
        comment.init();
        Packet packet = first;
        for (int i = 0; i < HEADERS; i++) {
            if (packet == null) {
                throw in.malformed(in.position(), "Vorbis must have " + HEADERS + " packets of header", i);
            }
            SetupLimits.check(packet, i, in);
            var header = jorbis(packet, i);
            if (guarded(() -> info.synthesis_headerin(comment, header)) < 0) {
                throw in.malformed(packet.at(), "a header of Vorbis must be well formed", "header " + i);
            }
            packet = i == HEADERS - 1 ? null : packets.next();
        }
    }

    private static com.github.trilarion.sound.vorbis.jcraft.jogg.Packet jorbis(Packet packet, long number) {
        var result = new com.github.trilarion.sound.vorbis.jcraft.jogg.Packet();
        result.packet_base = packet.bytes();
        result.bytes = packet.bytes().length;
        result.b_o_s = number == 0 ? 1 : 0;
        result.granulepos = -1;
        result.packetno = number;
        return result;
    }

    private interface Step {
        int run();
    }

    /** JOrbis leaves its arrays where a stream is damaged. */
    private int guarded(Step step) throws IOException {
        try {
            return step.run();
        } catch (RuntimeException e) {
            throw new MalformedAudioException(
                    in.name(), in.position(), "Vorbis must be readable by its decoder", "a broken packet", e);
        }
    }

    @Override
    public int sampleRateHz() {
        return info.rate;
    }

    @Override
    public int channels() {
        return info.channels;
    }

    @Override
    public int read(float[][] into, int offset, int count) throws IOException {
        Checks.checkBlock(channels(), into, offset, count);
        while (waiting == 0 || taken >= end) {
            if (taken >= end || !page()) {
                return -1;
            }
        }
        int n = (int) Math.min(Math.min(count, waiting), end - taken);
        for (int c = 0; c < channels(); c++) {
            System.arraycopy(pcm[0][c], start[c], into[c], offset, n);
            check(into[c], offset, n, c);
        }
        drop(n);
        return n;
    }

    private void check(float[] samples, int offset, int count, int channel) throws IOException {
        for (int i = offset; i < offset + count; i++) {
            if (!(Math.abs(samples[i]) <= AudioClip.MAX_SAMPLE)) {
                throw in.malformed(
                        in.position(),
                        "samples must be finite and at most 2^31 in size",
                        samples[i] + " at channel " + channel + ", sample " + (taken + i - offset));
            }
        }
    }

    private void drop(int n) {
        state.synthesis_read(n);
        taken += n;
        waiting = state.synthesis_pcmout(pcm, start);
    }

    /** Decodes all packets that end on the next page with any; false at the end of the stream. */
    private boolean page() throws IOException {
        Packet packet;
        do {
            packet = packets.next();
            if (packet == null) {
                return waiting > 0;
            }
            decode(packet);
        } while (packet.granule() < 0);
        place(packet);
        return true;
    }

    private void decode(Packet packet) throws IOException {
        if (packet.bytes().length == 0) {
            return;
        }
        int before = waiting;
        var data = jorbis(packet, HEADERS);
        waiting = guarded(() -> {
            int error = block.synthesis(data);
            if (error != 0) {
                return -1;
            }
            state.synthesis_blockin(block);
            return state.synthesis_pcmout(pcm, start);
        });
        if (waiting < 0) {
            throw in.malformed(packet.at(), "a packet of Vorbis must hold sound", "another");
        }
        decoded += waiting - before;
    }

    /** The first page of sound says where it starts, the last where it ends. */
    private void place(Packet packet) {
        if (base == Long.MIN_VALUE) {
            long ahead = packet.last() ? 0 : Math.max(0, decoded - packet.granule());
            base = packet.last() ? 0 : packet.granule() - decoded;
            drop((int) Math.min(waiting, ahead));
        }
        if (packet.last()) {
            end = Math.min(decoded, Math.max(taken, packet.granule() - base));
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
