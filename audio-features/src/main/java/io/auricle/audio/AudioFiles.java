package io.auricle.audio;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads sound files, whole or block by block, and writes WAV.
 *
 * <pre>{@code
 * AudioClip clip = AudioFiles.read(Path.of("siren.wav"));
 * }</pre>
 *
 * <p>What a file holds is decided by its content, never by its name, and a file goes to one decoder only. This module reads
 * WAV (RIFF, RIFX, RF64, BW64), Wave64, AIFF, AIFF-C, AU, CAF and FLAC by itself, and Ogg Vorbis and MP3 through libraries
 * to be added to the class path; {@code docs/audio.md} lists encodings and libraries. Other formats are read by an
 * {@link AudioDecoder} of yours, or by the module {@code audio-ffmpeg}.
 *
 * <p><b>Units.</b> Integer full scale is 1; floats are passed as they are. <b>Follows</b> libsndfile.
 * <b>Threads.</b> Stateless. <b>Cost.</b> A file of known length allocates its samples and one buffer of at most 64 KiB;
 * headers are never trusted for sizes.
 */
public final class AudioFiles {
    private AudioFiles() {}

    /**
     * Reads a file.
     *
     * @param file where it is
     * @return all its samples
     * @throws MalformedAudioException if the file breaks a rule of its format
     * @throws IOException             if it cannot be read
     */
    public static AudioClip read(Path file) throws IOException {
        try (AudioInput in = input(file)) {
            return readAll(in);
        }
    }

    /**
     * Reads a stream, which stays open.
     *
     * @param in   the bytes of a sound file; read at most to their end
     * @param name what errors call it
     * @return all its samples
     * @throws MalformedAudioException if the bytes break a rule of their format
     * @throws IOException             if reading fails
     */
    public static AudioClip read(InputStream in, String name) throws IOException {
        return readAll(AudioInput.of(in, name));
    }

    /**
     * Reads a file that is in memory.
     *
     * @param file its bytes
     * @param name what errors call it
     * @return all its samples
     * @throws MalformedAudioException if the bytes break a rule of their format
     * @throws IOException             if a decoder fails
     */
    public static AudioClip read(byte[] file, String name) throws IOException {
        requireNonNull(file, "file");
        requireNonNull(name, "name");
        return readAll(AudioInput.of(file, name));
    }

    /**
     * Opens a file to be read block by block.
     *
     * @param file where it is
     * @return its sound, to be closed by the caller
     * @throws MalformedAudioException if the file breaks a rule of its format
     * @throws IOException             if it cannot be read
     */
    public static AudioStream open(Path file) throws IOException {
        return stream(input(file));
    }

    /**
     * Opens a stream to be read block by block.
     *
     * @param in   the bytes of a sound file; closed with the result
     * @param name what errors call it
     * @return its sound, to be closed by the caller
     * @throws MalformedAudioException if the bytes break a rule of their format
     * @throws IOException             if reading fails
     */
    public static AudioStream open(InputStream in, String name) throws IOException {
        return stream(AudioInput.of(in, name));
    }

    /**
     * Writes a clip as 16-bit PCM, aside first and then renamed, so that a reader never sees half a file.
     *
     * @param file where to; replaced if it is there
     * @param clip samples in [-1, 1]; 1 itself becomes 32767
     * @throws IllegalArgumentException if a sample is outside [-1, 1], or the clip is too large for a WAV file
     * @throws IOException              if writing fails
     */
    public static void writeWav(Path file, AudioClip clip) throws IOException {
        WavWriter.write(requireNonNull(file, "file"), requireNonNull(clip, "clip"));
    }

    private static AudioInput input(Path file) throws IOException {
        requireNonNull(file, "file");
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": must be a sound file, got a folder");
        }
        InputStream in = Files.newInputStream(file);
        try {
            // A pipe or device has no length and no place to go to.
            return Files.isRegularFile(file)
                    ? AudioInput.of(in, file, Files.size(file) > 0 ? Files.size(file) : -1)
                    : AudioInput.of(new PlainInput(in), file.toString());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static AudioStream stream(AudioInput in) throws IOException {
        try {
            return Decoders.open(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static AudioClip readAll(AudioInput in) throws IOException {
        return Blocks.readAll(Decoders.open(in), in.name());
    }

    /** A stream of which nothing but reading is asked: asked where it stands, a pipe fails. */
    private static final class PlainInput extends InputStream {
        private final InputStream in;

        PlainInput(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            return in.read(into, offset, count);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
