package io.auricle.examples;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.features.Spectrogram;
import io.auricle.features.preset.Feature;
import io.auricle.features.preset.FeatureRequest;
import io.auricle.features.preset.Preset;
import io.auricle.npy.NpyArray;
import io.auricle.npy.NpyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
            completionCandidates = Candidates.Presets.class,
            description =
                    "Whose defaults to take: librosa, urbansound, torchaudio, kaldi or whisper. Default: ${DEFAULT-VALUE}.")
    private String preset;

    @Option(
            names = "--feature",
            defaultValue = "mel",
            paramLabel = "FEATURE",
            completionCandidates = Candidates.Features.class,
            description =
                    "mel, stft, mfcc, delta, pcen, centroid, bandwidth, rolloff, rms or zcr. Default: ${DEFAULT-VALUE}.")
    private String feature;

    @Option(
            names = "--sample-rate",
            paramLabel = "HZ",
            description = "Resample to this rate. Default: the preset's, or the file's.")
    private Integer sampleRateHz;

    @Option(
            names = "--db",
            description = "Decibels instead of power (mel and stft; a picture and the preset urbansound imply it).")
    private boolean decibels;

    @Mixin
    private MelOptions melOptions;

    @Mixin
    private DecibelOptions decibelOptions;

    @Option(names = "--n-mfcc", paramLabel = "N", description = "Cepstral coefficients (mfcc, delta). Default: 20.")
    private Integer coefficients;

    @Option(names = "--lifter", paramLabel = "L", description = "Lifter of the coefficients; 0 is none (mfcc, delta).")
    private Double lifter;

    @Option(
            names = "--delta-width",
            paramLabel = "N",
            description = "Frames that a derivative is fitted to (delta). Default: 9.")
    private Integer deltaWidth;

    @Option(names = "--delta-order", paramLabel = "N", description = "Order of the derivative (delta). Default: 1.")
    private Integer deltaOrder;

    @Override
    public Integer call() throws IOException {
        Checks.ending(spec, "--out", out, ".npy", ".png");
        Checks.usage(
                spec,
                sampleRateHz == null || sampleRateHz >= 1,
                "--sample-rate must be at least 1, got %d",
                sampleRateHz);
        FeatureRequest request = Checks.options(spec, this::request);
        AudioClip clip = isNpy(audio) ? samples(request) : read(request);
        Spectrogram result = compute(request, clip);
        if (isNpy(out)) {
            NpyFiles.write(out, NpyArray.of(result.rows(), result.frames(), result.values()));
        } else {
            Pictures.write(
                    out,
                    audio.getFileName().toString(),
                    result,
                    Preset.parse(preset),
                    Feature.parse(feature),
                    request,
                    clip.sampleRateHz());
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %s, %d rows x %d frames at %d Hz%n",
                        out, feature, result.rows(), result.frames(), clip.sampleRateHz());
        return 0;
    }

    private FeatureRequest request() {
        Feature wanted = Feature.parse(feature);
        Preset defaults = Preset.parse(preset);
        FeatureRequest.Builder request = FeatureRequest.builder(defaults).feature(wanted);
        boolean picture = !isNpy(out) && (wanted == Feature.MEL || wanted == Feature.STFT);
        if (decibels || picture && defaults != Preset.KALDI && defaults != Preset.WHISPER) {
            request.decibels(true);
        }
        melOptions.applyTo(request);
        decibelOptions.applyTo(request);
        given(coefficients, request::coefficients);
        given(lifter, request::lifter);
        given(deltaWidth, request::deltaWidth);
        given(deltaOrder, request::deltaOrder);
        return request.build();
    }

    private AudioClip read(FeatureRequest request) throws IOException {
        AudioClip clip = AudioFiles.read(audio).toMono();
        int rate = sampleRateHz != null ? sampleRateHz : request.sampleRateHz().orElse(clip.sampleRateHz());
        return Checks.options(spec, () -> clip.resampledTo(rate));
    }

    private AudioClip samples(FeatureRequest request) throws IOException {
        NpyArray array = NpyFiles.read(audio);
        long columns = array.shape().size() == 1 ? 1 : array.shape().get(1);
        if (columns != 1) {
            throw new CommandFailedException(
                    audio + ": must hold mono samples, one dimension, got shape " + array.shape());
        }
        int rate = sampleRateHz != null ? sampleRateHz : request.sampleRateHz().orElse(LIBROSA_RATE_HZ);
        try {
            return AudioClip.ofMono(array.values(), rate);
        } catch (IllegalArgumentException e) { // of the sound: the rate was looked at before
            throw new CommandFailedException(audio + ": " + e.getMessage());
        }
    }

    private static boolean isNpy(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    }

    private static <T> void given(T value, Function<T, ?> setter) {
        if (value != null) {
            setter.apply(value);
        }
    }

    private Spectrogram compute(FeatureRequest request, AudioClip clip) {
        return Checks.options(spec, () -> {
            try {
                return request.compute(clip.channel(0), clip.sampleRateHz());
            } catch (IllegalArgumentException e) {
                if (e.getMessage().startsWith("samples ")) { // of the sound, not of the options
                    throw new CommandFailedException(audio + ": " + OptionWords.of(e.getMessage()));
                }
                throw e;
            }
        });
    }
}
