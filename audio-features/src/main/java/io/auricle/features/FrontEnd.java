package io.auricle.features;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * Everything between a clip and a network's input: rate, windows, mel bands, decibels. Training writes it into the model file,
 * prediction reads it from there.
 *
 * <pre>{@code
 * FrontEnd frontEnd = FrontEnd.urbanSound();
 * List<Spectrogram> input = frontEnd.spectrograms(AudioFiles.read(path));
 * FrontEnd same = FrontEnd.fromJson(frontEnd.toJson());
 * }</pre>
 *
 * <p>A clip is mixed to mono, resampled, and cut from its first sample on: a window of {@link #windowSamples()} samples starts
 * every {@link #hopSamples()} samples, as long as it fits. What is left at the end of a clip that gave a window is not used. A
 * clip shorter than one window is padded with zeros, repeated from its start, or dropped.
 *
 * <p><b>Shape.</b> {@link #bands()} x {@link #frames()} a window. <b>Units.</b> Decibels. <b>Follows</b> {@code
 * librosa.power_to_db(librosa.feature.melspectrogram(...))} 0.11, for each window on its own. <b>Threads.</b> Immutable, share
 * it. <b>Cost.</b> {@link #spectrograms} prepares its tables at each call; many clips go through one {@link #extractor()} a
 * thread.
 *
 * @param sampleRateHz  rate that clips are brought to, in hertz; at least 1
 * @param windowSeconds length of a window, in seconds; {@code round(windowSeconds * sampleRateHz)} samples, at least 1
 * @param hopSeconds    from the start of one window to the next, in seconds, above 0; unset in the builder: windowSeconds
 * @param shortClip     what becomes of a clip shorter than a window
 * @param mel           how samples become mel bands; its rate is sampleRateHz
 * @param decibels      how powers become decibels; reference and top are each window's own
 */
public record FrontEnd(
        int sampleRateHz,
        double windowSeconds,
        double hopSeconds,
        ShortClip shortClip,
        MelConfig mel,
        DecibelConfig decibels) {
    private static final double MAX_SECONDS = 3600;

    /**
     * Checks the settings.
     *
     * @param sampleRateHz  at least 1, and the rate of mel
     * @param windowSeconds above 0, at most an hour; at least 1 sample, and what mel's padding needs
     * @param hopSeconds    above 0, at most an hour; at least 1 sample
     * @param shortClip     what becomes of a clip shorter than a window
     * @param mel           how samples become mel bands
     * @param decibels      how powers become decibels
     * @throws IllegalArgumentException if a number is out of its range, or two settings contradict each other
     */
    public FrontEnd {
        requireNonNull(shortClip, "shortClip");
        requireNonNull(mel, "mel");
        requireNonNull(decibels, "decibels");
        check(sampleRateHz >= 1, "sampleRateHz must be at least 1, got %d", sampleRateHz);
        check(
                mel.sampleRateHz() == sampleRateHz,
                "mel.sampleRateHz must be the front end's sampleRateHz = %d, got %d",
                sampleRateHz,
                mel.sampleRateHz());
        checkSeconds("windowSeconds", windowSeconds, sampleRateHz);
        checkSeconds("hopSeconds", hopSeconds, sampleRateHz);
        checkValues(mel, samples(windowSeconds, sampleRateHz));
    }

    private static void checkSeconds(String name, double seconds, int rate) {
        check(seconds > 0 && seconds <= MAX_SECONDS, "%s must be in (0, %s], got %s", name, MAX_SECONDS, seconds);
        check(
                Math.rint(seconds * rate) >= 1 && seconds * rate <= Integer.MAX_VALUE / 2,
                "%s must be 1 to %d samples at %d Hz, got %s",
                name,
                Integer.MAX_VALUE / 2,
                rate,
                seconds);
    }

    private static void checkValues(MelConfig mel, int windowSamples) {
        long values = (long) mel.melBands() * mel.stft().frames(windowSamples);
        check(
                values <= Integer.MAX_VALUE / 2,
                "bands x frames must be at most %d values a window, got %d",
                Integer.MAX_VALUE / 2,
                values);
    }

    private static int samples(double seconds, int rate) {
        return (int) Math.round(seconds * rate);
    }

    /**
     * The notebook's front end: 22 050 Hz, windows of 4 s, FFT 4096, hop 512, 128 bands from 0 to 8000 Hz, decibels below each
     * window's loudest value, at most 80; short clips padded.
     *
     * @return the preset; 128 bands x 173 frames
     */
    public static FrontEnd urbanSound() {
        return builder()
                .mel(mel -> mel.fftSize(4096).maxHz(8000))
                .decibels(DecibelConfig.builder().referenceMax().build())
                .build();
    }

    /**
     * A small front end: 22 050 Hz, windows of 4 s, FFT 1024, hop 512, 64 bands from 0 to 11 025 Hz, decibels relative to power
     * 1 down to {@code amin}, so that a frame's values depend on nothing outside it; short clips padded.
     *
     * @return the preset; 64 bands x 173 frames
     */
    public static FrontEnd compact() {
        return builder()
                .mel(mel -> mel.fftSize(1024).melBands(64))
                .decibels(DecibelConfig.builder().noTopDb().build())
                .build();
    }

    /**
     * Starts from 22 050 Hz, windows of 4 s end to end, short clips padded, and librosa's defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from these settings; windows that lie end to end stay so when their length is changed.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = builder()
                .mel(mel)
                .sampleRateHz(sampleRateHz)
                .windowSeconds(windowSeconds)
                .shortClip(shortClip)
                .decibels(decibels);
        return hopSeconds == windowSeconds ? builder : builder.hopSeconds(hopSeconds);
    }

    /**
     * The length of a window.
     *
     * @return samples, {@code round(windowSeconds * sampleRateHz)}
     */
    public int windowSamples() {
        return samples(windowSeconds, sampleRateHz);
    }

    /**
     * From the start of one window to the next.
     *
     * @return samples, {@code round(hopSeconds * sampleRateHz)}
     */
    public int hopSamples() {
        return samples(hopSeconds, sampleRateHz);
    }

    /**
     * Rows of the network's input.
     *
     * @return mel bands
     */
    public int bands() {
        return mel.melBands();
    }

    /**
     * Columns of the network's input.
     *
     * @return frames of a window
     */
    public int frames() {
        return mel.stft().frames(windowSamples());
    }

    /**
     * Cuts a clip into windows.
     *
     * @param clip any channels, any rate
     * @return windows of exactly {@link #windowSamples()} samples, in order; empty only for a short clip where those are dropped
     */
    public List<float[]> windows(AudioClip clip) {
        float[] samples = clip.toMono().resampledTo(sampleRateHz).channel(0);
        int length = windowSamples();
        if (samples.length < length) {
            return shortClip == ShortClip.DROP ? List.of() : List.of(lengthen(samples, length));
        }
        List<float[]> windows = new ArrayList<>();
        for (long from = 0; from + length <= samples.length; from += hopSamples()) {
            windows.add(Arrays.copyOfRange(samples, (int) from, (int) from + length));
        }
        return List.copyOf(windows);
    }

    private float[] lengthen(float[] samples, int length) {
        float[] window = Arrays.copyOf(samples, length);
        if (shortClip == ShortClip.REPEAT) {
            for (int i = samples.length; i < length; i++) {
                window[i] = window[i - samples.length];
            }
        }
        return window;
    }

    /**
     * Makes tables and scratch space for many windows.
     *
     * @return a new extractor, for one thread
     */
    public Extractor extractor() {
        return new Extractor(this);
    }

    /**
     * Cuts a clip into windows and computes each.
     *
     * @param clip any channels, any rate
     * @return one spectrogram a window, in decibels, as {@link #windows} orders them
     */
    public List<Spectrogram> spectrograms(AudioClip clip) {
        Extractor extractor = extractor();
        return windows(clip).stream()
                .map(window -> {
                    float[] values = new float[extractor.size()];
                    extractor.computeInto(window, values, 0);
                    return Spectrogram.wrap(bands(), frames(), values);
                })
                .toList();
    }

    /**
     * Writes every setting as JSON.
     *
     * @return one line; {@link #fromJson} gives an equal front end
     */
    public String toJson() {
        return FrontEndJson.write(this);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @param json the text
     * @return the front end
     * @throws IllegalArgumentException if it is not JSON, or a key is missing, unknown or of a wrong type, or the version is
     *     not known, or a setting is out of its range; the text names it
     */
    public static FrontEnd fromJson(String json) {
        return FrontEndJson.read(json);
    }

    /** Makes a {@link FrontEnd}. */
    public static final class Builder {
        private int sampleRateHz = 22_050;
        private double windowSeconds = 4;
        private OptionalDouble hopSeconds = OptionalDouble.empty();
        private ShortClip shortClip = ShortClip.PAD;
        private MelConfig.Builder mel = MelConfig.builder();
        private DecibelConfig decibels = DecibelConfig.builder().build();

        private Builder() {}

        /**
         * Sets the rate that clips are brought to, here and in the mel settings.
         *
         * @param value hertz, at least 1
         * @return this
         */
        public Builder sampleRateHz(int value) {
            sampleRateHz = value;
            mel.sampleRateHz(value);
            return this;
        }

        /**
         * Sets the length of a window.
         *
         * @param value seconds, above 0
         * @return this
         */
        public Builder windowSeconds(double value) {
            windowSeconds = value;
            return this;
        }

        /**
         * Sets the distance between windows; unset it is their length.
         *
         * @param value seconds, above 0
         * @return this
         */
        public Builder hopSeconds(double value) {
            hopSeconds = OptionalDouble.of(value);
            return this;
        }

        /**
         * Sets what becomes of a clip shorter than a window.
         *
         * @param value the policy
         * @return this
         */
        public Builder shortClip(ShortClip value) {
            shortClip = value;
            return this;
        }

        /**
         * Sets all mel settings; their rate must be the front end's.
         *
         * @param value the settings
         * @return this
         */
        public Builder mel(MelConfig value) {
            mel = value.toBuilder();
            return this;
        }

        /**
         * Changes some mel settings: {@code builder.mel(m -> m.melBands(64))}.
         *
         * @param change called with the mel settings so far
         * @return this
         */
        public Builder mel(UnaryOperator<MelConfig.Builder> change) {
            mel = requireNonNull(change.apply(mel), "mel");
            return this;
        }

        /**
         * Sets how powers become decibels.
         *
         * @param value the settings
         * @return this
         */
        public Builder decibels(DecibelConfig value) {
            decibels = value;
            return this;
        }

        /**
         * Checks and makes the front end.
         *
         * @return the front end
         * @throws IllegalArgumentException if a number is out of its range, or two settings contradict each other
         */
        public FrontEnd build() {
            return new FrontEnd(
                    sampleRateHz, windowSeconds, hopSeconds.orElse(windowSeconds), shortClip, mel.build(), decibels);
        }
    }
}
