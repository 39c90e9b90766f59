package io.auricle.audio.internal.flac;

import io.auricle.audio.AudioDecoder;
import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import java.io.IOException;

/** Native FLAC files. */
public final class FlacDecoder implements AudioDecoder {
    @Override
    public boolean recognises(byte[] head) {
        return head.length >= 4 && head[0] == 'f' && head[1] == 'L' && head[2] == 'a' && head[3] == 'C';
    }

    @Override
    public AudioStream open(AudioInput in) throws IOException {
        return FlacStream.open(in);
    }
}
