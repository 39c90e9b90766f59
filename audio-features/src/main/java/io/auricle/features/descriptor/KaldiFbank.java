package io.auricle.features.descriptor;

import static java.util.Objects.requireNonNull;

import io.auricle.features.FeatureStream;
import io.auricle.features.Spectrogram;
import io.auricle.features.internal.BandMatrix;
import io.auricle.features.internal.FramePlan;
import io.auricle.features.internal.Framing;
import io.auricle.features.internal.KaldiKernel;
import io.auricle.features.internal.SignalTransform;

/**
 * Kaldi's filter bank features: each frame loses its mean, is pre-emphasised and tapered, and the logarithm is taken of the
 * power in bands that are triangles on the mel scale.
 *
 * <pre>{@code
 * Spectrogram fbank = KaldiFbank.of(KaldiConfig.builder().melBands(80).build()).compute(samples);
 * }</pre>
 *
 * <p><b>Shape.</b> melBands x frames, {@code frames = 1 + (samples - frameLength) / hopLength}: bands are rows, where Kaldi's
 * are columns. <b>Units.</b> Samples nominally in [-1, 1], taken as 16-bit numbers (times 32 768); natural logarithm of power,
 * at least that of 2^-23. <b>Follows</b> {@code compute-fbank-feats --dither=0 --snip-edges=true}, as {@code
 * torchaudio.compliance.kaldi.fbank} 0.13. <b>Threads.</b> Immutable, share it. <b>Cost.</b> One result array a call.
 */
public final class KaldiFbank {
    private final KaldiConfig config;
    private final SignalTransform transform;

    private KaldiFbank(KaldiConfig config) {
        this.config = config;
        double[] window = new double[config.frames().fftSize()];
        for (int n = 0; n < config.frames().frameLength(); n++) {
            window[n] = config.frames().taper().value(n, config.frames().frameLength());
        }
        FramePlan plan = new FramePlan(
                window, config.frames().frameLength(), config.frames().hopLength(), 2, bands(config));
        Framing framing =
                new Framing(config.frames().frameLength(), config.frames().hopLength(), 0, false);
        this.transform = new SignalTransform(
                framing,
                config.melBands(),
                () -> new KaldiKernel(plan, config.frames().preemphasis()));
    }

    /**
     * Prepares the tables of some settings.
     *
     * @param config the settings
     * @return the transform
     */
    public static KaldiFbank of(KaldiConfig config) {
        return new KaldiFbank(requireNonNull(config, "config"));
    }

    /** Triangles whose slopes are straight over mels, not over hertz; the last bin belongs to no band. */
    private static BandMatrix bands(KaldiConfig config) {
        double lowest = mel(config.minHz());
        double step = (mel(config.maxHz()) - lowest) / (config.melBands() + 1);
        double binHz = (double) config.sampleRateHz() / config.frames().fftSize();
        int bins = config.frames().fftSize() / 2 + 1;
        return BandMatrix.of(
                config.melBands(),
                bins,
                edge -> 700 * Math.expm1((lowest + edge * step) / 1127) / binHz,
                (band, bin) -> {
                    double position = (mel(bin * binHz) - lowest) / step - band;
                    return bin == bins - 1 ? 0 : Math.max(0, Math.min(position, 2 - position));
                });
    }

    private static double mel(double hz) {
        return 1127 * Math.log1p(hz / 700);
    }

    /**
     * The settings.
     *
     * @return what this was made from
     */
    public KaldiConfig config() {
        return config;
    }

    /**
     * Computes all frames of a signal.
     *
     * @param samples the mono signal at the configured rate, at least one frame, all finite
     * @return melBands x frames
     * @throws IllegalArgumentException if a sample is NaN or infinite, or there are fewer than one frame has
     */
    public Spectrogram compute(float[] samples) {
        float[] values = transform.compute(samples);
        return Spectrogram.of(config.melBands(), values.length / config.melBands(), values);
    }

    /**
     * Starts a signal that comes in blocks.
     *
     * @return a new stream; its frames are bit for bit those of {@link #compute}
     */
    public FeatureStream stream() {
        return transform.stream();
    }
}
