package io.auricle.features.descriptor;

import static java.util.Objects.requireNonNull;

import io.auricle.features.FeatureStream;
import io.auricle.features.Spectrogram;
import java.util.Arrays;

/**
 * Normalises every band by a running mean of its energy, which evens out distance and stationary noise, and compresses what is
 * left.
 *
 * <pre>{@code
 * Pcen pcen = Pcen.of(PcenConfig.builder().sampleRateHz(22_050).hopLength(512).inputScale(1L << 31).build());
 * Spectrogram normalised = pcen.apply(melMagnitudes);
 * FeatureStream live = pcen.over(mel.stream());
 * }</pre>
 *
 * <p><b>Shape.</b> As what comes in. <b>Units.</b> None. <b>Follows</b> {@code librosa.pcen} 0.11; the running mean starts as
 * if the band had always been at 1, which is SciPy's {@code lfilter_zi}. <b>Threads.</b> Immutable, share it. <b>Cost.</b> Three
 * logarithms and two exponentials a value.
 */
public final class Pcen {
    private final PcenConfig config;

    private Pcen(PcenConfig config) {
        this.config = config;
    }

    /**
     * Takes the settings.
     *
     * @param config the settings
     * @return the normalisation
     */
    public static Pcen of(PcenConfig config) {
        return new Pcen(requireNonNull(config, "config"));
    }

    /**
     * Normalises a whole signal's bands.
     *
     * @param bands magnitudes or powers, none negative
     * @return of the same shape
     * @throws IllegalArgumentException if a value is negative or NaN
     */
    public Spectrogram apply(Spectrogram bands) {
        return new State(bands.rows()).next(bands);
    }

    /**
     * Normalises bands as they come.
     *
     * @param bands a stream of magnitudes or powers that nobody else reads
     * @return a stream with the same frames, normalised
     */
    public FeatureStream over(FeatureStream bands) {
        State state = new State(bands.rows());
        return bands.then(state::next);
    }

    /** The running means at some moment. */
    private final class State {
        private final double[] carried;

        State(int rows) {
            carried = new double[rows];
            Arrays.fill(carried, 1 - config.smoothing());
        }

        Spectrogram next(Spectrogram bands) {
            int frames = bands.frames();
            float[] values = bands.values();
            float[] result = new float[values.length];
            for (int row = 0; row < carried.length; row++) {
                for (int t = 0; t < frames; t++) {
                    double mean = config.smoothing() * reference(values, row, t, frames) + carried[row];
                    carried[row] = (1 - config.smoothing()) * mean;
                    result[row * frames + t] = (float) normalise(scaled(values[row * frames + t]), mean);
                }
            }
            return Spectrogram.of(carried.length, frames, result);
        }

        /** The loudest of the bands around one. */
        private double reference(float[] values, int row, int frame, int frames) {
            int first = row - config.maxSize() / 2;
            int end = Math.min(carried.length, first + config.maxSize());
            double loudest = 0;
            for (int r = Math.max(0, first); r < end; r++) {
                loudest = Math.max(loudest, scaled(values[r * frames + frame]));
            }
            return loudest;
        }
    }

    /** In single precision, as librosa's callers scale. */
    private double scaled(float value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException("bands must be at least 0, got " + value);
        }
        return (float) (value * config.inputScale());
    }

    private double normalise(double value, double mean) {
        double eps = config.eps();
        double smooth = Math.exp(-config.gain() * (Math.log(eps) + Math.log1p(mean / eps)));
        if (config.power() == 0) {
            return Math.log1p(value * smooth);
        } else if (config.bias() == 0) {
            return Math.exp(config.power() * (Math.log(value) + Math.log(smooth)));
        }
        double compressed = Math.expm1(config.power() * Math.log1p(value * smooth / config.bias()));
        return Math.pow(config.bias(), config.power()) * compressed;
    }
}
