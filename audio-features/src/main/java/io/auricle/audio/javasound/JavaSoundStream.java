package io.auricle.audio.javasound;

import static io.auricle.internal.Checks.checkBlock;

import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    private static final int MAX_CHANNELS = 65_535;
    private static final float MAX_RATE = 0x1p31f;

    private final CountedInput source;
    private final OggTail tail;
    private final String name;
    private final SoundFormat kind;
    private final AudioInputStream decoded;
    private final AudioFormat format;
    private final PcmLayout layout;
    private final int frameBytes;
    private final ByteBuffer bytes;
    /** Bytes in the buffer that were read when the stream was opened. */
    private int ahead;

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
            float rate = format.getSampleRate();
            int channels = format.getChannels();
            check(rate >= 1 && rate < MAX_RATE, source, name, kind, "a sample rate from 1 Hz to 2^31 Hz", format);
            check(channels >= 1 && channels <= MAX_CHANNELS, source, name, kind, "1 to 65535 channels", format);
            AudioInputStream pcm =
                    PcmLayout.reads(format) ? encoded : AudioSystem.getAudioInputStream(plain(format), encoded);
            var stream = new JavaSoundStream(source, tail, name, kind, pcm);
            stream.readAhead();
            return stream;
        } catch (UnsupportedAudioFileException e) {
            throw new MalformedAudioException(
                    name,
                    0,
                    kind.title() + " must be read by a javax.sound provider on the class path, such as "
                            + kind.provider(),
                    "none that reads this file",
                    e);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Some providers make an array as large as a header says.
            throw blame(e, source, name, kind);
        }
    }

    /** Waits for the first sample of every channel: nothing is made for channels that are only in the header. */
    private void readAhead() throws IOException {
        ahead = fill(0, frameBytes);
        if (ahead < frameBytes) {
            throw new MalformedAudioException(
                    name, source.position(), kind.title() + " must hold at least one sample", "none");
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
        checkBlock(channels(), into, offset, samples);
        int frames;
        try {
            frames = fill(ahead, Math.min(samples, bytes.capacity() / frameBytes) * frameBytes) / frameBytes;
            ahead = 0;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
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

    /** Reads behind the bytes that are there until so many are or the sound ends; returns how many. */
    private int fill(int there, int wanted) throws IOException {
        int filled = there;
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
    private static IOException blame(Throwable e, CountedInput source, String name, SoundFormat kind) {
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
