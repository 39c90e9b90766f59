package io.auricle.data;

import io.auricle.audio.AudioFiles;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Turns clips into records of the cache, one after the other; not thread-safe. */
final class ClipFeatures {
    private static final long MOST_BYTES = 1L << 30;

    private final FrontEnd frontEnd;
    private final Extractor extractor;
    private final float[] window;
    private ByteBuffer record = ByteBuffer.allocateDirect(0);

    ClipFeatures(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
        extractor = frontEnd.extractor();
        window = new float[frontEnd.bands() * frontEnd.frames()];
    }

    /** All windows of a clip, float after float, little-endian; valid until the next call. */
    ByteBuffer of(Clip clip) throws UnreadableClipException {
        List<float[]> windows = windows(clip);
        long bytes = (long) windows.size() * window.length * Float.BYTES;
        if (bytes > MOST_BYTES) {
            throw UnreadableClipException.of(clip, new IOException("spectrograms of more than 1 GiB"));
        }
        if (record.capacity() < bytes) {
            record = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        record.clear();
        for (float[] samples : windows) {
            extractor.computeInto(samples, window, 0);
            record.asFloatBuffer().put(window);
            record.position(record.position() + window.length * Float.BYTES);
        }
        return record.flip();
    }

    private List<float[]> windows(Clip clip) throws UnreadableClipException {
        try {
            return frontEnd.windows(AudioFiles.read(clip.path()));
        } catch (IOException | RuntimeException e) {
            throw UnreadableClipException.of(clip, e);
        }
    }
}
