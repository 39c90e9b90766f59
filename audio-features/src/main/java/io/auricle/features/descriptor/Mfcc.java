package io.auricle.features.descriptor;

import static java.util.Objects.requireNonNull;

import io.auricle.features.Decibels;
import io.auricle.features.MelSpectrogram;
import io.auricle.features.Spectrogram;
import java.util.Arrays;

/**
 * Turns a signal into mel-frequency cepstral coefficients: the cosine transform (DCT-II, orthonormal) of its mel bands in
 * decibels.
 *
 * <pre>{@code
 * Spectrogram mfcc = Mfcc.of(MfccConfig.builder().coefficients(13).build()).compute(samples);
 * }</pre>
 *
 * <p><b>Shape.</b> coefficients x frames. <b>Units.</b> Decibels. <b>Follows</b> {@code librosa.feature.mfcc} 0.11, with {@code
 * dct_type=2, norm="ortho"}. <b>Threads.</b> Immutable, share it. <b>Cost.</b> Double precision; coefficients x bands products a frame after the
 * mel bands.
 */
public final class Mfcc {
    private final MelSpectrogram mel;
    private final Decibels decibels;
    private final double[][] transform;

    private Mfcc(MfccConfig config) {
        this.mel = MelSpectrogram.exact(config.mel());
        this.decibels = Decibels.exact(config.decibels());
        this.transform = transform(config.coefficients(), config.mel().melBands(), config.lifter());
    }

    /**
     * Prepares the tables of some settings.
     *
     * @param config the settings
     * @return the transform
     */
    public static Mfcc of(MfccConfig config) {
        return new Mfcc(requireNonNull(config, "config"));
    }

    /** The first rows of the orthonormal DCT-II, row c lifted by {@code 1 + lifter / 2 * sin(pi (c + 1) / lifter)}. */
    private static double[][] transform(int coefficients, int bands, double lifter) {
        double[][] rows = new double[coefficients][bands];
        for (int c = 0; c < coefficients; c++) {
            double lift = lifter > 0 ? 1 + lifter / 2 * Math.sin(Math.PI * (c + 1) / lifter) : 1;
            double scale = lift * Math.sqrt((c == 0 ? 1.0 : 2.0) / bands);
            for (int b = 0; b < bands; b++) {
                rows[c][b] = scale * Math.cos(Math.PI * c * (2 * b + 1) / (2.0 * bands));
            }
        }
        return rows;
    }

    /**
     * Computes all frames of a signal.
     *
     * @param samples the mono signal at the mel settings' rate, at least 1 sample, all finite
     * @return coefficients x frames
     * @throws IllegalArgumentException if a sample is NaN or infinite, or there are too few for the padding
     */
    public Spectrogram compute(float[] samples) {
        Spectrogram bands = decibels.apply(mel.compute(samples));
        float[] values = bands.values();
        int frames = bands.frames();
        float[] result = new float[transform.length * frames];
        double[] sums = new double[frames];
        for (int c = 0; c < transform.length; c++) {
            Arrays.fill(sums, 0);
            for (int b = 0; b < bands.rows(); b++) {
                double weight = transform[c][b];
                for (int t = 0; t < frames; t++) {
                    sums[t] += weight * values[b * frames + t];
                }
            }
            for (int t = 0; t < frames; t++) {
                result[c * frames + t] = (float) sums[t];
            }
        }
        return Spectrogram.of(transform.length, frames, result);
    }
}
