package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FLAC against a writer that knows what it wrote, and against {@code flac} where that is installed. */
class FlacTest {
    private static final int FILES = 400;

    @TempDir
    Path folder;

    @Test
    void what_a_writer_of_every_kind_of_frame_wrote_is_read_to_the_bit() throws IOException {
        var random = new SplittableRandom(20_261_128);
        var used = new TreeSet<String>();
        for (int i = 0; i < FILES; i++) {
            int bits = 4 + i % 29;
            int channels = i % 3 == 0 ? 2 : 1 + random.nextInt(8);
            int[][] samples = signal(random, channels, 1 + random.nextInt(6000), bits);
            var writer = new FlacWriter(random, samples, bits, 1 + random.nextInt(200_000));
            byte[] file = writer.write();
            String what = "file " + i + ", " + bits + " bits, " + channels + " channels";

            assertSame(AudioFiles.read(file, what), samples, bits, what);
            assertSame(
                    Streams.inBlocks(AudioFiles.open(new ByteArrayInputStream(file), what), 1 + random.nextInt(5000)),
                    samples,
                    bits,
                    what);
            used.addAll(writer.used);
        }
        assertThat(used)
                .containsExactly(
                        "constant",
                        "escaped",
                        "fixed",
                        "fixed0",
                        "fixed1",
                        "fixed2",
                        "fixed3",
                        "fixed4",
                        "linear1",
                        "linear13",
                        "linear2",
                        "linear9",
                        "mode0",
                        "mode1",
                        "mode2",
                        "mode3",
                        "rice4",
                        "rice5",
                        "variable",
                        "verbatim",
                        "wasted",
                        "whole",
                        "zeros");
    }

    /** Any one bit behind the metadata that is wrong is noticed: by a frame's checksums, or by its header's rules. */
    @Test
    void a_flipped_bit_is_refused_wherever_it_is() {
        var random = new SplittableRandom(5);
        byte[] file = new FlacWriter(random, signal(random, 2, 3000, 16), 16, 44_100).write();
        int start = (file[4] & 0x80) != 0
                ? 42
                : 42 + 4 + (file[43] & 0xFF) * 65_536 + (file[44] & 0xFF) * 256 + (file[45] & 0xFF);
        for (int i = 0; i < 500; i++) {
            byte[] broken = file.clone();
            int at = start + random.nextInt(file.length - start);
            broken[at] ^= (byte) (1 << random.nextInt(8));

            assertThatExceptionOfType(MalformedAudioException.class)
                    .as("byte %d", at)
                    .isThrownBy(() -> AudioFiles.read(broken, "broken.flac"))
                    .satisfies(e -> assertThat(e.byteOffset()).isBetween(42L, (long) file.length));
        }
    }

    @Test
    void a_frame_too_few_and_an_md5_that_differs_are_refused() throws IOException {
        var random = new SplittableRandom(6);
        int[][] samples = signal(random, 1, 2000, 16);
        byte[] file;
        do {
            file = new FlacWriter(random, samples, 16, 8000).write();
        } while (file[18 + 8] == 0 || (file[21] & 15) + file[22] + file[23] + file[24] + file[25] == 0);
        byte[] otherSum = file.clone();
        otherSum[30]++;
        byte[] otherLength = file.clone();
        otherLength[25]++;

        assertThat(AudioFiles.read(file, "whole.flac").samples()).isEqualTo(2000);
        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(otherSum, "sum.flac"))
                .withMessageContaining("MD5 of all samples must be ");
        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(otherLength, "short.flac"))
                .withMessageContaining("FLAC must hold 2001 samples of each channel, got 2000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void what_flac_wrote_at_every_level_is_read_to_the_bit(int level) throws Exception {
        var random = new SplittableRandom(level);
        for (int bits : new int[] {8, 16, 24}) {
            int[][] samples = signal(random, 2, 30_000, bits);
            Path raw = folder.resolve("raw");
            Path flac = folder.resolve("out.flac");
            Files.write(raw, interleaved(samples, bits));
            assumeTrue(
                    run(
                            "flac",
                            "-s",
                            "-f",
                            "-" + level,
                            "--force-raw-format",
                            "--endian=little",
                            "--sign=signed",
                            "--channels=2",
                            "--bps=" + bits,
                            "--sample-rate=44100",
                            raw.toString(),
                            "-o",
                            flac.toString()),
                    "flac is not installed");

            assertSame(AudioFiles.read(flac), samples, bits, "level " + level + ", " + bits + " bits");
            assertThat(run(
                            "flac",
                            "-s",
                            "-f",
                            "-" + level,
                            "--ogg",
                            "--force-raw-format",
                            "--endian=little",
                            "--sign=signed",
                            "--channels=2",
                            "--bps=" + bits,
                            "--sample-rate=44100",
                            raw.toString(),
                            "-o",
                            flac.toString()))
                    .isTrue();
            assertSame(AudioFiles.read(flac), samples, bits, "Ogg");
            assertSame(Streams.inBlocks(flac, 999), samples, bits, "Ogg in blocks");
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor()).isZero();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] interleaved(int[][] samples, int bits) {
        int width = bits / 8;
        var bytes = new byte[samples.length * samples[0].length * width];
        for (int i = 0, at = 0; i < samples[0].length; i++) {
            for (int[] channel : samples) {
                for (int k = 0; k < width; k++) {
                    bytes[at++] = (byte) (channel[i] >> 8 * k);
                }
            }
        }
        return bytes;
    }

    /** Tones, noise, extremes, silence, and tones with low bits at zero, one after the other. */
    static int[][] signal(RandomGenerator random, int channels, int count, int bits) {
        long full = (1L << bits - 1) - 1;
        var samples = new int[channels][count];
        for (int[] channel : samples) {
            double step = random.nextDouble() * 0.5;
            int kind = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                if (i % 700 == 699) {
                    kind = random.nextInt(6);
                }
                double tone = Math.sin(i * step) * 0.6 * full + (random.nextDouble() - 0.5) * full / 50;
                channel[i] = (int)
                        switch (kind) {
                            case 0 -> 0;
                            case 1 -> random.nextLong(-full - 1, full + 1);
                            case 2 -> random.nextBoolean() ? full : -full - 1;
                            case 3 -> (long) tone & -1L << bits / 3;
                            default -> (long) tone;
                        };
            }
        }
        return samples;
    }

    private static void assertSame(AudioClip clip, int[][] samples, int bits, String what) {
        assertThat(clip.channels()).as(what).isEqualTo(samples.length);
        for (int c = 0; c < samples.length; c++) {
            var expected = new float[samples[c].length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (float) (samples[c][i] / (double) (1L << bits - 1));
            }
            assertThat(clip.channel(c)).as(what).isEqualTo(expected);
        }
    }
}
