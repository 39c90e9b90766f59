package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.npy.NpyFiles;
import io.auricle.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Parity with libsndfile on clips exactly as UrbanSound8K published them; skipped where the recordings are not there. */
class OriginalEncodingsTest {
    private static final Pattern ENTRY = Pattern.compile(
            "\"file\": \"([^\"]+)\",\\s*\"sample_rate\": (\\d+),"
                    + "\\s*\"frames\": (\\d+),\\s*\"channels\": (\\d+),.*?\"sum_of_squares\": ([0-9.]+)",
            Pattern.DOTALL);

    @Test
    void decodes_published_clips_as_libsndfile_does() throws IOException {
        Path folder = SharedFolder.find("data/original-encodings");
        Matcher entries = ENTRY.matcher(Files.readString(folder.resolve("manifest.json")));
        int files = 0;
        for (; entries.find(); files++) {
            AudioClip clip = AudioFiles.read(folder.resolve(entries.group(1)));
            assertThat(clip.sampleRateHz()).isEqualTo(Integer.parseInt(entries.group(2)));
            assertThat(clip.samples()).isEqualTo(Integer.parseInt(entries.group(3)));
            assertThat(clip.channels()).isEqualTo(Integer.parseInt(entries.group(4)));
            assertHead(clip, folder.resolve(entries.group(1).replace(".wav", ".head.npy")));
            double expected = Double.parseDouble(entries.group(5));
            assertThat(sumOfSquares(clip)).isCloseTo(expected, within(1e-6 * expected));
        }
        assertThat(files).isEqualTo(8);
    }

    private static void assertHead(AudioClip clip, Path head) throws IOException {
        float[] expected = NpyFiles.read(head).values();
        for (int i = 0; i < expected.length; i++) {
            float found = clip.raw(i % clip.channels())[i / clip.channels()];
            assertThat(found).isCloseTo(expected[i], within(2e-7f));
        }
    }

    private static double sumOfSquares(AudioClip clip) {
        double sum = 0;
        for (int c = 0; c < clip.channels(); c++) {
            for (float sample : clip.raw(c)) {
                sum += (double) sample * sample;
            }
        }
        return sum;
    }
}
