package io.auricle.features;

import io.auricle.features.internal.BandMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The triangles that gather FFT bins into mel bands.
 *
 * <pre>{@code
 * MelFilterBank bank = MelFilterBank.of(MelConfig.builder().fftSize(512).build());
 * int[] silentBands = bank.emptyBands();                // too narrow to hold an FFT bin: they stay 0
 * }</pre>
 *
 * <p><b>Shape.</b> melBands x (1 + fftSize / 2). <b>Units.</b> Weights per bin; band edges in hertz. <b>Follows</b>
 * {@code librosa.filters.mel} 0.11, computed in double precision. <b>Threads.</b> Immutable, share it. <b>Cost.</b> Only the
 * non-zero weights are kept: about two per bin.
 */
public final class MelFilterBank {
    private final double[] edgesHz;
    private final BandMatrix matrix;

    private MelFilterBank(double[] edgesHz, BandMatrix matrix) {
        this.edgesHz = edgesHz;
        this.matrix = matrix;
    }

    /**
     * Makes the bank of some settings.
     *
     * @param config rate, FFT size, bands, edges, scale and norm
     * @return the bank
     */
    public static MelFilterBank of(MelConfig config) {
        double[] mels = mels(config);
        double[] edges = Arrays.stream(mels).map(config.scale()::toHz).toArray();
        double binHz = (double) config.sampleRateHz() / config.stft().fftSize();
        BandMatrix matrix = BandMatrix.of(
                config.melBands(),
                config.stft().bins(),
                edge -> edges[edge] / binHz,
                (band, bin) -> norm(config, edges, band)
                        * (config.slope() == MelConfig.Slope.MEL
                                ? height(mels, band, config.scale().toMel(bin * binHz))
                                : height(edges, band, bin * binHz)));
        return new MelFilterBank(edges, matrix);
    }

    /** The triangle of a band: 1 at its centre, straight on the axis that edges and position are on. */
    private static double height(double[] edges, int band, double position) {
        double rising = (position - edges[band]) / (edges[band + 1] - edges[band]);
        double falling = (edges[band + 2] - position) / (edges[band + 2] - edges[band + 1]);
        return Math.max(0, Math.min(rising, falling));
    }

    private static double norm(MelConfig config, double[] edgesHz, int band) {
        return config.norm() == MelNorm.SLANEY ? 2 / (edgesHz[band + 2] - edgesHz[band]) : 1;
    }

    private static double[] mels(MelConfig config) {
        double lowest = config.scale().toMel(config.minHz());
        double highest = config.scale().toMel(config.maxHz());
        double[] mels = new double[config.melBands() + 2];
        for (int i = 0; i < mels.length; i++) {
            mels[i] = lowest + (highest - lowest) * i / (mels.length - 1);
        }
        return mels;
    }

    /**
     * The bank as a full matrix.
     *
     * @return a new array, [band][bin]
     */
    public float[][] weights() {
        float[][] rows = new float[matrix.bands()][matrix.bins()];
        for (int b = 0; b < rows.length; b++) {
            for (int i = matrix.start()[b]; i < matrix.start()[b + 1]; i++) {
                rows[b][matrix.firstBin()[b] + i - matrix.start()[b]] = (float) matrix.weights()[i];
            }
        }
        return rows;
    }

    /**
     * Where the bands lie: band {@code b} rises from edge {@code b} to its centre, edge {@code b + 1}, and falls to edge {@code
     * b + 2}.
     *
     * @return melBands + 2 frequencies in hertz, rising, in a new array
     */
    public double[] edgesHz() {
        return edgesHz.clone();
    }

    /**
     * Bands too narrow to hold an FFT bin; they are 0 in every frame, as in librosa, which warns of them.
     *
     * @return their indices, rising, in a new array; empty for a well-chosen bank
     */
    public int[] emptyBands() {
        return IntStream.range(0, matrix.bands())
                .filter(b -> matrix.start()[b] == matrix.start()[b + 1])
                .toArray();
    }

    BandMatrix matrix() {
        return matrix;
    }
}
