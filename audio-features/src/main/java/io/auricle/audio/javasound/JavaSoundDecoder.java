package io.auricle.audio.javasound;

import io.auricle.audio.AudioDecoder;
import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads AIFF and AU through the JDK, and FLAC, Ogg Vorbis and MP3 through {@code javax.sound} providers that are on the
 * class path.
 *
 * <p>Known to work: {@code com.tianscar.javasound:javasound-flac}, {@code com.github.trilarion:java-vorbis-support},
 * {@code com.googlecode.soundlibs:mp3spi}. MP3 decoders keep the silence that an encoder puts in front. What a provider
 * throws becomes a {@link MalformedAudioException}; how long it takes and what it allocates is its own affair.
 *
 * <p><b>Threads.</b> Stateless.
 */
public final class JavaSoundDecoder implements AudioDecoder {
    @Override
    public boolean recognises(byte[] head) {
        return SoundFormat.of(head).isPresent();
    }

    @Override
    public AudioStream open(InputStream in, String name) throws IOException {
        var counted = new CountedInput(in);
        SoundFormat format = SoundFormat.of(counted.peek(12)).orElseThrow();
        try {
            return JavaSoundStream.open(counted, name, format);
        } catch (LinkageError e) {
            throw new MalformedAudioException(
                    name, 0, format.title() + " must be read where javax.sound is there", e.toString(), e);
        }
    }
}
