package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnCommandTest {
    private static final int RATE_HZ = 16_000;
    private static final int CLIPS = 12;

    @TempDir
    private Path folder;

    private Path sounds(String... labels) throws IOException {
        Path sounds = folder.resolve("sounds");
        for (int label = 0; label < labels.length; label++) {
            Path directory = Files.createDirectories(sounds.resolve(labels[label]));
            for (int i = 0; i < CLIPS; i++) {
                AudioFiles.writeWav(directory.resolve("take" + i + ".wav"), sound(label, i));
            }
        }
        return sounds;
    }

    /** A tone, noise or clicks of 1.2 s, a little different each time. */
    private static AudioClip sound(int label, int seed) {
        SplittableRandom random = new SplittableRandom(31 * label + seed);
        double step = 0.15 + 0.02 * random.nextDouble();
        float[] samples = new float[RATE_HZ * 6 / 5];
        for (int i = 0; i < samples.length; i++) {
            double noise = 2 * random.nextDouble() - 1;
            double value =
                    switch (label) {
                        case 0 -> 0.5 * Math.sin(step * i) + 0.01 * noise;
                        case 1 -> 0.3 * noise;
                        default -> i % 4000 < 40 ? 0.8 * noise : 0.005 * noise;
                    };
            samples[i] = (float) value;
        }
        return AudioClip.ofMono(samples, RATE_HZ);
    }

    @Test
    void learns_a_folder_and_says_by_cross_validation_how_well() throws IOException {
        Path model = folder.resolve("my.zip");

        Cli cli = Cli.run("learn", sounds("beep", "hiss", "click"), "--out", model);

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("mean over 5 folds by clip", "no threshold: too few wrong answers");
        assertThat(folder.resolve("my-report/crossvalidation/report.html")).isNotEmptyFile();
        Path unheard = folder.resolve("unheard.wav");
        AudioFiles.writeWav(unheard, sound(1, 99));
        assertThat(Cli.run("classify", model, unheard).out()).contains(unheard + ": hiss");
    }

    @Test
    void one_class_is_refused_and_no_model_is_written() throws IOException {
        Path model = folder.resolve("my.zip");

        Cli cli = Cli.run("learn", sounds("beep"), "--out", model);

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).contains("at least 2 classes");
        assertThat(model).doesNotExist();
    }

    @Test
    void a_model_that_exists_is_refused_and_stays_as_it_is() throws IOException {
        Path model = Files.writeString(folder.resolve("my.zip"), "mine");

        Cli cli = Cli.run("learn", sounds("beep", "hiss"), "--out", model);

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).contains(model + ": is there already");
        assertThat(Files.readString(model)).isEqualTo("mine");
    }
}
