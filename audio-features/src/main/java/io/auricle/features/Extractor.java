package io.auricle.features;

import static io.auricle.internal.Checks.check;

import io.auricle.features.internal.Samples;
import io.auricle.features.internal.WholeSignal;
import java.util.Objects;

/**
 * Turns windows of samples into the network's input, again and again, on one thread.
 *
 * <pre>{@code
 * Extractor extractor = frontEnd.extractor();
 * float[] batch = new float[windows.size() * extractor.size()];
 * for (int i = 0; i < windows.size(); i++) {
 *     extractor.computeInto(windows.get(i), batch, i * extractor.size());
 * }
 * }</pre>
 *
 * <p><b>Shape.</b> bands x frames a window, row-major. <b>Units.</b> Samples at the front end's rate in; decibels out.
 * <b>Follows</b> {@code librosa.power_to_db(librosa.feature.melspectrogram(...))} 0.11. <b>Threads.</b> Not thread-safe: one
 * per thread. <b>Cost.</b> Nothing is allocated after construction.
 */
public final class Extractor {
    private final int windowSamples;
    private final int frames;
    private final int size;
    private final WholeSignal mel;
    private final Decibels decibels;

    Extractor(FrontEnd frontEnd) {
        this.windowSamples = frontEnd.windowSamples();
        this.frames = frontEnd.frames();
        this.size = frontEnd.bands() * frames;
        this.mel = MelSpectrogram.of(frontEnd.mel()).newScratch();
        this.decibels = Decibels.of(frontEnd.decibels());
    }

    /**
     * How many values a window gives.
     *
     * @return bands x frames
     */
    public int size() {
        return size;
    }

    /**
     * Computes one window.
     *
     * @param window exactly {@code windowSamples} samples at the front end's rate, all finite
     * @param into   receives bands x frames decibels, row-major
     * @param offset where the first goes
     * @throws IllegalArgumentException  if the window has another length, or a sample is NaN or infinite
     * @throws IndexOutOfBoundsException if there is no room for the values
     */
    public void computeInto(float[] window, float[] into, int offset) {
        if (window.length != windowSamples) {
            check(false, "window must hold %d samples, got %d", windowSamples, window.length);
        }
        Samples.checkFinite(window, 0, window.length);
        Objects.checkFromIndexSize(offset, size, into.length);
        mel.compute(window, 0, window.length, frames, into, offset);
        decibels.convert(into, offset, size);
    }
}
