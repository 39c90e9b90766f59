import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Two sounds to try it with, a second each: {@code MakeSounds FOLDER}. */
public final class MakeSounds {
    private static final int RATE_HZ = 22_050;

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Random random = new Random(1);
        float[] siren = new float[RATE_HZ];
        float[] rain = new float[RATE_HZ];
        for (int i = 0; i < RATE_HZ; i++) {
            double seconds = (double) i / RATE_HZ;
            siren[i] = (float) (0.5 * Math.sin(2 * Math.PI * 900 * seconds + 40 * Math.sin(2 * Math.PI * 3 * seconds)));
            rain[i] = (float) (0.2 * random.nextDouble() - 0.1);
        }
        AudioFiles.writeWav(folder.resolve("siren.wav"), AudioClip.ofMono(siren, RATE_HZ));
        AudioFiles.writeWav(folder.resolve("rain.wav"), AudioClip.ofMono(rain, RATE_HZ));
    }
}
