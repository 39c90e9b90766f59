package io.auricle.training.internal.batch;

import static io.auricle.internal.Checks.check;

import io.auricle.augment.Augmentation;
import io.auricle.augment.SpectrogramGrid;
import io.auricle.augment.SpectrogramTransform;
import io.auricle.augment.WaveformTransform;
import io.auricle.features.Extractor;
import io.auricle.zoo.model.Standardizer;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Copies training windows, augmented and standardised. Belongs to one thread. */
public final class Augmenter {
    private final WindowSet windows;
    private final Augmentation augmentation;
    private final Standardizer standardizer;
    private final Optional<WindowSamples> samples;
    private final Optional<Extractor> extractor;
    private final SpectrogramGrid grid;

    /**
     * Fits an augmentation to windows.
     *
     * @param windows      standardised
     * @param augmentation what to do
     * @param standardizer what they were standardised by
     * @param samples      of the same windows; absent if no waveform transform is to be applied
     */
    public Augmenter(
            WindowSet windows, Augmentation augmentation, Standardizer standardizer, Optional<WindowSamples> samples) {
        this.windows = windows;
        this.augmentation = augmentation;
        this.standardizer = standardizer;
        this.samples = samples;
        this.extractor = samples.map(all -> all.frontEnd().extractor());
        this.grid = new SpectrogramGrid(windows.bands(), windows.frames(), 1 / standardizer.standardDeviation(), 0);
    }

    /** Refuses transforms that change the length of a window, as far as one draw shows, before a network is made. */
    public static void requireEqualLengths(WindowSamples samples, Augmentation augmentation) {
        changed(samples.values()[0], samples.frontEnd().sampleRateHz(), augmentation, new SplittableRandom(1));
    }

    /** Copies one window to its place in a batch and augments it there. */
    void copy(int window, float[] into, int offset, SplittableRandom random) {
        if (samples.isEmpty()) {
            System.arraycopy(windows.values(window), 0, into, offset, grid.size());
        } else {
            float[] sound = samples.get().values()[window];
            int rate = samples.get().frontEnd().sampleRateHz();
            float[] spectrogram = new float[grid.size()];
            extractor.orElseThrow().computeInto(changed(sound, rate, augmentation, random), spectrogram, 0);
            standardizer.applyInPlace(spectrogram);
            System.arraycopy(spectrogram, 0, into, offset, grid.size());
        }
        for (SpectrogramTransform transform : augmentation.spectrogram()) {
            transform.apply(into, offset, grid, random);
        }
    }

    private static float[] changed(float[] sound, int rate, Augmentation augmentation, RandomGenerator random) {
        float[] changed = sound;
        for (WaveformTransform transform : augmentation.waveform()) {
            changed = transform.apply(changed, rate, random);
            check(
                    changed.length == sound.length,
                    "transform %s of %s must keep the %d samples of a window, got %d",
                    transform.word(),
                    transform.getClass().getName(),
                    sound.length,
                    changed.length);
        }
        return changed;
    }
}
