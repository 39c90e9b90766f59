package io.auricle.examples;

import java.util.EnumSet;
import java.util.Set;

/** What the command {@code mel} computes, by its word, and the options that change it. */
enum MelFeature {
    mel(OptionGroup.FRAMES, OptionGroup.TRANSFORM, OptionGroup.BANDS, OptionGroup.DECIBELS),
    stft(OptionGroup.FRAMES, OptionGroup.TRANSFORM, OptionGroup.DECIBELS),
    mfcc(OptionGroup.FRAMES, OptionGroup.TRANSFORM, OptionGroup.BANDS, OptionGroup.CEPSTRUM),
    delta(OptionGroup.FRAMES, OptionGroup.TRANSFORM, OptionGroup.BANDS, OptionGroup.CEPSTRUM, OptionGroup.DELTA),
    pcen(OptionGroup.FRAMES, OptionGroup.TRANSFORM, OptionGroup.BANDS),
    centroid(OptionGroup.FRAMES, OptionGroup.TRANSFORM),
    bandwidth(OptionGroup.FRAMES, OptionGroup.TRANSFORM),
    rolloff(OptionGroup.FRAMES, OptionGroup.TRANSFORM),
    rms(OptionGroup.FRAMES),
    zcr(OptionGroup.FRAMES);

    /** What an option is about. */
    enum OptionGroup {
        FRAMES,
        TRANSFORM,
        BANDS,
        DECIBELS,
        CEPSTRUM,
        DELTA
    }

    private final Set<OptionGroup> groups;

    MelFeature(OptionGroup first, OptionGroup... more) {
        this.groups = EnumSet.of(first, more);
    }

    boolean takes(OptionGroup group) {
        return groups.contains(group);
    }

    /** Whether it is made of magnitudes, not of powers, unless told otherwise. */
    boolean ofMagnitudes() {
        return EnumSet.of(pcen, centroid, bandwidth, rolloff).contains(this);
    }
}
