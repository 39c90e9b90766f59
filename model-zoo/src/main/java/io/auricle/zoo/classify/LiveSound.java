package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.audio.Resampler;
import io.auricle.audio.StreamingResampler;
import io.auricle.features.WindowCutter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * Sound that comes in blocks and never ends, and the labels heard in it; made by {@link SoundClassifier#listen}.
 *
 * <pre>{@code
 * LiveSound live = classifier.listen(44_100, LiveSound.Options.defaults(), change -> System.out.println(change));
 * while (microphone.isOpen()) {
 *     live.push(microphone.nextBlock());                               // [channel][sample], in [-1, 1]
 * }
 * }</pre>
 *
 * <p>A window is answered every {@code hopSeconds}; the mean of the last few answers decides the label, and the listener is told when it
 * changes: at the first window, and from then on whenever another label leads, or the leading one falls below the model's threshold or
 * rises above it again. <b>Threads.</b> One at a time; many of them share a classifier. <b>Cost.</b> Memory for one window.
 */
public final class LiveSound {
    private final SoundClassifier classifier;
    private final Options options;
    private final Listener listener;
    private final WindowCutter cutter;
    private final StreamingResampler resampler;
    private final Deque<float[]> recent = new ArrayDeque<>();
    private float[] mono = new float[0];
    private Prediction current;

    /**
     * How often to answer and how much to smooth.
     *
     * @param hopSeconds      from the start of one window to the next, in seconds; at least one sample; 0.5 by default
     * @param smoothedWindows how many answers are averaged, at least 1; 3 by default
     */
    public record Options(double hopSeconds, int smoothedWindows) {
        /**
         * Checks the numbers.
         *
         * @param hopSeconds      above 0
         * @param smoothedWindows at least 1
         * @throws IllegalArgumentException if one is out of range
         */
        public Options {
            check(hopSeconds > 0, "hopSeconds must be above 0, got %s", hopSeconds);
            check(smoothedWindows >= 1, "smoothedWindows must be at least 1, got %d", smoothedWindows);
        }

        /** {@return an answer every half second, smoothed over three} */
        public static Options defaults() {
            return new Options(0.5, 3);
        }
    }

    /** Is told what is heard. */
    public interface Listener {
        /**
         * Another label is heard, or the same one with another certainty.
         *
         * @param change what is heard from now on
         */
        void changed(Change change);

        /**
         * A window was answered; does nothing unless overridden.
         *
         * @param window what was heard in it, not smoothed
         */
        default void heard(Segment window) {}

        /**
         * What is heard now, told after every window, changed or not; does nothing unless overridden.
         *
         * @param now smoothed
         */
        default void current(Change now) {}
    }

    /**
     * What is heard from a moment on.
     *
     * @param atSeconds  end of the window that decided it, in seconds of sound from the start
     * @param prediction smoothed
     */
    public record Change(double atSeconds, Prediction prediction) {}

    LiveSound(SoundClassifier classifier, int sampleRateHz, Options options, Listener listener) {
        Windows.checkRate("live sound", sampleRateHz);
        this.classifier = classifier;
        this.options = requireNonNull(options, "options");
        this.listener = requireNonNull(listener, "listener");
        int rate = classifier.frontEnd().sampleRateHz();
        this.resampler = sampleRateHz == rate ? null : Resampler.of(sampleRateHz, rate).stream();
        this.cutter = WindowCutter.of(classifier.frontEnd(), classifier.hopSamples(options.hopSeconds()), this::hear);
    }

    /**
     * Takes the next block.
     *
     * @param block {@code [channel][sample]}, at least one channel, all of one length; finite, nominally in [-1, 1]
     * @throws IllegalArgumentException if channels differ in length or a sample is not finite
     */
    public void push(float[][] block) {
        check(block.length >= 1, "block must have at least 1 channel, got 0");
        for (float[] channel : block) {
            check(
                    channel.length == block[0].length,
                    "channels of a block must have equal lengths, got %d and %d",
                    block[0].length,
                    channel.length);
        }
        push(block, 0, block[0].length);
    }

    /**
     * Takes the next samples from a part of a block.
     *
     * @param block  {@code [channel][sample]}, at least one channel; finite in the part, nominally in [-1, 1]
     * @param offset first sample of the part
     * @param count  samples of the part
     * @throws IndexOutOfBoundsException if a channel does not reach so far
     * @throws IllegalArgumentException  if a sample is not finite
     */
    public void push(float[][] block, int offset, int count) {
        check(block.length >= 1, "block must have at least 1 channel, got 0");
        mix(block, offset, count);
        if (resampler == null) {
            cutter.feed(mono, 0, count);
        } else {
            float[] samples = resampler.feed(mono, 0, count);
            cutter.feed(samples, 0, samples.length);
        }
    }

    private void mix(float[][] block, int offset, int count) {
        if (mono.length < count) {
            mono = new float[count];
        }
        for (float[] channel : block) {
            Objects.checkFromIndexSize(offset, count, channel.length);
        }
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (float[] channel : block) {
                sum += channel[offset + i];
            }
            if (!Float.isFinite(sum)) {
                throw new IllegalArgumentException("samples must be finite, got " + sum + " at index " + (offset + i));
            }
            mono[i] = sum / block.length;
        }
    }

    private void hear(float[] window, long firstSample) {
        float[] answer = classifier.answer(window);
        double rate = classifier.frontEnd().sampleRateHz();
        double end = (firstSample + window.length) / rate;
        listener.heard(new Segment(firstSample / rate, end, classifier.prediction(answer)));
        recent.addLast(answer);
        if (recent.size() > options.smoothedWindows()) {
            recent.removeFirst();
        }
        Prediction smoothed = smoothed();
        if (current == null || !smoothed.label().equals(current.label()) || smoothed.sure() != current.sure()) {
            current = smoothed;
            listener.changed(new Change(end, smoothed));
        }
        listener.current(new Change(end, smoothed));
    }

    private Prediction smoothed() {
        MeanAnswer mean = new MeanAnswer(classifier.labels().size());
        recent.forEach(mean::add);
        return classifier.prediction(mean.get());
    }
}
