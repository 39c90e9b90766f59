package io.auricle.features;

/** How hertz and mels relate. Both scales grow with frequency; neither unit means anything outside its own scale. */
public enum MelScale {
    /** Malcolm Slaney's Auditory Toolbox: linear below 1000 Hz, logarithmic above. librosa's default. */
    SLANEY {
        @Override
        double toMel(double hz) {
            return hz < BREAK_HZ ? hz / HZ_PER_MEL : BREAK_MEL + Math.log(hz / BREAK_HZ) / LOG_STEP;
        }

        @Override
        double toHz(double mel) {
            return mel < BREAK_MEL ? mel * HZ_PER_MEL : BREAK_HZ * Math.exp(LOG_STEP * (mel - BREAK_MEL));
        }
    },
    /** The HTK toolkit: {@code 2595 * log10(1 + hz / 700)}. The default of torchaudio. */
    HTK {
        @Override
        double toMel(double hz) {
            return 2595 * Math.log10(1 + hz / 700);
        }

        @Override
        double toHz(double mel) {
            return 700 * (Math.pow(10, mel / 2595) - 1);
        }
    };

    private static final double HZ_PER_MEL = 200.0 / 3;
    private static final double BREAK_HZ = 1000;
    private static final double BREAK_MEL = BREAK_HZ / HZ_PER_MEL;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    abstract double toMel(double hz);

    abstract double toHz(double mel);
}
