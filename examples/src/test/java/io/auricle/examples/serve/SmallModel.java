package io.auricle.examples.serve;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.features.FrontEnd;
import io.auricle.testing.TestSounds;
import io.auricle.zoo.Crnn;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A network that never learned anything, but answers in a millisecond, and sounds for it. */
public final class SmallModel {

    static final int RATE_HZ = 8_000;
    static final List<String> LABELS = List.of("siren", "dog_bark", "jackhammer");

    private static final FrontEnd FRONT_END = FrontEnd.builder()
            .sampleRateHz(RATE_HZ)
            .windowSeconds(0.5)
            .mel(mel -> mel.fftSize(512).hopLength(256).melBands(16))
            .build();

    private SmallModel() {}

    private static SoundModel model() {
        Crnn.Builder network = Crnn.builder()
                .filters(3, 4)
                .timePoolings(1)
                .lstmUnits(3)
                .frontEnd(FRONT_END)
                .classes(LABELS.size())
                .seed(5);
        return SoundModel.of(
                network.build().init(),
                FRONT_END,
                LABELS,
                new Standardizer(-41.5, 17.25),
                Map.of("seed", 5),
                OptionalDouble.of(0.3));
    }

    static SoundClassifier classifier() {
        return SoundClassifier.of(model(), SoundClassifier.Options.defaults());
    }

    /** Writes the model to a folder. */
    public static Path in(Path folder) throws IOException {
        Path file = folder.resolve("small.zip");
        ModelFile.writeForUse(file, model());
        return file;
    }

    /** A rising tone with a little noise, as a WAV file. */
    public static byte[] wav(double seconds) throws IOException {
        float[] samples = TestSounds.chirp(RATE_HZ, (int) (seconds * RATE_HZ));
        Path file = Files.createTempFile("tone", ".wav");
        try {
            AudioFiles.writeWav(file, AudioClip.ofMono(samples, RATE_HZ));
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    /** A sound of the test resources. */
    static byte[] resource(String name) throws IOException {
        try (var in = SmallModel.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
