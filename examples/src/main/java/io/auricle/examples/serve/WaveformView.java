package io.auricle.examples.serve;

/**
 * A sound's least and greatest samples over time, gathered as it passes.
 *
 * <p><b>Threads.</b> One at a time. <b>Cost.</b> Two numbers for each {@value #BLOCK} samples.
 */
final class WaveformView implements HeardSound.Onlooker {

    private static final int BLOCK = 128;
    private static final double ROUNDING = 1000;

    private float[] low = new float[1024];
    private float[] high = new float[1024];
    private int blocks;
    private int inBlock;

    /**
     * What is sent.
     *
     * @param low  the least sample of each column
     * @param high the greatest
     */
    record Columns(double[] low, double[] high) {}

    @Override
    public void see(float[] samples, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (inBlock == 0) {
                open(samples[i]);
            }
            low[blocks - 1] = Math.min(low[blocks - 1], samples[i]);
            high[blocks - 1] = Math.max(high[blocks - 1], samples[i]);
            inBlock = (inBlock + 1) % BLOCK;
        }
    }

    private void open(float first) {
        if (blocks == low.length) {
            low = java.util.Arrays.copyOf(low, 2 * blocks);
            high = java.util.Arrays.copyOf(high, 2 * blocks);
        }
        low[blocks] = first;
        high[blocks] = first;
        blocks++;
    }

    /** Draws all that has passed together to so many columns, or to fewer if there is less. */
    Columns columns(int most) {
        int count = Math.min(most, blocks);
        Columns columns = new Columns(new double[count], new double[count]);
        for (int column = 0; column < count; column++) {
            int end = (int) ((column + 1L) * blocks / count);
            float least = Float.MAX_VALUE;
            float greatest = -Float.MAX_VALUE;
            for (int block = (int) ((long) column * blocks / count); block < end; block++) {
                least = Math.min(least, low[block]);
                greatest = Math.max(greatest, high[block]);
            }
            columns.low[column] = Math.round(least * ROUNDING) / ROUNDING;
            columns.high[column] = Math.round(greatest * ROUNDING) / ROUNDING;
        }
        return columns;
    }
}
