package io.auricle.features;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.internal.DecibelKernel;
import io.auricle.features.internal.Kernels;
import io.auricle.features.internal.Samples;
import java.util.Objects;

/**
 * Turns power into decibels, or into natural logarithms.
 *
 * <pre>{@code
 * Spectrogram db = Decibels.of(DecibelConfig.builder().referenceMax().topDb(80).build()).apply(power);
 * }</pre>
 *
 * <p><b>Shape.</b> As what comes in. <b>Units.</b> Power in, decibels out: {@code 10 log10(max(amin, x)) - 10 log10(max(amin,
 * reference))}, then raised to the loudest value - topDb where it is lower; x is the power plus the offset, and the natural logarithm
 * is {@code ln(10) / 10} of the decibels. Magnitudes (power 1) go through the same formula.
 * <b>Follows</b> {@code librosa.power_to_db} 0.11. <b>Threads.</b> Immutable, share it. <b>Cost.</b> {@link #applyInPlace}
 * allocates nothing.
 */
public final class Decibels {
    private static final float NEPER_PER_DB = (float) (Math.log(10) / 10);

    private final DecibelConfig config;
    private final DecibelKernel kernel;

    private Decibels(DecibelConfig config, DecibelKernel kernel) {
        this.config = config;
        this.kernel = kernel;
    }

    /**
     * Takes the settings.
     *
     * @param config the settings
     * @return the conversion
     */
    public static Decibels of(DecibelConfig config) {
        return new Decibels(requireNonNull(config, "config"), Kernels.fastest().decibels());
    }

    /**
     * Takes the settings, and computes in double precision even where the Vector API is in use (which is within 1e-4 dB).
     *
     * @param config the settings
     * @return the conversion
     */
    public static Decibels exact(DecibelConfig config) {
        return new Decibels(requireNonNull(config, "config"), Kernels.exact().decibels());
    }

    /**
     * The settings.
     *
     * @return what this was made from
     */
    public DecibelConfig config() {
        return config;
    }

    /**
     * Converts a spectrogram.
     *
     * @param power powers, none negative
     * @return decibels, of the same shape
     */
    public Spectrogram apply(Spectrogram power) {
        float[] values = power.values();
        applyInPlace(values, 0, values.length);
        return Spectrogram.wrap(power.rows(), power.frames(), values);
    }

    /**
     * Converts powers as they come.
     *
     * @param power a stream of powers that nobody else reads
     * @return a stream with the same frames in decibels
     * @throws IllegalArgumentException if the reference is the maximum or there is a topDb: both are known only when the signal
     *     has ended
     */
    public FeatureStream over(FeatureStream power) {
        check(
                config.reference() instanceof DecibelConfig.Value,
                "reference must be a fixed power in a stream, got max: the loudest value is known only at the end");
        check(
                config.topDb().isEmpty(),
                "topDb must be none in a stream, got %s: the loudest value is known only at the end",
                config.topDb().isPresent() ? config.topDb().getAsDouble() : 0);
        return power.then(this::apply);
    }

    /**
     * Converts a part of an array where it stands; the reference and the top are that part's own.
     *
     * @param values powers, then decibels
     * @param offset first value
     * @param length number of values
     * @throws IndexOutOfBoundsException if the range leaves the array
     * @throws IllegalArgumentException  if a power is not finite
     */
    public void applyInPlace(float[] values, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, values.length);
        Samples.checkFinite(values, offset, length, "power");
        convert(values, offset, length);
    }

    /** The same without the checks. */
    void convert(float[] values, int offset, int length) {
        if (config.offset() > 0) {
            add((float) config.offset(), values, offset, length);
        }
        toDecibels(values, offset, length);
        if (config.scale() == DecibelConfig.Scale.NATURAL_LOG) {
            multiply(NEPER_PER_DB, values, offset, length);
        }
    }

    private static void add(float summand, float[] values, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            values[i] += summand;
        }
    }

    private static void multiply(float factor, float[] values, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            values[i] *= factor;
        }
    }

    private void toDecibels(float[] values, int offset, int length) {
        boolean relative = config.topDb().isPresent() || config.reference() instanceof DecibelConfig.Max;
        float amin = (float) config.amin();
        float loudest = relative ? Math.max(amin, kernel.max(values, offset, length)) : 0;
        float zero = kernel.decibels(
                config.reference() instanceof DecibelConfig.Value value
                        ? Math.max(amin, (float) value.power())
                        : loudest);
        float floor = config.topDb().isPresent()
                ? kernel.decibels(loudest) - zero - (float) config.topDb().getAsDouble()
                : Float.NEGATIVE_INFINITY;
        kernel.apply(values, offset, length, amin, zero, floor);
    }
}
