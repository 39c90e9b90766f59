package io.auricle.features.descriptor;

import static io.auricle.features.internal.Samples.checkSamples;
import static io.auricle.internal.Checks.check;

import io.auricle.features.MelConfig;
import io.auricle.features.MelSpectrogram;
import io.auricle.features.Spectrogram;
import java.util.Arrays;

/**
 * The input of OpenAI's Whisper models: 30 s as the logarithm of mel bands.
 *
 * <pre>{@code
 * Spectrogram input = WhisperLogMel.of(80).compute(clip.toMono().resampledTo(16_000).channel(0));
 * }</pre>
 *
 * <p><b>Shape.</b> 80 (128 for large-v3) x 3000, always: a shorter signal is followed by zeros, and of a longer one the first
 * 30 s count, as {@code pad_or_trim} does. <b>Units.</b> Samples at 16 000 Hz, nominally in [-1, 1]; {@code (log10 + 4) / 4},
 * not lower than 8 decades below the loudest. <b>Follows</b> {@code whisper.log_mel_spectrogram}. <b>Threads.</b> Immutable,
 * share it. <b>Cost.</b> One result array a call.
 */
public final class WhisperLogMel {
    /** The only rate that Whisper knows, in hertz. */
    public static final int SAMPLE_RATE_HZ = 16_000;

    private static final int SAMPLES = 30 * SAMPLE_RATE_HZ;
    private static final int FRAMES = 3000;
    private static final double FLOOR = 1e-10;
    private static final double DECADES = 8;

    private final MelSpectrogram mel;

    private WhisperLogMel(MelSpectrogram mel) {
        this.mel = mel;
    }

    /**
     * Prepares the tables.
     *
     * @param melBands 80, or 128 for the model large-v3
     * @return the transform
     * @throws IllegalArgumentException if there is no model with so many bands
     */
    public static WhisperLogMel of(int melBands) {
        check(melBands == 80 || melBands == 128, "melBands must be 80 or 128 for Whisper, got %d", melBands);
        return new WhisperLogMel(MelSpectrogram.exact(
                MelConfig.whisper().toBuilder().melBands(melBands).build()));
    }

    /**
     * Computes the input of the model.
     *
     * @param samples the mono signal at 16 000 Hz, at least 1 sample, all finite
     * @return melBands x 3000
     * @throws IllegalArgumentException if a sample is NaN or infinite
     */
    public Spectrogram compute(float[] samples) {
        checkSamples(samples);
        Spectrogram power = mel.compute(Arrays.copyOf(samples, SAMPLES));
        float[] result = new float[power.rows() * FRAMES];
        double loudest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < result.length; i++) {
            // Whisper drops the last, 3001st frame.
            double decades = Math.log10(Math.max(FLOOR, power.at(i / FRAMES, i % FRAMES)));
            loudest = Math.max(loudest, decades);
            result[i] = (float) decades;
        }
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) ((Math.max(result[i], loudest - DECADES) + 4) / 4);
        }
        return Spectrogram.of(power.rows(), FRAMES, result);
    }
}
