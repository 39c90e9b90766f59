package io.auricle.features.descriptor;

import static io.auricle.features.internal.Samples.checkSamples;
import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.Padding;
import io.auricle.features.Spectrogram;
import io.auricle.features.internal.Framing;

/**
 * What frames say without a transform: how loud they are, and how often they change sign.
 *
 * <pre>{@code
 * Spectrogram loudness = SignalLevel.of(2048, 512, Padding.ZERO).rms(samples);
 * }</pre>
 *
 * <p><b>Shape.</b> 1 x frames. <b>Units.</b> Root mean square in the samples' unit; sign changes per sample. <b>Follows</b>
 * {@code librosa.feature.rms} and {@code zero_crossing_rate} 0.11. <b>Threads.</b> Immutable, share it. <b>Cost.</b>
 * frameLength operations a frame.
 */
public final class SignalLevel {
    /** Samples up to this size have no sign of their own: they count as positive. */
    private static final float SILENCE = 1e-10f;

    private final Framing framing;

    private SignalLevel(Framing framing) {
        this.framing = framing;
    }

    /**
     * Takes the frames' layout.
     *
     * @param frameLength samples of a frame, at least 1; librosa's default is 2048
     * @param hopLength   samples from one frame to the next, at least 1; librosa's default is 512
     * @param padding     what surrounds the signal; librosa's default is {@link Padding#ZERO}. {@link #zeroCrossingRate} repeats
     *     the first and last sample instead, wherever there is padding, as librosa does
     * @return the measures
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static SignalLevel of(int frameLength, int hopLength, Padding padding) {
        check(frameLength >= 1, "frameLength must be at least 1, got %d", frameLength);
        check(hopLength >= 1, "hopLength must be at least 1, got %d", hopLength);
        requireNonNull(padding, "padding");
        int margin = padding == Padding.NONE ? 0 : frameLength / 2;
        return new SignalLevel(new Framing(frameLength, hopLength, margin, padding == Padding.REFLECT));
    }

    /**
     * The root mean square of each frame.
     *
     * @param samples the mono signal, at least 1 sample, all finite
     * @return 1 x frames
     * @throws IllegalArgumentException if a sample is NaN or infinite, or there are too few for the padding
     */
    public Spectrogram rms(float[] samples) {
        checkSamples(samples);
        float[] result = new float[framing.frames(samples.length)];
        float[] frame = new float[framing.frameSamples()];
        for (int t = 0; t < result.length; t++) {
            framing.copyPadded(samples, 0, 0, samples.length, start(t), frame, frame.length);
            double sum = 0;
            for (float sample : frame) {
                sum += (double) sample * sample;
            }
            result[t] = (float) Math.sqrt(sum / frame.length);
        }
        return Spectrogram.of(1, result.length, result);
    }

    /**
     * The share of samples of each frame whose sign is not that of the sample before, within the frame.
     *
     * @param samples the mono signal, at least 1 sample, all finite
     * @return from 0 up to but without 1, 1 x frames
     * @throws IllegalArgumentException if a sample is NaN or infinite, or there are too few for one frame without padding
     */
    public Spectrogram zeroCrossingRate(float[] samples) {
        checkSamples(samples);
        Framing edges = new Framing(framing.frameSamples(), framing.hopLength(), framing.margin(), false);
        float[] result = new float[edges.frames(samples.length)];
        for (int t = 0; t < result.length; t++) {
            int crossings = 0;
            boolean negative = negative(samples, start(t));
            for (int i = 1; i < framing.frameSamples(); i++) {
                boolean before = negative;
                negative = negative(samples, start(t) + i);
                crossings += negative == before ? 0 : 1;
            }
            result[t] = (float) ((double) crossings / framing.frameSamples());
        }
        return Spectrogram.of(1, result.length, result);
    }

    private static boolean negative(float[] samples, long position) {
        return samples[(int) Math.max(0, Math.min(samples.length - 1, position))] < -SILENCE;
    }

    private long start(int frame) {
        return (long) frame * framing.hopLength() - framing.margin();
    }
}
