package io.auricle.features;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioClip;
import io.auricle.features.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * every {@link #hopSamples()} samples, as long as it fits. What is left at the end of a clip that gave a window is dropped, or
 * one more window ends with the clip. A clip shorter than one window is padded with zeros, repeated from its start, or dropped.
 *
 * <p><b>Shape.</b> {@link #bands()} x {@link #frames()} a window. <b>Units.</b> Decibels or natural logarithms. <b>Follows</b>
 * {@code librosa.power_to_db(librosa.feature.melspectrogram(...))} 0.11, for each window on its own. <b>Threads.</b> Immutable, share
 * it. <b>Cost.</b> {@link #spectrograms} prepares its tables at each call; many clips go through one {@link #extractor()} a
 * thread.
 *
 * @param sampleRateHz  rate that clips are brought to, in hertz; at least 1
 * @param windowSeconds length of a window, in seconds; {@code round(windowSeconds * sampleRateHz)} samples, at least 1
 * @param hopSeconds    from the start of one window to the next, in seconds, above 0; unset in the builder: windowSeconds
 * @param shortClip     what becomes of a clip shorter than a window
 * @param clipEnd       what becomes of the samples behind the last window that fits
 * @param mel           how samples become mel bands; its rate is sampleRateHz
 * @param decibels      how powers become decibels or natural logarithms; reference and top are each window's own
 */
public record FrontEnd(
        int sampleRateHz,
        double windowSeconds,
        double hopSeconds,
        ShortClip shortClip,
        ClipEnd clipEnd,
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
     * @param clipEnd       what becomes of the samples behind the last window that fits
     * @param mel           how samples become mel bands
     * @param decibels      how powers become decibels
     * @throws IllegalArgumentException if a number is out of its range, or two settings contradict each other
     */
    public FrontEnd {
        requireNonNull(shortClip, "shortClip");
        requireNonNull(clipEnd, "clipEnd");
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
     * The front end of YAMNet: 16 000 Hz, windows of 0.975 s every 0.48 s, frames of 25 ms every 10 ms without padding, FFT 512
     * with zeros behind the frame, magnitude, 64 bands from 125 to 7500 Hz with slopes straight over HTK's mels, {@code ln(mel +
     * 0.001)}; short clips padded.
     *
     * @return the preset; 64 bands x 96 frames
     */
    public static FrontEnd yamnet() {
        return builder()
                .sampleRateHz(16_000)
                .windowSeconds(0.975)
                .hopSeconds(0.48)
                .mel(MelConfig.yamnet())
                .decibels(DecibelConfig.builder()
                        .noTopDb()
                        .offset(0.001)
                        .scale(DecibelConfig.Scale.NATURAL_LOG)
                        .build())
                .build();
    }

    /**
     * Starts from 22 050 Hz, windows of 4 s end to end, short clips padded, clip ends dropped, and librosa's defaults.
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
                .clipEnd(clipEnd)
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
        List<float[]> windows = new ArrayList<>();
        WindowCutter cutter = WindowCutter.of(this, (window, firstSample) -> windows.add(window.clone()));
        cutter.feed(samples, 0, samples.length);
        cutter.finish();
        return List.copyOf(windows);
    }

    /**
     * Joins consecutive windows: for networks that read several at once.
     *
     * @param windows how many; at least 1
     * @return a front end whose window is as long as that many of these, {@code hopSeconds} apart, and which moves on by all of them; for
     *     1 this one
     * @throws IllegalArgumentException if windows is below 1, or the whole is longer than an hour
     */
    public FrontEnd spanning(int windows) {
        check(windows >= 1, "windows must be at least 1, got %d", windows);
        if (windows == 1) {
            return this;
        }
        double samples = windowSamples() + (windows - 1.0) * hopSamples();
        return toBuilder()
                .windowSeconds(samples / sampleRateHz)
                .hopSeconds((double) windows * hopSamples() / sampleRateHz)
                .build();
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
     * @return one spectrogram a window, as {@link #windows} orders them
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
     * @return one line, of version 1 if that version can say it all, else of version 2; {@link #fromJson} gives an equal front
     *     end
     */
    public String toJson() {
        return Json.write(toMap());
    }

    /**
     * Writes every setting into a map, for a document that holds a front end among other things.
     *
     * @return text, numbers, lists and maps by name, in a new map; {@link #fromMap} gives an equal front end
     */
    public Map<String, Object> toMap() {
        return FrontEndMap.write(this);
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
        return FrontEndMap.read(Json.parse(requireNonNull(json, "json")));
    }

    /**
     * Reads what {@link #toMap()} wrote, or the same out of a parsed document.
     *
     * @param map text, numbers of any type, lists and maps
     * @return the front end
     * @throws IllegalArgumentException if a key is missing, unknown or of a wrong type, or the version is not known, or a
     *     setting is out of its range; the text names it
     */
    public static FrontEnd fromMap(Map<String, Object> map) {
        return FrontEndMap.read(requireNonNull(map, "map"));
    }

    /** Makes a {@link FrontEnd}. */
    public static final class Builder {
        private int sampleRateHz = 22_050;
        private double windowSeconds = 4;
        private OptionalDouble hopSeconds = OptionalDouble.empty();
        private ShortClip shortClip = ShortClip.PAD;
        private ClipEnd clipEnd = ClipEnd.DROP;
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
         * Sets what becomes of the samples behind the last window that fits into a clip.
         *
         * @param value the policy
         * @return this
         */
        public Builder clipEnd(ClipEnd value) {
            clipEnd = value;
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
         * Sets how powers become decibels or natural logarithms.
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
                    sampleRateHz,
                    windowSeconds,
                    hopSeconds.orElse(windowSeconds),
                    shortClip,
                    clipEnd,
                    mel.build(),
                    decibels);
        }
    }
}
