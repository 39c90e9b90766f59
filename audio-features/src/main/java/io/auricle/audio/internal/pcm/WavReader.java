package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import io.auricle.audio.internal.mp3.Mp3Stream;
import io.auricle.audio.internal.pcm.ChunkSyntax.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RIFF, RIFX, RF64, BW64 and Wave64 files of form WAVE. */
final class WavReader extends ChunkedFile {
    private static final int RIFF_HEAD_BYTES = 12;
    private static final int WAVE64_HEAD_BYTES = 40;
    private static final int DS64_BYTES = 24;
    /** Bytes that are looked at to see how samples lie in blocks larger than they need. */
    private static final int LAYOUT_BYTES = 1 << 15;

    private final ByteOrder order;
    private WavFormat wav;
    private long wideDataBytes = Chunk.UNKNOWN;

    private WavReader(AudioInput in, String title, ChunkSyntax syntax) {
        super(in, title, syntax, "fmt ", "data");
        this.order = syntax.order();
    }

    static AudioStream openRiff(AudioInput in) throws IOException {
        byte[] head = head(in, RIFF_HEAD_BYTES, "a WAV file");
        if (!ascii(head, 8).equals("WAVE")) {
            throw in.unsupported(in.position() - 4, "a RIFF file must be of form WAVE", quoted(ascii(head, 8)));
        }
        boolean bigEndian = ascii(head, 0).equals("RIFX");
        return new WavReader(in, "a WAV file", bigEndian ? ChunkSyntax.BIG_ENDIAN : ChunkSyntax.RIFF).openWav();
    }

    static AudioStream openWave64(AudioInput in) throws IOException {
        byte[] head = head(in, WAVE64_HEAD_BYTES, "a Wave64 file");
        if (!ascii(head, 24).equals("wave")) {
            throw in.unsupported(in.position() - 16, "a Wave64 file must be of form wave", quoted(ascii(head, 24)));
        }
        return new WavReader(in, "a Wave64 file", ChunkSyntax.WAVE64).openWav();
    }

    private static byte[] head(AudioInput in, int bytes, String title) throws IOException {
        byte[] head = in.readNBytes(bytes);
        if (head.length < bytes) {
            throw in.malformed(0, title + " must start with " + bytes + " bytes of header", head.length);
        }
        return head;
    }

    private AudioStream openWav() throws IOException {
        SoundFormat format = format();
        if (wav.layout() == WavFormat.Layout.MP3) {
            return openMp3();
        }
        if (wav.layout() == WavFormat.Layout.PADDED) {
            return openPadded(format);
        }
        return open();
    }

    private AudioStream openMp3() throws IOException {
        Stretch sound = next();
        if (sound == null) {
            throw in.malformed(in.position(), "a WAV file must have a data chunk", "the end of the file");
        }
        return Mp3Stream.open(sound.in().within(sound.bytes()));
    }

    /** Blocks that are larger than the samples need: the sound itself shows which of their bytes are used. */
    private AudioStream openPadded(SoundFormat format) throws IOException {
        Stretch first = next();
        byte[] start = first == null ? new byte[0] : first.in().peek((int) Math.min(LAYOUT_BYTES, first.bytes()));
        var decoder = wav.paddedDecoder(start);
        SoundData rest = this;
        var data = new SoundData() {
            private Stretch waiting = first;

            @Override
            public Stretch next() throws IOException {
                Stretch now = waiting == null ? rest.next() : waiting;
                waiting = null;
                return now;
            }
        };
        return new BlockStream(
                new SoundFormat(format.sampleRateHz(), format.channels(), decoder), data, in, "a WAV file");
    }

    @Override
    SoundFormat readFormat(long size) throws IOException {
        wav = WavFormat.read(in, size, order);
        return wav.format();
    }

    /** RF64's sizes that 32 bits cannot hold: of the file, of the data, and the number of samples. */
    @Override
    void readOther(Chunk chunk) throws IOException {
        if (!chunk.id().equals("ds64")) {
            return;
        }
        byte[] sizes = in.readNBytes((int) Math.min(chunk.size(), DS64_BYTES));
        if (sizes.length < DS64_BYTES) {
            throw in.malformed(chunk.at(), "ds64 chunk must have at least " + DS64_BYTES + " bytes", sizes.length);
        }
        wideDataBytes = ByteBuffer.wrap(sizes).order(order).getLong(8);
        if (wideDataBytes < 0) {
            throw in.malformed(
                    chunk.at() + 16, "ds64 data size must be below 2^63", Long.toUnsignedString(wideDataBytes));
        }
    }

    @Override
    long dataBytes(long stated) throws IOException {
        return stated == Chunk.UNKNOWN ? wideDataBytes : super.dataBytes(stated);
    }
}
