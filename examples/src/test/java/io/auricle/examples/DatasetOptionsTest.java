package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets that are found by what their folders hold, and what is said of them before a training. */
class DatasetOptionsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void make_class_folders() throws IOException {
        for (String name : new String[] {"bell", "tram"}) {
            Path sounds = Files.createDirectories(folder.resolve("own").resolve(name));
            for (int i = 0; i < 6; i++) {
                float[] samples = new float[8_000];
                java.util.Arrays.fill(samples, 0.1f * i);
                AudioFiles.writeWav(
                        sounds.resolve("line" + i / 2 + "_" + i + ".wav"), AudioClip.ofMono(samples, 8_000));
            }
        }
    }

    @Test
    void class_folders_are_found_without_a_layout() {
        assertThat(Cli.run("dataset", "info", folder.resolve("own")).out())
                .contains("(folders): 12 of 12 clips, 12 recordings");
        assertThat(Cli.run("dataset", "info", folder.resolve("own"), "--recording-pattern", "^(.+)_")
                        .out())
                .contains("12 of 12 clips, 3 recordings");
    }

    @Test
    void esc_50_is_found_without_a_layout() throws IOException {
        Files.createDirectories(folder.resolve("esc/meta"));
        Files.createDirectories(folder.resolve("esc/audio"));
        Files.copy(folder.resolve("own/bell/line0_0.wav"), folder.resolve("esc/audio/1-1-A-0.wav"));
        Files.writeString(
                folder.resolve("esc/meta/esc50.csv"),
                "filename,fold,target,category,esc10,src_file,take\n1-1-A-0.wav,1,0,dog,True,1,A\n");

        assertThat(Cli.run("dataset", "info", folder.resolve("esc")).out()).contains("(esc50): 1 of 1 clips");
        Cli validated = Cli.run("dataset", "validate", folder.resolve("esc"));
        assertThat(validated.out()).contains("fold 1, airplane: 8 published, 0 rows, 0 files");
    }

    @Test
    void an_option_of_another_layout_is_wrong_usage() {
        Cli.run("synth", "--out", folder.resolve("city"), "--clips-per-class", 1);

        Cli refused = Cli.run("dataset", "info", folder.resolve("city"), "--recording-pattern", "(.)");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--recording-pattern must be unset for layout urbansound8k, got (.)");
        assertThat(Cli.run("dataset", "info", folder, "--recording-pattern", "(")
                        .err())
                .contains("must be a regular expression, got (");
    }

    @Test
    void training_lists_what_is_no_clip_warns_of_ungrouped_files_and_deals_grouped() throws IOException {
        Files.writeString(folder.resolve("own/tram/notes.txt"), "");
        Path taken = Files.writeString(folder.resolve("taken"), "");

        Cli ungrouped = Cli.run("train", folder.resolve("own"), "--out", taken);
        Cli grouped = Cli.run("train", folder.resolve("own"), "--recording-pattern", "^(.+)_", "--out", taken);

        assertThat(ungrouped.err())
                .contains("1 files in " + folder.resolve("own") + " are no clips", "notes.txt", "--recording-pattern");
        assertThat(ungrouped.out()).contains("split: grouped by recording");
        assertThat(grouped.err()).doesNotContain("--recording-pattern").contains("taken must be a folder");
    }
}
