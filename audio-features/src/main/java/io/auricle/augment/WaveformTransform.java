package io.auricle.augment;

import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioClip;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A change of a mono signal whose amount is drawn at random.
 *
 * <pre>{@code
 * float[] higher = new PitchShift(-2, 2).apply(samples, 22_050, new SplittableRandom(7));
 * Augmentation both = Augmentation.none().withWaveform(new PitchShift(-2, 2).withProbability(0.5), new Gain(-6, 6));
 * }</pre>
 *
 * <p>The same signal and the same state of the generator give the same result. The signal itself is not changed, and a
 * result may go beyond [-1, 1].
 *
 * <p><b>Threads.</b> Implementations here are immutable; the generator belongs to one thread.
 */
public non-sealed interface WaveformTransform extends Transform {
    /**
     * Changes a signal.
     *
     * @param samples      mono, finite; not changed
     * @param sampleRateHz its rate, in hertz; at least 1
     * @param random       decides how much
     * @return a new array; each implementation says how long. A training accepts only the length that it passed in
     * @throws IllegalArgumentException if a sample is not finite or the rate is below 1
     */
    float[] apply(float[] samples, int sampleRateHz, RandomGenerator random);

    /**
     * Changes every channel of a clip by the same amount.
     *
     * @param clip   the sound
     * @param random decides how much, once for all channels
     * @return a new clip of the same rate
     */
    default AudioClip apply(AudioClip clip, RandomGenerator random) {
        requireNonNull(clip, "clip");
        long seed = requireNonNull(random, "random").nextLong();
        var channels = new float[clip.channels()][];
        for (int c = 0; c < channels.length; c++) {
            channels[c] = apply(clip.channel(c), clip.sampleRateHz(), new SplittableRandom(seed));
        }
        return AudioClip.of(channels, clip.sampleRateHz());
    }

    /**
     * Makes this happen only sometimes.
     *
     * @param probability from 0 (never) to 1 (always)
     * @return a transform that otherwise gives a copy
     * @throws IllegalArgumentException if the probability is outside [0, 1]
     */
    default WaveformTransform withProbability(double probability) {
        return new Sometimes(probability, this);
    }
}
