package io.auricle.audio.internal.mp3;

import io.auricle.audio.AudioDecoder;
import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import java.io.IOException;

/** MPEG audio of layers I, II and III. */
public final class Mp3Decoder implements AudioDecoder {
    @Override
    public boolean recognises(byte[] head) {
        return MpegHeader.of(head, 0) != null;
    }

    @Override
    public AudioStream open(AudioInput in) throws IOException {
        return Mp3Stream.open(in);
    }
}
