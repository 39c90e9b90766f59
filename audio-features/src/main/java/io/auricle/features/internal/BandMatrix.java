package io.auricle.features.internal;

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
    /**
     * Keeps of each row what lies between its first and last weight above 0.
     *
     * @param rows bands x bins, none negative
     * @return the same matrix without its zeros
     */
    public static BandMatrix of(double[][] rows) {
        int[] first = new int[rows.length];
        int[] start = new int[rows.length + 1];
        for (int b = 0; b < rows.length; b++) {
            int from = 0;
            int to = rows[b].length;
            while (from < to && rows[b][from] == 0) {
                from++;
            }
            while (to > from && rows[b][to - 1] == 0) {
                to--;
            }
            first[b] = from == rows[b].length ? 0 : from;
            start[b + 1] = start[b] + to - from;
        }
        double[] weights = new double[start[rows.length]];
        for (int b = 0; b < rows.length; b++) {
            System.arraycopy(rows[b], first[b], weights, start[b], start[b + 1] - start[b]);
        }
        return new BandMatrix(rows[0].length, first, start, weights);
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
