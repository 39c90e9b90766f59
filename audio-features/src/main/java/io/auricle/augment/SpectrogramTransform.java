package io.auricle.augment;

import static java.util.Objects.requireNonNull;

import io.auricle.features.Spectrogram;
import java.util.random.RandomGenerator;

/**
 * A change of a spectrogram, in place, whose amount is drawn at random. Amounts are in decibels; the grid says what a
 * decibel is in the values.
 *
 * <pre>{@code
 * Spectrogram masked = new TimeMask(2, 0.15).apply(spectrogram, new SplittableRandom(7));
 * Augmentation both = Augmentation.none().withSpectrogram(new TimeRoll(1), new TimeMask(2, 0.15));
 * }</pre>
 *
 * <p><b>Shape.</b> Stays. <b>Threads.</b> Implementations here are immutable; the generator belongs to one thread.
 */
public non-sealed interface SpectrogramTransform extends Transform {
    /**
     * Changes values where they are.
     *
     * @param values holds at least one spectrogram, bands x frames, row by row
     * @param offset where that spectrogram starts; nothing before it and behind it may be touched
     * @param grid   its shape and units
     * @param random decides how much
     */
    void apply(float[] values, int offset, SpectrogramGrid grid, RandomGenerator random);

    /**
     * Changes a copy of a spectrogram in decibels, whose mean is taken from all of it.
     *
     * @param spectrogram in decibels, of at least one value; not changed
     * @param random      decides how much
     * @return a new spectrogram of the same shape
     */
    default Spectrogram apply(Spectrogram spectrogram, RandomGenerator random) {
        float[] values = requireNonNull(spectrogram, "spectrogram").values();
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        float mean = (float) (sum / values.length);
        apply(values, 0, new SpectrogramGrid(spectrogram.rows(), spectrogram.frames(), 1, mean), random);
        return Spectrogram.of(spectrogram.rows(), spectrogram.frames(), values);
    }
}
