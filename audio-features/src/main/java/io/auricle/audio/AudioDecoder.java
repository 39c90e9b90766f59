package io.auricle.audio;

import java.io.IOException;

/**
 * A reader of one or more formats, found by {@link java.util.ServiceLoader}.
 *
 * <p>A file goes to one decoder: of those that recognise it, the one with the highest priority. If that one fails, no
 * other is asked. <b>Threads.</b> Stateless: one object serves all files.
 */
public interface AudioDecoder {
    /** Bytes that {@link #recognises} sees. */
    int HEAD_BYTES = 64;

    /**
     * Decides from the first bytes whether a file is of a format that this decoder reads.
     *
     * @param head the first {@link #HEAD_BYTES} bytes behind any ID3v2 tag, or all if there are fewer
     * @return whether {@link #open} is to be called
     */
    boolean recognises(byte[] head);

    /**
     * Returns the rank of this decoder among those that recognise a file. The decoders of this module have 0, so a higher
     * one takes a format over, and a lower one serves what is left.
     *
     * @return the rank; 0 unless overridden
     */
    default int priority() {
        return 0;
    }

    /**
     * Opens a file that was recognised.
     *
     * @param in its bytes, from the first behind any ID3v2 tag; closed with the result
     * @return its sound
     * @throws MalformedAudioException if the bytes break a rule of their format, or something needed to read them is not
     *                                 installed
     * @throws IOException             if reading fails
     */
    AudioStream open(AudioInput in) throws IOException;
}
