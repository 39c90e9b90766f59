package io.auricle.features.descriptor;

import static io.auricle.internal.Checks.check;

import io.auricle.features.Spectrogram;
import java.util.Arrays;

/**
 * How fast each row of a feature changes: the derivative of the polynomial that fits its neighbouring frames best
 * (Savitzky-Golay). At both ends it is that of the first and last full neighbourhood.
 *
 * <pre>{@code
 * Spectrogram speed = Deltas.of(9, 1).apply(mfcc);
 * Spectrogram acceleration = Deltas.of(9, 2).apply(mfcc);
 * }</pre>
 *
 * <p><b>Shape.</b> As what comes in. <b>Units.</b> The feature's, per frame to the order. <b>Follows</b> {@code
 * librosa.feature.delta} 0.11 with {@code mode="interp"}: {@code scipy.signal.savgol_filter} with the polynomial's degree equal
 * to the order. <b>Threads.</b> Immutable, share it. <b>Cost.</b> width products a value.
 */
public final class Deltas {
    private final double[] weights;

    private Deltas(double[] weights) {
        this.weights = weights;
    }

    /**
     * Prepares the weights.
     *
     * @param width frames of a neighbourhood: odd, at least 3; librosa's default is 9
     * @param order of the derivative: 1 to width - 1
     * @return the filter
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static Deltas of(int width, int order) {
        check(width >= 3 && width % 2 == 1, "width must be odd and at least 3, got %d", width);
        check(order >= 1 && order < width, "order must be in [1, width - 1 = %d], got %d", width - 1, order);
        return new Deltas(weights(width, order));
    }

    /**
     * The weights: {@code order! * p(i) / sum p(j)^2}, with p the monic polynomial of degree {@code order} that is orthogonal to
     * those of lower degree on the neighbourhood (Gram's), from {@code p[k + 1] = t p[k] - |p[k]|^2 / |p[k - 1]|^2 p[k - 1]}.
     */
    private static double[] weights(int width, int order) {
        double[] previous = new double[width];
        double[] current = new double[width];
        Arrays.fill(current, 1);
        double factorial = 1;
        for (int k = 0; k < order; k++) {
            double ratio = k == 0 ? 0 : square(current) / square(previous);
            double[] next = new double[width];
            for (int i = 0; i < width; i++) {
                next[i] = (i - width / 2) * current[i] - ratio * previous[i];
            }
            previous = current;
            current = next;
            factorial *= k + 1;
        }
        double scale = factorial / square(current);
        for (int i = 0; i < width; i++) {
            current[i] *= scale;
        }
        return current;
    }

    private static double square(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    /**
     * Filters every row.
     *
     * @param feature at least as many frames as the width
     * @return the derivative, of the same shape
     * @throws IllegalArgumentException if there are fewer frames than the width
     */
    public Spectrogram apply(Spectrogram feature) {
        int frames = feature.frames();
        check(frames >= weights.length, "frames must be at least width = %d, got %d", weights.length, frames);
        float[] values = feature.values();
        float[] result = new float[values.length];
        for (int row = 0; row < feature.rows(); row++) {
            filter(values, row * frames, frames, result);
        }
        return Spectrogram.of(feature.rows(), frames, result);
    }

    private void filter(float[] values, int offset, int frames, float[] result) {
        int half = weights.length / 2;
        for (int t = half; t < frames - half; t++) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * values[offset + t - half + i];
            }
            result[offset + t] = (float) sum;
        }
        for (int t = 0; t < half; t++) {
            result[offset + t] = result[offset + half];
            result[offset + frames - 1 - t] = result[offset + frames - 1 - half];
        }
    }
}
