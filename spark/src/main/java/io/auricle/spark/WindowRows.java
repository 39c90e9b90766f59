package io.auricle.spark;

import io.auricle.audio.AudioStream;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.features.WindowCutter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** The features of one file, row by row as its sound is read; closes the sound at its end. */
final class WindowRows implements Iterator<Row> {
    private static final int BLOCK_SAMPLES = 1 << 14;

    private final String path;
    private final FrontEnd frontEnd;
    private final AudioStream sound;
    private final AudioStream mono;
    private final Extractor extractor;
    private final WindowCutter cutter;
    private final float[][] block = new float[1][BLOCK_SAMPLES];
    private final Queue<Row> ready = new ArrayDeque<>();
    private int windows;
    private boolean ended;

    private WindowRows(String path, AudioStream sound, FrontEnd frontEnd) {
        this.path = path;
        this.frontEnd = frontEnd;
        this.sound = sound;
        this.mono = sound.toMono().resampledTo(frontEnd.sampleRateHz());
        this.extractor = frontEnd.extractor();
        this.cutter = WindowCutter.of(frontEnd, (window, start) -> compute(window));
    }

    /** Opens a file; one that cannot be opened gives one row with its error. */
    static Iterator<Row> of(String path, Configuration configuration, FrontEnd frontEnd) {
        try {
            return new WindowRows(path, HadoopSound.open(path, configuration), frontEnd);
        } catch (IOException | IllegalArgumentException e) {
            return java.util.List.of(Rows.featureError(path, e.getMessage())).iterator();
        }
    }

    private void compute(float[] window) {
        float[] values = new float[frontEnd.bands() * frontEnd.frames()];
        extractor.computeInto(window, values, 0);
        ready.add(Rows.features(path, windows++, frontEnd.bands(), frontEnd.frames(), values));
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            read();
        }
        return !ready.isEmpty();
    }

    private void read() {
        try {
            int count = mono.read(block, 0, BLOCK_SAMPLES);
            if (count > 0) {
                cutter.feed(block[0], 0, count);
                return;
            }
            ended = true;
            cutter.finish();
            sound.close();
        } catch (IOException | IllegalArgumentException e) {
            ended = true;
            ready.add(Rows.featureError(path, e.getMessage()));
            closeAfter(e);
        }
    }

    private void closeAfter(Exception failure) {
        try {
            sound.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
