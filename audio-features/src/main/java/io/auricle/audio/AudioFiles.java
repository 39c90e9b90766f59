package io.auricle.audio;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.ServiceLoader;

/**
 * Reads sound files, whole or block by block, and writes WAV.
 *
 * <pre>{@code
 * AudioClip clip = AudioFiles.read(Path.of("siren.wav"));
 * }</pre>
 *
 * <p>What a file holds is told by its content, never by its name. WAV is read by this package: PCM of 8 to 32 bits,
 * float of 32 and 64, A-law, mu-law, IMA and Microsoft ADPCM, extensible headers, RF64 and BW64, sizes left unknown by a
 * pipe, chunks in any order. AIFF and AU are read by the JDK; FLAC, Ogg Vorbis and MP3 by {@code javax.sound} providers, to
 * be added to the class path (see {@code io.auricle.audio.javasound}); other formats by an {@link AudioDecoder}.
 *
 * <p><b>Units.</b> Integer full scale is 1; floats are passed as they are. <b>Follows</b> libsndfile.
 * <b>Threads.</b> Stateless. <b>Cost.</b> A file of known length allocates its samples and one buffer of at most 64 KiB;
 * headers are never trusted for sizes.
 */
public final class AudioFiles {
    private static final int SIGNATURE_BYTES = 12;

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
        try (ByteSource source = source(file)) {
            return readAll(source);
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
        return readAll(source(in, name));
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
        return readAll(new ByteSource(new ByteArrayInputStream(file), name, file.length));
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
        ByteSource source = source(file);
        try {
            return stream(source);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
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
        return stream(source(in, name));
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

    private static ByteSource source(Path file) throws IOException {
        // A pipe or device has no length to go by.
        long length = Files.isRegularFile(file) && Files.size(file) > 0 ? Files.size(file) : -1;
        return new ByteSource(Files.newInputStream(file), file.toString(), length);
    }

    private static ByteSource source(InputStream in, String name) {
        return new ByteSource(requireNonNull(in, "in"), requireNonNull(name, "name"), -1);
    }

    private static AudioClip readAll(ByteSource source) throws IOException {
        AudioStream stream = stream(source);
        long expected = stream instanceof WavStream wav ? wav.samplesLeft() : -1;
        return Blocks.readAll(stream, source.name(), expected);
    }

    private static AudioStream stream(ByteSource source) throws IOException {
        byte[] head = source.peek(SIGNATURE_BYTES);
        if (WavReader.recognises(head)) {
            return WavReader.open(source);
        }
        for (AudioDecoder decoder : ServiceLoader.load(AudioDecoder.class, AudioFiles.class.getClassLoader())) {
            if (decoder.recognises(head.clone())) {
                return decoder.open(source.rest(), source.name());
            }
        }
        throw source.malformed(0, "a sound file must start as WAV, AIFF, AU, FLAC, Ogg or MP3 does", describe(head));
    }

    private static String describe(byte[] head) {
        return head.length == 0
                ? "an empty file"
                : "bytes " + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(head);
    }
}
