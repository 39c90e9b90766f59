package io.auricle.examples;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.features.SignalTooShortException;
import io.auricle.features.Spectrogram;
import io.auricle.npy.NpyArray;
import io.auricle.npy.NpyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mel}: features of one file, as numbers or as a picture. */
@Command(
        name = "mel",
        description = "Writes features of a sound: .npy for numpy (float32, rows x frames), .png to look at.",
        footer = {
            "",
            "Example:  auricle mel street.wav --preset urbansound --out street.png",
            "          auricle mel street.wav --feature mfcc --n-mfcc 13 --out street.npy"
        })
final class MelCommand implements Callable<Integer> {

    /** The rate that librosa assumes where nobody says one. */
    private static final int LIBROSA_RATE_HZ = 22_050;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "AUDIO", description = "A sound file, or a .npy of mono samples at --sample-rate.")
    private Path audio;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "A .npy or a .png file.")
    private Path out;

    @Option(
            names = "--preset",
            defaultValue = "librosa",
            paramLabel = "PRESET",
            description = "Whose defaults to take: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private MelPreset preset;

    @Option(
            names = "--feature",
            defaultValue = "mel",
            paramLabel = "FEATURE",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private MelFeature feature;

    @Option(
            names = "--sample-rate",
            paramLabel = "HZ",
            description = "Resample to this rate. Default: the preset's, or the file's.")
    private Integer sampleRateHz;

    @Option(
            names = "--db",
            description =
                    "Decibels instead of power (mel and stft; a picture and the preset urbansound imply it; the preset"
                            + " yamnet gives natural logarithms).")
    private boolean decibels;

    @Mixin
    private MelOptions melOptions;

    @Mixin
    private DecibelOptions decibelOptions;

    @Mixin
    private CepstrumOptions cepstrumOptions;

    @Override
    public Integer call() throws IOException {
        Checks.ending(spec, "--out", out, ".npy", ".png");
        Checks.usage(
                spec,
                sampleRateHz == null || sampleRateHz >= 1,
                "--sample-rate must be at least 1, got %d",
                sampleRateHz);
        MelComputation computation = Checks.options(spec, this::computation);
        AudioClip clip = isNpy(audio) ? samples() : read();
        warnOfEmptyBands(Checks.options(spec, () -> computation.emptyBands(clip.sampleRateHz())));
        Spectrogram result = compute(computation, clip);
        if (isNpy(out)) {
            NpyFiles.write(out, NpyArray.of(result.rows(), result.frames(), result.values()));
        } else {
            Pictures.write(out, audio.getFileName().toString(), result, computation, clip.sampleRateHz());
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %s, %d rows x %d frames at %d Hz%n",
                        out, feature, result.rows(), result.frames(), clip.sampleRateHz());
        return 0;
    }

    private MelComputation computation() {
        boolean picture = !isNpy(out) && (feature == MelFeature.mel || feature == MelFeature.stft);
        return new MelComputation(preset, feature, decibels, picture, melOptions, decibelOptions, cepstrumOptions);
    }

    /** As librosa does: such bands say nothing, and a network that reads them learns nothing from them. */
    private void warnOfEmptyBands(int empty) {
        if (empty > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "auricle: warning: mel bands without an FFT bin stay 0: %d; raise --n-fft or lower --mels%n",
                            empty);
        }
    }

    private AudioClip read() throws IOException {
        AudioClip clip = AudioFiles.read(audio).toMono();
        int rate = sampleRateHz != null ? sampleRateHz : preset.sampleRateHz().orElse(clip.sampleRateHz());
        return Checks.options(spec, () -> clip.resampledTo(rate));
    }

    private AudioClip samples() throws IOException {
        NpyArray array = NpyFiles.read(audio);
        long columns = array.shape().size() == 1 ? 1 : array.shape().get(1);
        if (columns != 1) {
            throw new CommandFailedException(
                    audio + ": must hold mono samples, one dimension, got shape " + array.shape());
        }
        int rate = sampleRateHz != null ? sampleRateHz : preset.sampleRateHz().orElse(LIBROSA_RATE_HZ);
        try {
            return AudioClip.ofMono(array.values(), rate);
        } catch (IllegalArgumentException e) { // of the sound: the rate was looked at before
            throw new CommandFailedException(audio + ": " + e.getMessage());
        }
    }

    private static boolean isNpy(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    }

    private Spectrogram compute(MelComputation computation, AudioClip clip) {
        return Checks.options(spec, () -> {
            try {
                return computation.compute(clip.channel(0), clip.sampleRateHz());
            } catch (SignalTooShortException e) { // the sound is at fault, not an option
                throw new CommandFailedException(audio + ": " + OptionWords.of(e.getMessage()));
            }
        });
    }
}
