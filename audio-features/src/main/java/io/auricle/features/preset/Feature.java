package io.auricle.features.preset;

import io.auricle.features.preset.FeatureOption.Group;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A feature that can be asked for by name. */
public enum Feature {
    /** Mel bands. */
    MEL(Group.FRAMES, Group.TRANSFORM, Group.BANDS, Group.DECIBELS),
    /** The magnitude of the short-time Fourier transform, to a power. */
    STFT(Group.FRAMES, Group.TRANSFORM, Group.DECIBELS),
    /** Mel-frequency cepstral coefficients. */
    MFCC(Group.FRAMES, Group.TRANSFORM, Group.BANDS, Group.CEPSTRUM),
    /** The derivative of the mel-frequency cepstral coefficients. */
    DELTA(Group.FRAMES, Group.TRANSFORM, Group.BANDS, Group.CEPSTRUM, Group.DELTA),
    /** Mel magnitudes times 2^31, normalised by their running mean. */
    PCEN(Group.FRAMES, Group.TRANSFORM, Group.BANDS),
    /** The spectral centroid, in hertz. */
    CENTROID(Group.FRAMES, Group.TRANSFORM),
    /** The spectral bandwidth, in hertz. */
    BANDWIDTH(Group.FRAMES, Group.TRANSFORM),
    /** The frequency below which 85 % of the magnitude lie, in hertz. */
    ROLLOFF(Group.FRAMES, Group.TRANSFORM),
    /** The root mean square of frames of the FFT's size. */
    RMS(Group.FRAMES),
    /** The zero crossing rate of frames of the FFT's size. */
    ZCR(Group.FRAMES);

    private final Set<Group> groups;

    Feature(Group first, Group... more) {
        this.groups = EnumSet.of(first, more);
    }

    /** Whether an option changes this feature. */
    boolean takes(FeatureOption option) {
        return groups.contains(option.group());
    }

    /**
     * Reads a name.
     *
     * @param name mel, stft, mfcc, delta, pcen, centroid, bandwidth, rolloff, rms or zcr
     * @return the feature
     * @throws IllegalArgumentException if there is no such feature
     */
    public static Feature parse(String name) {
        return Words.parse("feature", Feature.class, name);
    }

    /** The name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
