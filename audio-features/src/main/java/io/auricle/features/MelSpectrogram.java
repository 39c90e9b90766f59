package io.auricle.features;

import static java.util.Objects.requireNonNull;

import io.auricle.features.internal.FramePlan;
import io.auricle.features.internal.KernelProvider;
import io.auricle.features.internal.Kernels;
import io.auricle.features.internal.SignalTransform;
import io.auricle.features.internal.WholeSignal;

/**
 * Turns a mono signal into mel bands, one column per frame.
 *
 * <pre>{@code
 * MelSpectrogram mel = MelSpectrogram.of(MelConfig.builder().sampleRateHz(22_050).build());
 * Spectrogram power = mel.compute(samples);
 * Spectrogram decibels = Decibels.of(DecibelConfig.builder().referenceMax().build()).apply(power);
 * }</pre>
 *
 * <p><b>Shape.</b> melBands x frames; with padding {@code frames = 1 + samples / hopLength} (even FFT sizes). <b>Units.</b>
 * Samples nominally in [-1, 1]; power (or magnitude to the configured power), not decibels. <b>Follows</b> {@code
 * librosa.feature.melspectrogram} 0.11. <b>Threads.</b> Immutable, share it. <b>Cost.</b> {@link #compute} makes one result
 * array; {@link #computeInto} allocates nothing once each thread has called it.
 */
public final class MelSpectrogram {
    private final MelConfig config;
    private final MelFilterBank filterBank;
    private final SignalTransform transform;

    private MelSpectrogram(MelConfig config, KernelProvider provider) {
        this.config = config;
        this.filterBank = MelFilterBank.of(config);
        StftConfig stft = config.stft();
        FramePlan plan = stft.plan(filterBank.matrix());
        this.transform = new SignalTransform(stft.framing(), plan.rows(), () -> provider.newKernel(plan));
    }

    /** Scratch space for one thread. */
    WholeSignal newScratch() {
        return transform.newScratch();
    }

    /**
     * Prepares the tables of some settings.
     *
     * @param config the settings
     * @return the transform
     */
    public static MelSpectrogram of(MelConfig config) {
        return new MelSpectrogram(requireNonNull(config, "config"), Kernels.fastest());
    }

    /**
     * Prepares the same in double precision even where the Vector API is in use: slower, but exact in bands more than 80 dB below
     * the loudest, and faster for a single short signal, because less has to be compiled first.
     *
     * @param config the settings
     * @return the transform
     */
    public static MelSpectrogram exact(MelConfig config) {
        return new MelSpectrogram(requireNonNull(config, "config"), Kernels.exact());
    }

    /**
     * The settings.
     *
     * @return what this was made from
     */
    public MelConfig config() {
        return config;
    }

    /**
     * The triangles in use.
     *
     * @return the filter bank, which also names bands that stay empty
     */
    public MelFilterBank filterBank() {
        return filterBank;
    }

    /**
     * Computes all frames of a signal.
     *
     * @param samples the mono signal at the configured rate, at least 1 sample, all finite
     * @return melBands x frames
     * @throws IllegalArgumentException if a sample is NaN or infinite, or there are too few for the padding
     */
    public Spectrogram compute(float[] samples) {
        float[] values = transform.compute(samples);
        return Spectrogram.wrap(config.melBands(), values.length / config.melBands(), values);
    }

    /**
     * Computes all frames of a part of an array into another; allocates nothing in the long run.
     *
     * @param samples holds the mono signal
     * @param from    its first sample
     * @param length  its length, at least 1; all of it finite
     * @param into    receives melBands x frames values, row-major
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
