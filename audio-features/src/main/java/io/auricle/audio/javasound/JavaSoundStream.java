package io.auricle.audio.javasound;

import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** What a provider decodes, as floats. */
final class JavaSoundStream implements AudioStream {
    private static final int BUFFER_BYTES = 1 << 14;
    /** Some providers answer "0 bytes" before they give the first; one that goes on so is stuck. */
    private static final int MAX_EMPTY_READS = 10_000;

    private static final int DEFAULT_BITS = 16;

    private final CountedInput source;
    private final OggTail tail;
    private final String name;
    private final SoundFormat kind;
    private final AudioInputStream decoded;
    private final AudioFormat format;
    private final PcmLayout layout;
    private final int frameBytes;
    private final ByteBuffer bytes;
    private long delivered;

    private JavaSoundStream(
            CountedInput source, OggTail tail, String name, SoundFormat kind, AudioInputStream decoded) {
        this.source = source;
        this.tail = tail;
        this.name = name;
        this.kind = kind;
        this.decoded = decoded;
        this.format = decoded.getFormat();
        this.layout = PcmLayout.of(format);
        this.frameBytes = format.getChannels() * layout.sampleBytes();
        this.bytes = ByteBuffer.allocate(Math.max(frameBytes, BUFFER_BYTES / frameBytes * frameBytes))
                .order(layout.order());
    }

    static JavaSoundStream open(CountedInput source, String name, SoundFormat kind) throws IOException {
        try {
            AudioInputStream encoded = AudioSystem.getAudioInputStream(source);
            var tail = new OggTail(encoded);
            if (kind == SoundFormat.OGG) {
                encoded = new AudioInputStream(tail, encoded.getFormat(), AudioSystem.NOT_SPECIFIED);
            }
            AudioFormat format = encoded.getFormat();
            check(format.getSampleRate() >= 1, source, name, kind, "a sample rate of at least 1 Hz", format);
            check(format.getChannels() >= 1, source, name, kind, "at least one channel", format);
            AudioInputStream pcm =
                    PcmLayout.reads(format) ? encoded : AudioSystem.getAudioInputStream(plain(format), encoded);
            return new JavaSoundStream(source, tail, name, kind, pcm);
        } catch (UnsupportedAudioFileException e) {
            throw new MalformedAudioException(
                    name,
                    0,
                    kind.title() + " must be read by a javax.sound provider on the class path, such as "
                            + kind.provider(),
                    "none that reads this file",
                    e);
        } catch (IOException | RuntimeException e) {
            throw blame(e, source, name, kind);
        }
    }

    private static void check(
            boolean ok, CountedInput source, String name, SoundFormat kind, String what, AudioFormat format)
            throws IOException {
        if (!ok) {
            throw new MalformedAudioException(
                    name, source.position(), kind.title() + " must have " + what, format.toString());
        }
    }

    /** The same sound as signed integers. */
    private static AudioFormat plain(AudioFormat format) {
        int bits = format.getSampleSizeInBits() > 8 ? format.getSampleSizeInBits() : DEFAULT_BITS;
        int frame = (bits + 7) / 8 * format.getChannels();
        return new AudioFormat(
                AudioFormat.Encoding.PCM_SIGNED,
                format.getSampleRate(),
                bits,
                format.getChannels(),
                frame,
                format.getSampleRate(),
                false);
    }

    @Override
    public int sampleRateHz() {
        return Math.round(format.getSampleRate());
    }

    @Override
    public int channels() {
        return format.getChannels();
    }

    @Override
    public int read(float[][] into, int offset, int samples) throws IOException {
        for (int c = 0; c < channels(); c++) {
            Objects.checkFromIndexSize(offset, samples, into[c].length);
        }
        int frames;
        try {
            frames = fill(Math.min(samples, bytes.capacity() / frameBytes) * frameBytes) / frameBytes;
        } catch (IOException | RuntimeException e) {
            throw blame(e, source, name, kind);
        }
        frames = (int) Math.min(frames, tail.samples() - delivered);
        if (frames <= 0) {
            if (delivered == 0) {
                throw new MalformedAudioException(
                        name, source.position(), kind.title() + " must hold at least one sample", "none");
            }
            return -1;
        }
        delivered += frames;
        copy(into, offset, frames);
        return frames;
    }

    private void copy(float[][] into, int offset, int frames) throws IOException {
        for (int i = 0, at = 0; i < frames; i++) {
            for (int c = 0; c < channels(); c++, at += layout.sampleBytes()) {
                float value = layout.sample(bytes, at);
                if (!(Math.abs(value) <= Float.MAX_VALUE)) {
                    throw new MalformedAudioException(
                            name, source.position(), "samples must be finite", String.valueOf(value));
                }
                into[c][offset + i] = value;
            }
        }
    }

    /** Reads until that many bytes are there or the sound ends. */
    private int fill(int wanted) throws IOException {
        int filled = 0;
        for (int idle = 0; filled < wanted && idle < MAX_EMPTY_READS; idle++) {
            int n = decoded.read(bytes.array(), filled, wanted - filled);
            if (n < 0) {
                break;
            }
            filled += n;
            idle = n > 0 ? 0 : idle;
        }
        return filled;
    }

    /** A failure of the file itself stays what it is; everything else is the sound's fault. */
    private static IOException blame(Exception e, CountedInput source, String name, SoundFormat kind) {
        if (e instanceof MalformedAudioException malformed) {
            return malformed;
        }
        return source.failure()
                .orElseGet(() -> new MalformedAudioException(
                        name, source.position(), kind.title() + " must be readable by its decoder", e.toString(), e));
    }

    @Override
    public void close() throws IOException {
        decoded.close();
        source.close();
    }
}
