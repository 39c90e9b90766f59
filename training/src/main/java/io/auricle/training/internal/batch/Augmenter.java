package io.auricle.training.internal.batch;

import io.auricle.training.options.Augmentation;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Applies {@link Augmentation} to standardised windows in place; allocates one row. Not thread-safe. */
public final class Augmenter {
    private static final int FEWEST_POINTS = 3;
    private static final int MOST_POINTS = 6;

    private final Augmentation augmentation;
    private final int bands;
    private final int frames;
    private final double decibels;
    private final float[] row;

    /**
     * Fits an augmentation to windows.
     *
     * @param deviation what one standard deviation of the windows is in decibels
     */
    public Augmenter(Augmentation augmentation, int bands, int frames, double deviation) {
        this.augmentation = augmentation;
        this.bands = bands;
        this.frames = frames;
        this.decibels = 1 / deviation;
        this.row = new float[frames];
    }

    public void apply(float[] values, int offset, SplittableRandom random) {
        roll(values, offset, random);
        filter(values, offset, random);
        level(values, offset, random);
        noise(values, offset, random);
        for (int mask = 0; mask < augmentation.frequencyMasks(); mask++) {
            maskBands(values, offset, random);
        }
        for (int mask = 0; mask < augmentation.timeMasks(); mask++) {
            maskFrames(values, offset, random);
        }
    }

    private void roll(float[] values, int offset, SplittableRandom random) {
        int longest = (int) Math.round(augmentation.timeRoll() * (frames - 1));
        int by = longest == 0 ? 0 : random.nextInt(longest + 1);
        if (by == 0) {
            return;
        }
        for (int band = 0; band < bands; band++) {
            int start = offset + band * frames;
            System.arraycopy(values, start, row, by, frames - by);
            System.arraycopy(values, start + frames - by, row, 0, by);
            System.arraycopy(row, 0, values, start, frames);
        }
    }

    /** Adds a curve over the bands: straight lines between three to six points, the first and the last at the edges. */
    private void filter(float[] values, int offset, SplittableRandom random) {
        if (augmentation.filterDb() == 0) {
            return;
        }
        double[] position = new double[random.nextInt(FEWEST_POINTS, MOST_POINTS + 1)];
        double[] change = new double[position.length];
        for (int point = 0; point < position.length; point++) {
            position[point] = random.nextDouble() * (bands - 1);
            change[point] = (2 * random.nextDouble() - 1) * augmentation.filterDb() * decibels;
        }
        position[0] = 0;
        position[position.length - 1] = bands - 1;
        Arrays.sort(position);
        int left = 0;
        for (int band = 0; band < bands; band++) {
            while (left < position.length - 2 && band > position[left + 1]) {
                left++;
            }
            double width = position[left + 1] - position[left];
            double share = width > 0 ? (band - position[left]) / width : 0;
            float add = (float) (change[left] + share * (change[left + 1] - change[left]));
            for (int i = offset + band * frames; i < offset + (band + 1) * frames; i++) {
                values[i] += add;
            }
        }
    }

    private void level(float[] values, int offset, SplittableRandom random) {
        if (augmentation.gainDb() > 0) {
            float change = (float) (random.nextGaussian() * augmentation.gainDb() * decibels);
            for (int i = offset; i < offset + bands * frames; i++) {
                values[i] += change;
            }
        }
    }

    private void noise(float[] values, int offset, SplittableRandom random) {
        if (augmentation.noiseDb() > 0) {
            for (int i = offset; i < offset + bands * frames; i++) {
                values[i] += (float) (random.nextGaussian() * augmentation.noiseDb() * decibels);
            }
        }
    }

    private void maskBands(float[] values, int offset, SplittableRandom random) {
        int width = random.nextInt((int) Math.round(augmentation.frequencyMaskShare() * bands) + 1);
        int first = random.nextInt(bands - width + 1);
        Arrays.fill(values, offset + first * frames, offset + (first + width) * frames, 0f);
    }

    private void maskFrames(float[] values, int offset, SplittableRandom random) {
        int width = random.nextInt((int) Math.round(augmentation.timeMaskShare() * frames) + 1);
        int first = random.nextInt(frames - width + 1);
        for (int band = 0; band < bands; band++) {
            int start = offset + band * frames + first;
            Arrays.fill(values, start, start + width, 0f);
        }
    }
}
