package io.auricle.examples;

/** How loud a block is. */
final class Levels {

    /** What silence is called, so that JSON and people get a number. */
    private static final double SILENCE_DB = -120;

    private Levels() {}

    /**
     * The level of a block.
     *
     * @param block {@code [channel][sample]}, full scale 1
     * @param count samples to take of each channel
     * @return decibels of the root mean square over all channels, 0 for a full square wave, at least -120
     */
    static double decibels(float[][] block, int count) {
        double sum = 0;
        for (float[] channel : block) {
            for (int i = 0; i < count; i++) {
                sum += channel[i] * channel[i];
            }
        }
        double square = sum / ((double) count * block.length);
        return Math.max(SILENCE_DB, 10 * Math.log10(square));
    }
}
