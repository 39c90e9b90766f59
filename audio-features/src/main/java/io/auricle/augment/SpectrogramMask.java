package io.auricle.augment;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.Spectrogram;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Hides stripes of a spectrogram: some frames over all bands, some bands over all frames.
 *
 * <pre>{@code
 * SpectrogramMask mask = SpectrogramMask.builder().timeMasks(2).maxFrames(20).frequencyMasks(2).maxBands(12).build();
 * mask.applyInPlace(values, bands, frames, random);
 * }</pre>
 *
 * <p><b>Shape.</b> Stays. <b>Follows</b> SpecAugment (Park et al. 2019) without the time warp: a stripe's width is drawn
 * evenly from 0 to its most, then its place evenly. <b>Threads.</b> Immutable; the generator belongs to one thread.
 *
 * @param timeMasks      stripes of frames; at least 0
 * @param maxFrames      most frames of a stripe; at least 0, at most the frames there are
 * @param frequencyMasks stripes of bands; at least 0
 * @param maxBands       most bands of a stripe; at least 0, at most the bands there are
 * @param fill           what stands in the stripes
 */
public record SpectrogramMask(int timeMasks, int maxFrames, int frequencyMasks, int maxBands, Fill fill) {
    /** What stands in a stripe. */
    public enum Fill {
        /** The mean of the whole spectrogram before it was masked. */
        MEAN,
        /** Its least value. */
        MINIMUM,
        /** 0, which is the mean of a standardised one. */
        ZERO
    }

    /**
     * Checks the settings.
     *
     * @param timeMasks      at least 0
     * @param maxFrames      at least 0
     * @param frequencyMasks at least 0
     * @param maxBands       at least 0
     * @param fill           what stands in the stripes
     * @throws IllegalArgumentException if a number is below 0
     */
    public SpectrogramMask {
        check(timeMasks >= 0, "timeMasks must be at least 0, got %d", timeMasks);
        check(maxFrames >= 0, "maxFrames must be at least 0, got %d", maxFrames);
        check(frequencyMasks >= 0, "frequencyMasks must be at least 0, got %d", frequencyMasks);
        check(maxBands >= 0, "maxBands must be at least 0, got %d", maxBands);
        requireNonNull(fill, "fill");
    }

    /**
     * Starts from two stripes each way of at most 20 frames and 8 bands, filled with the mean.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Masks a copy.
     *
     * @param spectrogram not changed
     * @param random      decides where
     * @return a new spectrogram of the same shape
     * @throws IllegalArgumentException if a stripe may be wider than the spectrogram
     */
    public Spectrogram apply(Spectrogram spectrogram, RandomGenerator random) {
        float[] values = requireNonNull(spectrogram, "spectrogram").values();
        applyInPlace(values, spectrogram.rows(), spectrogram.frames(), random);
        return Spectrogram.of(spectrogram.rows(), spectrogram.frames(), values);
    }

    /**
     * Masks values where they are; allocates nothing.
     *
     * @param values bands x frames, row by row
     * @param bands  rows; at least maxBands
     * @param frames columns; at least maxFrames
     * @param random decides where
     * @throws IllegalArgumentException if the counts do not fit, or a stripe may be wider than the spectrogram
     */
    public void applyInPlace(float[] values, int bands, int frames, RandomGenerator random) {
        requireNonNull(values, "values");
        requireNonNull(random, "random");
        check(bands >= 0 && frames >= 0, "bands and frames must be at least 0, got %d and %d", bands, frames);
        check(
                (long) bands * frames == values.length,
                "values must be bands x frames = %d x %d, got %d",
                bands,
                frames,
                values.length);
        check(timeMasks == 0 || maxFrames <= frames, "maxFrames must be at most %d frames, got %d", frames, maxFrames);
        check(frequencyMasks == 0 || maxBands <= bands, "maxBands must be at most %d bands, got %d", bands, maxBands);
        float hidden = filling(values);
        for (int i = 0; i < timeMasks; i++) {
            int width = random.nextInt(maxFrames + 1);
            int start = random.nextInt(frames - width + 1);
            for (int band = 0; band < bands; band++) {
                Arrays.fill(values, band * frames + start, band * frames + start + width, hidden);
            }
        }
        for (int i = 0; i < frequencyMasks; i++) {
            int width = random.nextInt(maxBands + 1);
            int start = random.nextInt(bands - width + 1);
            Arrays.fill(values, start * frames, (start + width) * frames, hidden);
        }
    }

    private float filling(float[] values) {
        double sum = 0;
        float least = Float.POSITIVE_INFINITY;
        for (float value : values) {
            sum += value;
            least = Math.min(least, value);
        }
        return switch (fill) {
            case MEAN -> (float) (sum / values.length);
            case MINIMUM -> least;
            case ZERO -> 0;
        };
    }

    /** Makes a {@link SpectrogramMask}. */
    public static final class Builder {
        private int timeMasks = 2;
        private int maxFrames = 20;
        private int frequencyMasks = 2;
        private int maxBands = 8;
        private Fill fill = Fill.MEAN;

        private Builder() {}

        /**
         * Sets how many stripes of frames.
         *
         * @param value at least 0
         * @return this
         */
        public Builder timeMasks(int value) {
            timeMasks = value;
            return this;
        }

        /**
         * Sets how wide a stripe of frames may be.
         *
         * @param value frames; at least 0
         * @return this
         */
        public Builder maxFrames(int value) {
            maxFrames = value;
            return this;
        }

        /**
         * Sets how many stripes of bands.
         *
         * @param value at least 0
         * @return this
         */
        public Builder frequencyMasks(int value) {
            frequencyMasks = value;
            return this;
        }

        /**
         * Sets how wide a stripe of bands may be.
         *
         * @param value bands; at least 0
         * @return this
         */
        public Builder maxBands(int value) {
            maxBands = value;
            return this;
        }

        /**
         * Sets what stands in the stripes.
         *
         * @param value the filling
         * @return this
         */
        public Builder fill(Fill value) {
            fill = value;
            return this;
        }

        /**
         * Checks and makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a number is below 0
         */
        public SpectrogramMask build() {
            return new SpectrogramMask(timeMasks, maxFrames, frequencyMasks, maxBands, fill);
        }
    }
}
