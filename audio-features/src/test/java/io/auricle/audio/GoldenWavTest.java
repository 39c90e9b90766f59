package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.auricle.npy.NpyArray;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parity with libsndfile on one file per encoding; tolerance 2e-7, the rounding of a float near 1. */
class GoldenWavTest {
    private static final double TOLERANCE = 2e-7;

    @TempDir
    Path folder;

    static List<GoldenWav> good() {
        return GoldenWav.good();
    }

    static List<GoldenWav> bad() {
        return GoldenWav.bad();
    }

    @Test
    void the_manifest_names_good_and_bad_files() {
        assertThat(good()).hasSize(21);
        assertThat(bad()).hasSize(16);
    }

    @ParameterizedTest
    @MethodSource("good")
    void decodes_as_libsndfile_does(GoldenWav wav) throws IOException {
        AudioClip clip = AudioFiles.read(wav.bytes(), wav.file());

        assertThat(clip.sampleRateHz()).isEqualTo(wav.sampleRateHz());
        assertSame(clip, wav.expected());
    }

    @ParameterizedTest
    @MethodSource("good")
    void a_file_a_stream_and_blocks_of_any_size_give_the_same_samples(GoldenWav wav) throws IOException {
        Path file = Files.write(folder.resolve(wav.file()), wav.bytes());
        NpyArray expected = wav.expected();

        assertSame(AudioFiles.read(file), expected);
        assertSame(AudioFiles.read(new ByteArrayInputStream(wav.bytes()), wav.file()), expected);
        for (int block : new int[] {1, 7, 1000, 1 << 20}) {
            try (AudioStream stream = AudioFiles.open(file)) {
                assertSame(inBlocks(stream, block, expected.shape().get(0)), expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refuses_a_damaged_file_and_says_where_and_why(GoldenWav wav) throws IOException {
        Path file = Files.write(folder.resolve(wav.file()), wav.bytes());

        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(file))
                .satisfies(e -> {
                    assertThat(e.source()).isEqualTo(file.toString());
                    assertThat(e.byteOffset()).isBetween(0L, Files.size(file));
                    assertThat(e).hasMessage("%s, byte %d: %s, got %s", file, e.byteOffset(), e.rule(), e.found());
                });
    }

    private static AudioClip inBlocks(AudioStream stream, int block, int most) throws IOException {
        var samples = new float[stream.channels()][most + block];
        int filled = 0;
        for (int n; (n = stream.read(samples, filled, block)) != -1; ) {
            assertThat(n).isBetween(1, block);
            filled += n;
        }
        var exact = new float[stream.channels()][filled];
        for (int c = 0; c < exact.length; c++) {
            System.arraycopy(samples[c], 0, exact[c], 0, filled);
        }
        return AudioClip.of(exact, stream.sampleRateHz());
    }

    private static void assertSame(AudioClip clip, NpyArray expected) {
        assertThat(List.of(clip.samples(), clip.channels())).isEqualTo(expected.shape());
        float[] interleaved = expected.values();
        double worst = 0;
        for (int c = 0; c < clip.channels(); c++) {
            float[] channel = clip.channel(c);
            for (int i = 0; i < channel.length; i++) {
                worst = Math.max(worst, Math.abs(channel[i] - interleaved[i * clip.channels() + c]));
            }
        }
        assertThat(worst).isCloseTo(0, within(TOLERANCE));
    }
}
