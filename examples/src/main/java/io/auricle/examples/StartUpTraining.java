package io.auricle.examples;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Runs the short commands once, so that the JVM can archive the classes that they load; the launcher calls it after a build. */
final class StartUpTraining {
    private static final int RATE_HZ = 44_100;
    private static final int SECONDS = 5;

    private StartUpTraining() {}

    /**
     * Runs the commands on a synthesised clip in a temporary folder, which is deleted afterwards.
     *
     * @param args none
     * @throws IOException if the folder cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("auricle-start-up");
        int failed = 0;
        try {
            for (List<String> command : commands(folder)) {
                failed += run(command) == 0 ? 0 : 1;
            }
        } finally {
            delete(folder);
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    private static List<List<String>> commands(Path folder) throws IOException {
        Path sound = folder.resolve("noise.wav");
        AudioFiles.writeWav(sound, noise());
        String picture = folder.resolve("noise.png").toString();
        String decoded = folder.resolve("noise.npy").toString();
        return List.of(
                List.of("--help"),
                List.of("mel", sound.toString(), "--db", "--out", picture),
                List.of("decode", sound.toString(), "--out", decoded),
                List.of("classify", "pretrained", sound.toString()),
                List.of("classify", "pretrained", sound.toString(), "--json"));
    }

    private static int run(List<String> command) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return Main.run(nowhere, nowhere, command.toArray(String[]::new));
    }

    private static AudioClip noise() {
        SplittableRandom random = new SplittableRandom(1);
        float[] samples = new float[RATE_HZ * SECONDS];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (random.nextDouble() - 0.5);
        }
        return AudioClip.ofMono(samples, RATE_HZ);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
