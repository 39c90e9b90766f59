package io.auricle.features.descriptor;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.Spectrogram;
import io.auricle.features.Stft;
import io.auricle.features.StftConfig;
import java.util.function.ToDoubleFunction;

/**
 * Where the energy of each frame lies: the centre, the width and the upper edge of its magnitude spectrum.
 *
 * <pre>{@code
 * SpectralShape shape = SpectralShape.of(22_050, StftConfig.builder().power(1).build());
 * Spectrogram brightness = shape.centroid(samples);
 * }</pre>
 *
 * <p><b>Shape.</b> 1 x frames. <b>Units.</b> Hertz; 0 in silence. <b>Follows</b> {@code librosa.feature.spectral_centroid},
 * {@code spectral_bandwidth} (p 2, normalised) and {@code spectral_rolloff} 0.11, all on magnitudes: librosa sets power 1.
 * <b>Threads.</b> Immutable, share it. <b>Cost.</b> One spectrogram a call, in double precision.
 */
public final class SpectralShape {
    private final Stft stft;
    private final double binHz;

    private SpectralShape(Stft stft, double binHz) {
        this.stft = stft;
        this.binHz = binHz;
    }

    /**
     * Prepares the tables of some settings.
     *
     * @param sampleRateHz rate of the signal, in hertz; at least 1
     * @param config       how the signal becomes spectra; librosa uses magnitudes, power 1
     * @return the transform
     * @throws IllegalArgumentException if the rate is below 1
     */
    public static SpectralShape of(int sampleRateHz, StftConfig config) {
        check(sampleRateHz >= 1, "sampleRateHz must be at least 1, got %d", sampleRateHz);
        requireNonNull(config, "config");
        return new SpectralShape(Stft.exact(config), (double) sampleRateHz / config.fftSize());
    }

    /**
     * The mean frequency, weighed by magnitude.
     *
     * @param samples the mono signal, at least 1 sample, all finite
     * @return hertz, 1 x frames
     * @throws IllegalArgumentException if a sample is NaN or infinite, or there are too few for the padding
     */
    public Spectrogram centroid(float[] samples) {
        return eachFrame(samples, this::centroidOf);
    }

    /**
     * The standard deviation of frequency around the centroid, weighed by magnitude.
     *
     * @param samples the mono signal, at least 1 sample, all finite
     * @return hertz, 1 x frames
     * @throws IllegalArgumentException if a sample is NaN or infinite, or there are too few for the padding
     */
    public Spectrogram bandwidth(float[] samples) {
        return eachFrame(samples, this::bandwidthOf);
    }

    /**
     * The lowest bin below or at which some share of the magnitude lies.
     *
     * @param samples the mono signal, at least 1 sample, all finite
     * @param share   above 0 and below 1; librosa's default is 0.85
     * @return hertz, 1 x frames
     * @throws IllegalArgumentException if the share is out of its range, a sample is NaN or infinite, or there are too few
     */
    public Spectrogram rolloff(float[] samples, double share) {
        check(share > 0 && share < 1, "share must be in (0, 1), got %s", share);
        return eachFrame(samples, frame -> rolloff(frame, (float) share));
    }

    private Spectrogram eachFrame(float[] samples, ToDoubleFunction<float[]> measure) {
        Spectrogram spectra = stft.compute(samples);
        float[] result = new float[spectra.frames()];
        float[] frame = new float[spectra.rows()];
        for (int t = 0; t < result.length; t++) {
            for (int k = 0; k < frame.length; k++) {
                frame[k] = spectra.at(k, t);
            }
            result[t] = (float) measure.applyAsDouble(frame);
        }
        return Spectrogram.of(1, result.length, result);
    }

    private double centroidOf(float[] frame) {
        double sum = 0;
        double weighed = 0;
        for (int k = 0; k < frame.length; k++) {
            sum += frame[k];
            weighed += frame[k] * (k * binHz);
        }
        return sum < Float.MIN_NORMAL ? weighed : weighed / sum;
    }

    private double bandwidthOf(float[] frame) {
        double centre = centroidOf(frame);
        double sum = 0;
        double weighed = 0;
        for (int k = 0; k < frame.length; k++) {
            double distance = k * binHz - centre;
            sum += frame[k];
            weighed += frame[k] * distance * distance;
        }
        return Math.sqrt(sum < Float.MIN_NORMAL ? weighed : weighed / sum);
    }

    /** In single precision as librosa's running sum is: it decides between neighbouring bins. */
    private double rolloff(float[] frame, float share) {
        float total = 0;
        for (float magnitude : frame) {
            total += magnitude;
        }
        float threshold = share * total;
        float sum = frame[0];
        int k = 0;
        while (sum < threshold) {
            sum += frame[++k];
        }
        return k * binHz;
    }
}
