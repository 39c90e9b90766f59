package io.auricle.audio.internal.mp3;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import io.auricle.internal.Checks;
import java.io.IOException;

/** The sound of an MPEG file, without the samples that its encoder and the decoder put in front and behind. */
public final class Mp3Stream implements AudioStream {
    private final AudioInput in;
    private final MpegFrames frames;
    private final MpegHeader header;
    private Mp3Synthesis synthesis;
    private float[][] samples = new float[0][];
    private int taken;
    private int filled;
    /** Samples that the decoder has put out for this stream of the file. */
    private long decoded;

    private long delivered;

    private Mp3Stream(AudioInput in, MpegFrames frames) {
        this.in = in;
        this.frames = frames;
        this.header = frames.header();
        this.synthesis = new Mp3Synthesis(frames, header.channels(), header.samples());
    }

    /**
     * Opens MPEG audio.
     *
     * @param in stands at the first frame; closed with the result
     * @return its sound
     * @throws MalformedAudioException if the bytes are no frames of MPEG audio, or JLayer is not on the class path
     * @throws IOException             if reading fails
     */
    public static AudioStream open(AudioInput in) throws IOException {
        long start = in.position();
        var frames = new MpegFrames(in);
        if (!frames.open()) {
            throw in.malformed(start, "MPEG audio must start with a frame", "something else");
        }
        try {
            var stream = new Mp3Stream(in, frames);
            if (!stream.refill()) {
                throw in.malformed(in.position(), "MPEG audio must hold at least one sample", "none");
            }
            return stream;
        } catch (LinkageError e) {
            throw in.unsupported(
                    start, "MP3 must be read by com.googlecode.soundlibs:jlayer on the class path", "none");
        }
    }

    @Override
    public int sampleRateHz() {
        return header.sampleRateHz();
    }

    @Override
    public int channels() {
        return header.channels();
    }

    @Override
    public int read(float[][] into, int offset, int count) throws IOException {
        Checks.checkBlock(channels(), into, offset, count);
        if (taken == filled && !refill()) {
            return -1;
        }
        int n = Math.min(count, filled - taken);
        for (int c = 0; c < samples.length; c++) {
            System.arraycopy(samples[c], taken, into[c], offset, n);
        }
        taken += n;
        delivered += n;
        return n;
    }

    /** Decodes until there are samples of sound; false at the end of the file. */
    private boolean refill() throws IOException {
        while (taken == filled) {
            float[][] next = decode();
            if (next == null) {
                if (!frames.open()) {
                    return false;
                }
                synthesis = new Mp3Synthesis(frames, header.channels(), header.samples());
                decoded = 0;
                continue;
            }
            samples = next;
            trim();
        }
        check();
        return true;
    }

    private float[][] decode() throws IOException {
        try {
            return synthesis.next();
        } catch (IOException | RuntimeException e) {
            if (frames.failure() != null) {
                throw frames.failure();
            }
            throw new MalformedAudioException(
                    in.name(), in.position(), "MP3 must be readable by its decoder", "a broken frame", e);
        }
    }

    /** Leaves out what lies in front of the sound, and behind it in the last of the frames that were announced. */
    private void trim() {
        GaplessInfo gapless = frames.gapless();
        long start = decoded;
        decoded += header.samples();
        taken = (int) Math.max(0, Math.min(header.samples(), gapless.skip() - start));
        long announced = gapless.frames() * header.samples();
        boolean padded = gapless.padding() > 0 && start < announced;
        long end = padded ? announced - gapless.padding() : Long.MAX_VALUE;
        filled = (int) Math.max(taken, Math.min(header.samples(), end - start));
    }

    private void check() throws IOException {
        for (int c = 0; c < samples.length; c++) {
            for (int i = taken; i < filled; i++) {
                if (!(Math.abs(samples[c][i]) <= AudioClip.MAX_SAMPLE)) {
                    throw in.malformed(
                            in.position(),
                            "samples must be finite and at most 2^31 in size",
                            samples[c][i] + " at channel " + c + ", sample " + (delivered + i - taken));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
