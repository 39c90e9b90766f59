package io.auricle.examples;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.examples.batch.SoundFiles;
import io.auricle.npy.NpyArray;
import io.auricle.npy.NpyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code decode}: the samples of a file, for Python or a look. */
@Command(
        name = "decode",
        description = "Writes a file's samples as float32, samples x channels.",
        footer = {"", "Example:  auricle decode street.wav --mono --sample-rate 22050 --out street.npy"})
final class DecodeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "AUDIO",
            description = "A sound file: WAV, AIFF, AU, CAF, FLAC, Ogg Vorbis or MP3; - is standard input.")
    private Path audio;

    @Option(names = "--out", required = true, paramLabel = "FILE.npy", description = "Where to write the samples.")
    private Path out;

    @Option(names = "--mono", description = "Mix all channels into one: their mean.")
    private boolean mono;

    @Option(names = "--sample-rate", paramLabel = "HZ", description = "Resample to this rate.")
    private Integer sampleRateHz;

    @Override
    public Integer call() throws IOException {
        Checks.ending(spec, "--out", out, ".npy");
        Checks.usage(
                spec,
                sampleRateHz == null || sampleRateHz >= 1,
                "--sample-rate must be at least 1, got %d",
                sampleRateHz);
        AudioClip clip = audio.equals(SoundFiles.STANDARD_INPUT)
                ? AudioFiles.read(System.in, "standard input")
                : AudioFiles.read(audio);
        if (mono && clip.cancelsInMono()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "auricle: warning: the channels are of opposite phase and cancel each other in mono: take one"
                                    + " of them instead (decode without --mono)");
        }
        clip = mono ? clip.toMono() : clip;
        clip = sampleRateHz == null ? clip : clip.resampledTo(sampleRateHz);
        NpyFiles.write(out, NpyArray.of(clip.samples(), clip.channels(), interleaved(clip)));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %d samples x %d channels at %d Hz%n",
                        out, clip.samples(), clip.channels(), clip.sampleRateHz());
        return 0;
    }

    private static float[] interleaved(AudioClip clip) {
        float[] samples = new float[Math.multiplyExact(clip.samples(), clip.channels())];
        for (int c = 0; c < clip.channels(); c++) {
            float[] channel = clip.channel(c);
            for (int i = 0; i < channel.length; i++) {
                samples[i * clip.channels() + c] = channel[i];
            }
        }
        return samples;
    }
}
