package io.auricle.examples;

import io.auricle.features.ClipEnd;
import io.auricle.features.FrontEnd;
import io.auricle.features.ShortClip;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a front end; what is not given keeps the preset's value. */
final class FrontEndOptions {

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            description = "Where unset front-end options come from: urbansound (the notebook's: n_fft 4096, 128 bands),"
                    + " compact (n_fft 1024, 64 bands) or yamnet (16 kHz, 0.975 s, 64 bands).")
    private Preset preset;

    @Option(names = "--sample-rate", paramLabel = "HZ", description = "Rate that clips are resampled to.")
    private Integer sampleRateHz;

    @Option(names = "--window-seconds", paramLabel = "S", description = "Length of a window.")
    private Double windowSeconds;

    @Option(
            names = "--window-hop-seconds",
            paramLabel = "S",
            description = "From the start of a window to the next one's.")
    private Double hopSeconds;

    @Option(
            names = "--short-clips",
            paramLabel = "HOW",
            description = "A clip below a window: ${COMPLETION-CANDIDATES}.")
    private Short shortClips;

    @Option(
            names = "--clip-ends",
            paramLabel = "HOW",
            description = "Samples behind a clip's last whole window: ${COMPLETION-CANDIDATES}.")
    private End clipEnds;

    @Mixin
    private MelOptions mel;

    @Mixin
    private DecibelOptions decibels;

    /** Words for the front ends that there are. */
    enum Preset {
        urbansound,
        compact,
        yamnet;

        FrontEnd frontEnd() {
            return switch (this) {
                case urbansound -> FrontEnd.urbanSound();
                case compact -> FrontEnd.compact();
                case yamnet -> FrontEnd.yamnet();
            };
        }
    }

    /** What to do with the samples behind the last window that fits. */
    enum End {
        drop(ClipEnd.DROP),
        align(ClipEnd.ALIGN);

        private final ClipEnd value;

        End(ClipEnd value) {
            this.value = value;
        }
    }

    /** What to do with a clip that is shorter than a window. */
    enum Short {
        pad(ShortClip.PAD),
        repeat(ShortClip.REPEAT),
        drop(ShortClip.DROP);

        private final ShortClip value;

        Short(ShortClip value) {
            this.value = value;
        }
    }

    /**
     * Makes the front end.
     *
     * @param otherwise the one to start from unless a preset was named
     * @return the front end with every given option applied
     */
    FrontEnd frontEnd(FrontEnd otherwise) {
        FrontEnd start = Optional.ofNullable(preset).map(Preset::frontEnd).orElse(otherwise);
        FrontEnd.Builder builder = start.toBuilder();
        if (sampleRateHz != null) {
            builder.sampleRateHz(sampleRateHz);
        }
        if (windowSeconds != null) {
            builder.windowSeconds(windowSeconds);
            // Windows that follow each other without a gap, as both presets have them, unless told otherwise.
            builder.hopSeconds(windowSeconds);
        }
        if (hopSeconds != null) {
            builder.hopSeconds(hopSeconds);
        }
        if (shortClips != null) {
            builder.shortClip(shortClips.value);
        }
        if (clipEnds != null) {
            builder.clipEnd(clipEnds.value);
        }
        return builder.mel(settings ->
                        mel.applyTo(settings.stft(mel.applyTo(start.mel().stft()))))
                .decibels(decibels.applyTo(start.decibels().toBuilder()).build())
                .build();
    }
}
