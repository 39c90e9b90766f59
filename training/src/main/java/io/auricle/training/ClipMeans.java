package io.auricle.training;

import io.auricle.data.Clip;
import io.auricle.training.internal.batch.WindowSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean of window probabilities over each clip that has windows.
 *
 * @param clips         those clips, in the order of the window set
 * @param probabilities their means
 * @param windows       how many windows each mean is of
 */
record ClipMeans(List<Clip> clips, float[][] probabilities, int[] windows) {

    static ClipMeans of(WindowSet set, float[][] probabilities) {
        int[] counts = new int[set.clips().size()];
        double[][] sums = new double[counts.length][];
        for (int w = 0; w < set.size(); w++) {
            int clip = set.clipOf(w);
            counts[clip]++;
            sums[clip] = sums[clip] == null ? new double[probabilities[w].length] : sums[clip];
            for (int c = 0; c < probabilities[w].length; c++) {
                sums[clip][c] += probabilities[w][c];
            }
        }
        List<Clip> clips = new ArrayList<>();
        List<float[]> means = new ArrayList<>();
        List<Integer> windows = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                clips.add(set.clips().get(i));
                means.add(mean(sums[i], counts[i]));
                windows.add(counts[i]);
            }
        }
        return new ClipMeans(
                clips,
                means.toArray(float[][]::new),
                windows.stream().mapToInt(Integer::intValue).toArray());
    }

    private static float[] mean(double[] sum, int count) {
        float[] mean = new float[sum.length];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = (float) (sum[c] / count);
        }
        return mean;
    }
}
