package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import java.io.IOException;

/** The stretches of a file that hold its sound, in order. */
interface SoundData {
    /**
     * Goes to the next stretch; the one before is over, read or not.
     *
     * @return the stretch, or null at the end
     */
    Stretch next() throws IOException;

    /**
     * Bytes of sound.
     *
     * @param in    stands at the first of them
     * @param bytes how many, if the file is not cut short
     */
    record Stretch(AudioInput in, long bytes) {}
}
