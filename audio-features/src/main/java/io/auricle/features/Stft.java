package io.auricle.features;

import static java.util.Objects.requireNonNull;

import io.auricle.features.internal.FramePlan;
import io.auricle.features.internal.KernelProvider;
import io.auricle.features.internal.Kernels;
import io.auricle.features.internal.SignalTransform;

/**
 * Turns a mono signal into spectra: the magnitude of its short-time Fourier transform, raised to a power.
 *
 * <pre>{@code
 * Spectrogram power = Stft.of(StftConfig.builder().fftSize(1103).hopLength(441).build()).compute(samples);
 * }</pre>
 *
 * <p><b>Shape.</b> (1 + fftSize / 2) x frames; row {@code k} is the frequency {@code k * rate / fftSize}. <b>Units.</b> Samples
 * nominally in [-1, 1]; magnitude to the configured power. <b>Follows</b> {@code abs(librosa.stft(y)) ** power} 0.11.
 * <b>Threads.</b> Immutable, share it. <b>Cost.</b> {@link #compute} makes one result array; {@link #computeInto} allocates
 * nothing once each thread has called it (FFT sizes other than powers of two let JTransforms allocate).
 */
public final class Stft {
    private final StftConfig config;
    private final SignalTransform transform;

    private Stft(StftConfig config, KernelProvider provider) {
        this.config = config;
        FramePlan plan = config.plan(null);
        this.transform = new SignalTransform(config.framing(), plan.rows(), () -> provider.newKernel(plan));
    }

    /**
     * Prepares the tables of some settings.
     *
     * @param config the settings
     * @return the transform
     */
    public static Stft of(StftConfig config) {
        return new Stft(requireNonNull(config, "config"), Kernels.fastest());
    }

    /**
     * Prepares the same in double precision even where the Vector API is in use: slower, but exact in bins more than 80 dB below
     * the loudest, and faster for a single short signal, because less has to be compiled first.
     *
     * @param config the settings
     * @return the transform
     */
    public static Stft exact(StftConfig config) {
        return new Stft(requireNonNull(config, "config"), Kernels.exact());
    }

    /**
     * The settings.
     *
     * @return what this was made from
     */
    public StftConfig config() {
        return config;
    }

    /**
     * Computes all frames of a signal.
     *
     * @param samples the mono signal, at least 1 sample, all finite
     * @return (1 + fftSize / 2) x frames
     * @throws IllegalArgumentException if a sample is NaN or infinite, or there are too few for the padding
     */
    public Spectrogram compute(float[] samples) {
        float[] values = transform.compute(samples);
        return Spectrogram.wrap(config.bins(), values.length / config.bins(), values);
    }

    /**
     * Computes all frames of a part of an array into another.
     *
     * @param samples holds the mono signal
     * @param from    its first sample
     * @param length  its length, at least 1; all of it finite
     * @param into    receives (1 + fftSize / 2) x frames values, row-major
     * @param offset  where the first goes
     * @throws IllegalArgumentException  if a sample is NaN or infinite, or there are too few for the padding
     * @throws IndexOutOfBoundsException if a range leaves its array
     */
    public void computeInto(float[] samples, int from, int length, float[] into, int offset) {
        transform.computeInto(samples, from, length, into, offset);
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
