package io.auricle.features.internal;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A matrix of bands x bins whose rows are zero outside one run of bins: band {@code b} has {@code weights[start[b]] …
 * weights[start[b + 1] - 1]}, the first of them for bin {@code firstBin[b]}.
 *
 * @param bins     columns
 * @param firstBin first bin of each band
 * @param start    where each band's weights begin, and at the end their number
 * @param weights  the weights of all bands
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared, read by kernels in their inner loops
public record BandMatrix(int bins, int[] firstBin, int[] start, double[] weights) {
    /** A weight of a band at a bin; 0 where the band does not reach. */
    public interface Weight {
        /**
         * Looks one up.
         *
         * @param band the row
         * @param bin  the column
         * @return at least 0
         */
        double at(int band, int bin);
    }

    /**
     * Keeps of each row what lies between its first and last weight above 0.
     *
     * @param bands    rows
     * @param bins     columns
     * @param binOf    gives for each i from 0 to bands + 1 a column, not whole and perhaps off by a rounding error, so that band b
     *     lies between those of b and b + 2
     * @param weight   gives the weights there
     * @return the matrix
     */
    public static BandMatrix of(int bands, int bins, IntToDoubleFunction binOf, Weight weight) {
        int[] first = new int[bands];
        int[] start = new int[bands + 1];
        double[] weights = new double[2 * bins + 8 * bands];
        for (int b = 0; b < bands; b++) {
            int from = (int) Math.max(0, Math.floor(binOf.applyAsDouble(b)) - 1);
            int to = (int) Math.min(bins, Math.ceil(binOf.applyAsDouble(b + 2)) + 2);
            while (from < to && weight.at(b, from) == 0) {
                from++;
            }
            while (to > from && weight.at(b, to - 1) == 0) {
                to--;
            }
            first[b] = from == to ? 0 : from;
            start[b + 1] = start[b] + to - from;
            for (int k = from; k < to; k++) {
                weights[start[b] + k - from] = weight.at(b, k);
            }
        }
        return new BandMatrix(bins, first, start, Arrays.copyOf(weights, start[bands]));
    }

    /**
     * The number of rows.
     *
     * @return bands
     */
    public int bands() {
        return firstBin.length;
    }
}
