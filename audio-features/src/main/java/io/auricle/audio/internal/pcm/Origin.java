package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import io.auricle.audio.MalformedAudioException;

/**
 * Where some blocks come from, for errors.
 *
 * @param in     the file
 * @param at     offset of the first byte
 * @param sample number of the first sample of each channel
 */
record Origin(AudioInput in, long at, long sample) {
    MalformedAudioException malformed(int index, String rule, Object found) {
        return in.malformed(at + index, rule, found);
    }
}
