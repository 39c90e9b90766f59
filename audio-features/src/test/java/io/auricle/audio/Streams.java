package io.auricle.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reading block by block. */
final class Streams {
    private Streams() {}

    static AudioClip inBlocks(Path file, int block) throws IOException {
        try (AudioStream stream = AudioFiles.open(file)) {
            return inBlocks(stream, block);
        }
    }

    /** All of a stream, in blocks of at most so many samples. */
    static AudioClip inBlocks(AudioStream stream, int block) throws IOException {
        var samples = new float[stream.channels()][block];
        int filled = 0;
        for (int n; (n = stream.read(samples, filled, block)) != -1; ) {
            if (n < 1 || n > block) {
                throw new AssertionError("a block must have 1 to " + block + " samples, got " + n);
            }
            filled += n;
            for (int c = 0; c < samples.length; c++) {
                if (samples[c].length < filled + block) {
                    samples[c] = Arrays.copyOf(samples[c], 2 * samples[c].length + block);
                }
            }
        }
        for (int c = 0; c < samples.length; c++) {
            samples[c] = Arrays.copyOf(samples[c], filled);
        }
        return AudioClip.of(samples, stream.sampleRateHz());
    }
}
