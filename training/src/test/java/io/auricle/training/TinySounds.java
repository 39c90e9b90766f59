package io.auricle.training;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.data.AudioDataset;
import io.auricle.data.Split;
import io.auricle.data.Splits;
import io.auricle.features.FrontEnd;
import io.auricle.testing.TestSounds;
import io.auricle.training.options.TrainingOptions;
import io.auricle.zoo.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Three classes of half-second sounds that a tiny network learns in a few epochs: hum, hiss and clicks. */
public final class TinySounds {
    private static final int RATE_HZ = 8000;
    private static final int SAMPLES = RATE_HZ / 2;

    private TinySounds() {}

    /** Writes so many clips of each class, one folder a class; equal seeds give equal files. */
    public static AudioDataset write(Path folder, int clipsPerClass) throws IOException {
        Random random = new Random(7);
        for (TestSounds.Kind kind : List.of(TestSounds.Kind.CLICKS, TestSounds.Kind.HISS, TestSounds.Kind.HUM)) {
            String label = kind.name().toLowerCase(Locale.ROOT);
            Files.createDirectories(folder.resolve(label));
            for (int i = 0; i < clipsPerClass; i++) {
                Path file = folder.resolve(label).resolve(label + i + ".wav");
                AudioFiles.writeWav(
                        file, AudioClip.ofMono(TestSounds.sound(kind, RATE_HZ, SAMPLES, 0.02, random), RATE_HZ));
            }
        }
        return AudioDataset.open(folder, AudioDataset.Options.defaults());
    }

    public static Split split(AudioDataset data) {
        return Splits.grouped(data.clips(), 0.2, 0.25, 1);
    }

    /** A front end of 16 bands by 33 frames. */
    public static FrontEnd frontEnd() {
        return FrontEnd.builder()
                .sampleRateHz(RATE_HZ)
                .windowSeconds(0.5)
                .hopSeconds(0.5)
                .mel(mel -> mel.sampleRateHz(RATE_HZ)
                        .fftSize(256)
                        .hopLength(128)
                        .melBands(16)
                        .maxHz(4000))
                .build();
    }

    /** Few epochs of the smallest network with one thread: a second or two. */
    public static TrainingOptions.Builder options() {
        return TrainingOptions.builder()
                .model(Architectures.CRNN)
                .input(i -> i.frontEnd(frontEnd()))
                .optimisation(o -> o.epochs(3).batch(8))
                .execution(e -> e.threads(1))
                .seed(1);
    }
}
