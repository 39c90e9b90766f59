package io.auricle.audio;

import java.io.IOException;
import java.io.InputStream;

/**
 * A reader of one or more formats other than WAV, found by {@link java.util.ServiceLoader}.
 *
 * <p>This module brings one, in {@code io.auricle.audio.javasound}, which asks the {@code javax.sound} providers on the
 * class path. Add your own to read what those do not.
 */
public interface AudioDecoder {
    /**
     * Tells from the first bytes whether a file is of a format that this decoder knows.
     *
     * @param head the first 12 bytes, or all if there are fewer
     * @return whether {@link #open} is to be called
     */
    boolean recognises(byte[] head);

    /**
     * Opens a file that was recognised.
     *
     * @param in   its bytes, from the first; closed with the result
     * @param name what errors call it
     * @return its sound
     * @throws MalformedAudioException if the bytes break a rule of their format, or something needed to read them is not
     *                                 installed
     * @throws IOException             if reading fails
     */
    AudioStream open(InputStream in, String name) throws IOException;
}
