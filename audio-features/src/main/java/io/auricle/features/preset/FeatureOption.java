package io.auricle.features.preset;

/** An option that overrides a preset's default, and what it is about. */
enum FeatureOption {
    FFT_SIZE("fftSize", Group.FRAMES),
    HOP_LENGTH("hopLength", Group.FRAMES),
    CENTRED("centred", Group.FRAMES),
    PADDING("padding", Group.FRAMES),
    WINDOW_LENGTH("windowLength", Group.TRANSFORM),
    WINDOW("window", Group.TRANSFORM),
    POWER("power", Group.TRANSFORM),
    MEL_BANDS("melBands", Group.BANDS),
    MIN_HZ("minHz", Group.BANDS),
    MAX_HZ("maxHz", Group.BANDS),
    SCALE("scale", Group.BANDS),
    NORM("norm", Group.BANDS),
    DECIBELS("decibels", Group.DECIBELS),
    REFERENCE("reference", Group.DECIBELS),
    AMIN("amin", Group.DECIBELS),
    TOP_DB("topDb", Group.DECIBELS),
    COEFFICIENTS("coefficients", Group.CEPSTRUM),
    LIFTER("lifter", Group.CEPSTRUM),
    DELTA_WIDTH("deltaWidth", Group.DELTA),
    DELTA_ORDER("deltaOrder", Group.DELTA);

    /** What an option is about. */
    enum Group {
        FRAMES,
        TRANSFORM,
        BANDS,
        DECIBELS,
        CEPSTRUM,
        DELTA
    }

    private final String word;
    private final Group group;

    FeatureOption(String word, Group group) {
        this.word = word;
        this.group = group;
    }

    Group group() {
        return group;
    }

    /** The name of the builder's method. */
    @Override
    public String toString() {
        return word;
    }
}
