package io.auricle.features.internal;

/**
 * What a kernel computes of each frame: window, transform, exponent, and, if there are any, bands.
 *
 * @param window       one weight per sample; its length is the transform's size; zero behind the frame
 * @param frameSamples samples of a frame, at most the transform's size
 * @param hopLength    samples from one frame to the next
 * @param power        exponent of the magnitude
 * @param bands        the matrix that gathers bins into rows, or null: every bin is a row
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
public record FramePlan(double[] window, int frameSamples, int hopLength, double power, BandMatrix bands) {
    /**
     * Points of the transform.
     *
     * @return samples per frame, zeros behind it included
     */
    public int fftSize() {
        return window.length;
    }

    /**
     * Frequencies of a frame.
     *
     * @return {@code 1 + fftSize / 2}
     */
    public int bins() {
        return 1 + window.length / 2;
    }

    /**
     * Rows of the result.
     *
     * @return bands if there are any, else bins
     */
    public int rows() {
        return bands == null ? bins() : bands.bands();
    }
}
