package io.auricle.training.options;

import static io.auricle.internal.Checks.check;

/**
 * What is done to a training window before the network sees it; validation and test windows are never touched.
 *
 * <p>In this order: roll in time, filter, gain, noise, masks, mixup. Each is off at zero and draws from the run's seed,
 * epoch and step alone. <b>Follows</b> FilterAugment in its linear form (Nam et al. 2022) for the filter, which stands for
 * another microphone and another street, SpecAugment (Park et al. 2019) for the masks and mixup (Zhang et al. 2018), one
 * mixing weight per window.
 *
 * @param timeRoll           longest roll along time as a share of the window; 0 to 1 (1: any rotation)
 * @param filterDb           largest boost or cut of a random curve over the bands, in decibels; at least 0
 * @param gainDb             standard deviation of a level change of the whole window, in decibels; at least 0
 * @param noiseDb            standard deviation of noise added to each cell of the spectrogram, in decibels; at least 0
 * @param frequencyMasks     how many stripes of bands are set to the training mean; at least 0
 * @param frequencyMaskShare widest such stripe as a share of all bands; 0 to 1
 * @param timeMasks          how many stripes of frames are set to the training mean; at least 0
 * @param timeMaskShare      widest such stripe as a share of all frames; 0 to 1
 * @param mixupAlpha         both parameters of the Beta distribution that mixing weights are drawn from; 0 (off), or 0.05 to 2
 */
public record Augmentation(
        double timeRoll,
        double filterDb,
        double gainDb,
        double noiseDb,
        int frequencyMasks,
        double frequencyMaskShare,
        int timeMasks,
        double timeMaskShare,
        double mixupAlpha) {

    /** Checks every range. */
    public Augmentation {
        check(timeRoll >= 0 && timeRoll <= 1, "timeRoll must be in [0, 1], got %s", timeRoll);
        check(filterDb >= 0 && filterDb <= 100, "filterDb must be in [0, 100], got %s", filterDb);
        check(gainDb >= 0 && gainDb <= 100, "gainDb must be in [0, 100], got %s", gainDb);
        check(noiseDb >= 0 && noiseDb <= 100, "noiseDb must be in [0, 100], got %s", noiseDb);
        check(frequencyMasks >= 0, "frequencyMasks must be at least 0, got %d", frequencyMasks);
        check(
                frequencyMaskShare >= 0 && frequencyMaskShare <= 1,
                "frequencyMaskShare must be in [0, 1], got %s",
                frequencyMaskShare);
        check(timeMasks >= 0, "timeMasks must be at least 0, got %d", timeMasks);
        check(timeMaskShare >= 0 && timeMaskShare <= 1, "timeMaskShare must be in [0, 1], got %s", timeMaskShare);
        check(
                mixupAlpha == 0 || mixupAlpha >= 0.05 && mixupAlpha <= 2,
                "mixupAlpha must be 0 or in [0.05, 2], got %s",
                mixupAlpha);
    }

    /** Returns no augmentation at all. */
    public static Augmentation none() {
        return new Augmentation(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Returns the recipe {@code best}'s: any roll, a filter of up to 12 dB, 8 dB of gain, two masks each way, mixup of 0.3. */
    public static Augmentation standard() {
        return none().withTimeRoll(1)
                .withFilterDb(12)
                .withGainDb(8)
                .withFrequencyMasks(2, 0.125)
                .withTimeMasks(2, 0.15)
                .withMixupAlpha(0.3);
    }

    /** Returns this with another {@code timeRoll}. */
    public Augmentation withTimeRoll(double share) {
        return new Augmentation(
                share,
                filterDb,
                gainDb,
                noiseDb,
                frequencyMasks,
                frequencyMaskShare,
                timeMasks,
                timeMaskShare,
                mixupAlpha);
    }

    /** Returns this with another {@code filterDb}. */
    public Augmentation withFilterDb(double largest) {
        return new Augmentation(
                timeRoll,
                largest,
                gainDb,
                noiseDb,
                frequencyMasks,
                frequencyMaskShare,
                timeMasks,
                timeMaskShare,
                mixupAlpha);
    }

    /** Returns this with another {@code gainDb}. */
    public Augmentation withGainDb(double deviation) {
        return new Augmentation(
                timeRoll,
                filterDb,
                deviation,
                noiseDb,
                frequencyMasks,
                frequencyMaskShare,
                timeMasks,
                timeMaskShare,
                mixupAlpha);
    }

    /** Returns this with another {@code noiseDb}. */
    public Augmentation withNoiseDb(double deviation) {
        return new Augmentation(
                timeRoll,
                filterDb,
                gainDb,
                deviation,
                frequencyMasks,
                frequencyMaskShare,
                timeMasks,
                timeMaskShare,
                mixupAlpha);
    }

    /** Returns this with other masks across bands. */
    public Augmentation withFrequencyMasks(int masks, double share) {
        return new Augmentation(
                timeRoll, filterDb, gainDb, noiseDb, masks, share, timeMasks, timeMaskShare, mixupAlpha);
    }

    /** Returns this with other masks across frames. */
    public Augmentation withTimeMasks(int masks, double share) {
        return new Augmentation(
                timeRoll, filterDb, gainDb, noiseDb, frequencyMasks, frequencyMaskShare, masks, share, mixupAlpha);
    }

    /** Returns this with another {@code mixupAlpha}. */
    public Augmentation withMixupAlpha(double alpha) {
        return new Augmentation(
                timeRoll,
                filterDb,
                gainDb,
                noiseDb,
                frequencyMasks,
                frequencyMaskShare,
                timeMasks,
                timeMaskShare,
                alpha);
    }
}
