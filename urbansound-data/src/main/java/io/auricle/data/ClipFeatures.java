package io.auricle.data;

import io.auricle.audio.AudioFiles;
import io.auricle.features.FrontEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Turns clips into values, one after the other; not thread-safe. */
final class ClipFeatures implements AutoCloseable {
    private static final long MOST_BYTES = 1L << 30;

    private final FrontEnd frontEnd;
    private final WindowTransform.Computation computation;
    private final float[] values;
    private ByteBuffer record = ByteBuffer.allocateDirect(0);

    ClipFeatures(FrontEnd frontEnd, WindowTransform transform) {
        this.frontEnd = frontEnd;
        computation = transform.start();
        values = new float[transform.valuesPerWindow()];
    }

    /** All windows of a clip, float after float, in a new array. */
    float[] values(Clip clip) throws UnreadableClipException {
        List<float[]> windows = windows(clip);
        float[] all = new float[windows.size() * values.length];
        for (int window = 0; window < windows.size(); window++) {
            computation.computeInto(windows.get(window), all, window * values.length);
        }
        return all;
    }

    /** The same, little-endian; valid until the next call. */
    ByteBuffer record(Clip clip) throws UnreadableClipException {
        List<float[]> windows = windows(clip);
        int bytes = windows.size() * values.length * Float.BYTES;
        if (record.capacity() < bytes) {
            record = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        record.clear();
        for (float[] samples : windows) {
            computation.computeInto(samples, values, 0);
            record.asFloatBuffer().put(values);
            record.position(record.position() + values.length * Float.BYTES);
        }
        return record.flip();
    }

    @Override
    public void close() {
        computation.close();
    }

    private List<float[]> windows(Clip clip) throws UnreadableClipException {
        List<float[]> windows;
        try {
            windows = frontEnd.windows(AudioFiles.read(clip.path()));
        } catch (IOException | RuntimeException e) {
            throw UnreadableClipException.of(clip, e);
        }
        long bytes = (long) windows.size() * values.length * Float.BYTES;
        if (bytes > MOST_BYTES) {
            throw UnreadableClipException.of(clip, new IOException(bytes + " bytes of values, more than 1 GiB"));
        }
        return windows;
    }
}
