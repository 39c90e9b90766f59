package io.auricle.audio.ffmpeg;

import io.auricle.audio.AudioDecoder;
import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import java.io.IOException;

/**
 * Reads M4A and other MPEG-4, Opus and Speex in Ogg, Matroska and WebM, WMA, AAC, AMR, WavPack, Monkey's Audio, True Audio,
 * Musepack and AC-3 by FFmpeg: the first or default stream of sound that a file holds.
 *
 * <p>It takes only what the readers of {@code audio-features} leave. <b>Threads.</b> Stateless. <b>Cost.</b> Block by block;
 * a format that goes back in its file, as M4A does, keeps what it has read if it comes from a stream, at most 256 MiB.
 */
public final class FfmpegDecoder implements AudioDecoder {
    /** Makes the decoder, as {@link java.util.ServiceLoader} does. */
    public FfmpegDecoder() {}

    @Override
    public boolean recognises(byte[] head) {
        return FfmpegFormat.of(head).isPresent();
    }

    /** Lower than any reader that knows one of these formats better. */
    @Override
    public int priority() {
        return -1;
    }

    @Override
    public AudioStream open(AudioInput in) throws IOException {
        long at = in.position();
        FfmpegFormat format = FfmpegFormat.of(in.peek(HEAD_BYTES)).orElseThrow();
        try {
            return FfmpegStream.open(in, format);
        } catch (LinkageError e) {
            throw MalformedAudioException.unsupported(
                    in.name(),
                    at,
                    format.title() + " must be read by FFmpeg's natives for this platform: add org.bytedeco:ffmpeg and"
                            + " org.bytedeco:javacpp with its classifier",
                    "none");
        }
    }
}
