package io.auricle.augment;

import static io.auricle.internal.Checks.check;

/**
 * What a transform must know of the spectrograms that it changes.
 *
 * @param bands   rows; at least 1
 * @param frames  columns; at least 1
 * @param decibel what one decibel is in the values: 1 for spectrograms in decibels, 1 / deviation for standardised ones; above 0
 * @param mean    the value that stands for "nothing special": 0 for standardised spectrograms; finite
 */
public record SpectrogramGrid(int bands, int frames, double decibel, float mean) {
    /**
     * Checks the numbers.
     *
     * @param bands   at least 1
     * @param frames  at least 1
     * @param decibel above 0, finite
     * @param mean    finite
     * @throws IllegalArgumentException if one is out of its range
     */
    public SpectrogramGrid {
        check(bands >= 1, "bands must be at least 1, got %d", bands);
        check(frames >= 1, "frames must be at least 1, got %d", frames);
        check(decibel > 0 && Double.isFinite(decibel), "decibel must be above 0, got %s", decibel);
        check(Float.isFinite(mean), "mean must be finite, got %s", mean);
    }

    /** {@return how many values a spectrogram has} */
    public int size() {
        return bands * frames;
    }
}
