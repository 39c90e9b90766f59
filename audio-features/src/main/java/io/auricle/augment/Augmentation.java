package io.auricle.augment;

import static io.auricle.internal.Checks.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is done to a training window before the network sees it, in this order: changes of its samples, changes of its
 * spectrogram, mixup with another window. Validation and test windows are never touched.
 *
 * <pre>{@code
 * Augmentation own = Augmentation.none()
 *         .withWaveform(new PitchShift(-2, 2).withProbability(0.5))
 *         .withSpectrogram(new TimeRoll(1), new TimeMask(2, 0.15))
 *         .withMixupAlpha(0.3);
 * }</pre>
 *
 * <p>{@link #toMap()} and {@link #fromMap} carry it through JSON; transforms of your own need a {@link TransformProvider} to be
 * read again. <b>Follows</b> mixup (Zhang et al. 2018) with one mixing weight a window. <b>Cost.</b> Waveform transforms make
 * each training window's spectrogram anew in each epoch; the samples of all training windows stay in memory.
 *
 * @param waveform    changes of the samples, first to last
 * @param spectrogram changes of the spectrogram, first to last
 * @param mixupAlpha  both parameters of the Beta distribution that mixing weights are drawn from; 0 (off), or 0.05 to 2
 */
public record Augmentation(
        List<WaveformTransform> waveform, List<SpectrogramTransform> spectrogram, double mixupAlpha) {
    /**
     * Copies the lists.
     *
     * @param waveform    changes of the samples
     * @param spectrogram changes of the spectrogram
     * @param mixupAlpha  0, or 0.05 to 2
     * @throws IllegalArgumentException if mixupAlpha is out of its range
     */
    public Augmentation {
        waveform = List.copyOf(waveform);
        spectrogram = List.copyOf(spectrogram);
        check(
                mixupAlpha == 0 || mixupAlpha >= 0.05 && mixupAlpha <= 2,
                "mixupAlpha must be 0 or in [0.05, 2], got %s",
                mixupAlpha);
    }

    /** {@return no augmentation at all} */
    public static Augmentation none() {
        return new Augmentation(List.of(), List.of(), 0);
    }

    /** {@return any roll in time, a filter of up to 12 dB, 8 dB of level, two masks each way, mixup of 0.3} */
    public static Augmentation standard() {
        return none().withSpectrogram(
                        new TimeRoll(1),
                        new BandFilter(12),
                        new LevelChange(8),
                        new FrequencyMask(2, 0.125),
                        new TimeMask(2, 0.15))
                .withMixupAlpha(0.3);
    }

    /**
     * Replaces the changes of samples.
     *
     * @param transforms first to last
     * @return a new augmentation
     */
    public Augmentation withWaveform(WaveformTransform... transforms) {
        return new Augmentation(List.of(transforms), spectrogram, mixupAlpha);
    }

    /**
     * Replaces the changes of spectrograms.
     *
     * @param transforms first to last
     * @return a new augmentation
     */
    public Augmentation withSpectrogram(SpectrogramTransform... transforms) {
        return new Augmentation(waveform, List.of(transforms), mixupAlpha);
    }

    /**
     * Puts a transform in the place of the one of its class, or behind the others if there is none.
     *
     * @param transform the one to use
     * @return a new augmentation
     */
    public Augmentation with(SpectrogramTransform transform) {
        List<SpectrogramTransform> changed = new ArrayList<>(spectrogram);
        changed.replaceAll(old -> old.getClass() == transform.getClass() ? transform : old);
        if (!changed.contains(transform)) {
            changed.add(transform);
        }
        return new Augmentation(waveform, changed, mixupAlpha);
    }

    /**
     * Sets mixup.
     *
     * @param alpha 0 (off), or 0.05 to 2
     * @return a new augmentation
     */
    public Augmentation withMixupAlpha(double alpha) {
        return new Augmentation(waveform, spectrogram, alpha);
    }

    /** {@return this as lists, maps, numbers and text, as JSON has them} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("waveform", waveform.stream().map(Kinds::write).toList());
        map.put("spectrogram", spectrogram.stream().map(Kinds::write).toList());
        map.put("mixupAlpha", mixupAlpha);
        return map;
    }

    /**
     * Reads what {@link #toMap()} gave.
     *
     * @param map waveform, spectrogram and mixupAlpha
     * @return an augmentation equal to the one that was written
     * @throws IllegalArgumentException if something is missing, unknown or out of its range
     */
    public static Augmentation fromMap(Map<String, Object> map) {
        Settings settings = new Settings("augmentation", map);
        Augmentation read = new Augmentation(
                settings.list("waveform").stream()
                        .map(one -> Kinds.read(one, WaveformTransform.class))
                        .toList(),
                settings.list("spectrogram").stream()
                        .map(one -> Kinds.read(one, SpectrogramTransform.class))
                        .toList(),
                settings.number("mixupAlpha"));
        settings.requireAllRead();
        return read;
    }
}
