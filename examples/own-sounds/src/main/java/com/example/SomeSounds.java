package com.example;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** For those without sounds at hand: makes a folder each of kettles, doorbells and taps, 4 s a clip. SomeSounds SOUNDS. */
public class SomeSounds {
    private static final int RATE = 22_050;
    private static final int CLIPS = 24;

    public static void main(String[] args) throws IOException {
        Random random = new Random(1);
        for (String kind : new String[] {"doorbell", "kettle", "tap"}) {
            Path folder = Files.createDirectories(Path.of(args[0], kind));
            for (int clip = 0; clip < CLIPS; clip++) {
                Path file = folder.resolve(kind + "-" + clip + ".wav");
                AudioFiles.writeWav(file, AudioClip.ofMono(sound(kind, random), RATE));
            }
        }
    }

    private static float[] sound(String kind, Random random) {
        double hertz = 500 + 700 * random.nextDouble();
        double start = 2 * random.nextDouble();
        float[] samples = new float[4 * RATE];
        for (int i = 0; i < samples.length; i++) {
            double t = (double) i / RATE;
            double hiss = 0.01 * random.nextGaussian();
            samples[i] = (float) switch (kind) {
                case "doorbell" -> hiss + ding(t - start, hertz) + ding(t - start - 0.7, hertz * 0.8);
                case "kettle" -> hiss * (1 + t) + 0.1 * t * Math.sin(2 * Math.PI * hertz * (2 + 0.05 * t) * t);
                default -> hiss + (Math.sin(2 * Math.PI * 5 * (t + start)) > 0.95 ? 0.1 * random.nextGaussian() : 0);
            };
        }
        return samples;
    }

    /** A struck bar that dies away. */
    private static double ding(double t, double hertz) {
        return t < 0 ? 0 : 0.4 * Math.exp(-3 * t) * Math.sin(2 * Math.PI * hertz * t);
    }
}
