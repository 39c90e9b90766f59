package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavWriterTest {
    @TempDir
    Path folder;

    @Test
    void what_is_written_reads_back_within_half_a_step() throws IOException {
        Path file = folder.resolve("a.wav");
        var random = new Random(1);
        var samples = new float[3][50_000];
        for (float[] channel : samples) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = 2 * random.nextFloat() - 1;
            }
        }
        AudioFiles.writeWav(file, AudioClip.of(samples, 48_000));

        AudioClip back = AudioFiles.read(file);
        assertThat(back.sampleRateHz()).isEqualTo(48_000);
        for (int c = 0; c < 3; c++) {
            assertThat(back.channel(c)).containsExactly(samples[c], org.assertj.core.data.Offset.offset(0x1p-15f));
        }
    }

    @Test
    void a_second_writing_of_what_was_read_gives_the_same_bytes() throws IOException {
        Path first = folder.resolve("a.wav");
        Path second = folder.resolve("b.wav");
        AudioFiles.writeWav(first, AudioClip.ofMono(new float[] {-1, -0.3f, 0, 0.3f, 1}, 8000));
        AudioFiles.writeWav(second, AudioFiles.read(first));

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void replaces_a_file_and_leaves_nothing_beside_it() throws IOException {
        Path file = Files.writeString(folder.resolve("a.wav"), "old");
        AudioFiles.writeWav(file, AudioClip.ofMono(new float[1], 8000));

        assertThat(AudioFiles.read(file).samples()).isEqualTo(1);
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void refuses_a_sample_beyond_full_scale_and_leaves_the_old_file() throws IOException {
        Path file = Files.writeString(folder.resolve("a.wav"), "old");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioFiles.writeWav(file, AudioClip.ofMono(new float[] {0, 1.5f}, 8000)))
                .withMessage("samples must be in [-1, 1] to be written as 16-bit PCM, got 1.5 at channel 0, sample 1;"
                        + " lower the gain first");
        assertThat(file).hasContent("old");
    }
}
