package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Answers to sound that comes in blocks and never ends; made by {@link SoundClassifier#listen}.
 *
 * <pre>{@code
 * LiveSound live = classifier.listen(44_100, LiveSound.Options.defaults(), change -> System.out.println(change));
 * while (microphone.isOpen()) {
 *     live.push(microphone.nextBlock());                               // [channel][sample], in [-1, 1]
 * }
 * }</pre>
 *
 * <p>A window is answered every {@code hopSeconds}; the mean of the last few answers decides the label, and the listener is told when it
 * changes: at the first window, and from then on whenever another label leads, or other labels count as answers than before. <b>Threads.</b> One at a time; many of them share a classifier. <b>Cost.</b> Memory for one window.
 */
public final class LiveSound {
    private final SoundClassifier classifier;
    private final Options options;
    private final Listener listener;
    private final Cutting cutting;
    private final double seconds;
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

    /** Is told the answers. */
    public interface Listener {
        /**
         * Another label leads, or other labels count as answers.
         *
         * @param change the answer from now on
         */
        void changed(Change change);

        /**
         * A window was answered; does nothing unless overridden.
         *
         * @param window its answer, not smoothed
         */
        default void predicted(Segment window) {}

        /**
         * The answer as of now, told after every window, changed or not; does nothing unless overridden.
         *
         * @param now smoothed
         */
        default void current(Change now) {}
    }

    /**
     * The answer from a moment on.
     *
     * @param atSeconds  end of the window that decided it, in seconds of sound from the start
     * @param prediction smoothed
     */
    public record Change(double atSeconds, Prediction prediction) {}

    LiveSound(SoundClassifier classifier, int sampleRateHz, Options options, Listener listener) {
        Cutting.checkRate("live sound", sampleRateHz);
        this.classifier = classifier;
        this.options = requireNonNull(options, "options");
        this.listener = requireNonNull(listener, "listener");
        List<Lane> lanes = classifier.lanes(options.hopSeconds());
        this.seconds = lanes.get(Cutting.lead(lanes)).seconds();
        this.cutting = new Cutting(lanes, sampleRateHz, Cutting.windows(lanes), this::predict);
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
        cutting.feed(mono, 0, count);
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

    private void predict(float[][] samples, double startSeconds) {
        float[] answer = classifier.answer(samples);
        double end = startSeconds + seconds;
        listener.predicted(new Segment(startSeconds, end, classifier.prediction(answer)));
        recent.addLast(answer);
        if (recent.size() > options.smoothedWindows()) {
            recent.removeFirst();
        }
        Prediction smoothed = classifier.prediction(MeanAnswer.of((Iterable<float[]>) recent));
        if (current == null || differs(smoothed, current)) {
            current = smoothed;
            listener.changed(new Change(end, smoothed));
        }
        listener.current(new Change(end, smoothed));
    }

    /** Whether another label leads, or others count as answers. */
    private static boolean differs(Prediction now, Prediction before) {
        return !now.label().equals(before.label())
                || now.sure() != before.sure()
                || !Set.copyOf(now.labels()).equals(Set.copyOf(before.labels()));
    }
}
