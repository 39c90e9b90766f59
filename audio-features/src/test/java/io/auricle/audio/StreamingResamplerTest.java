package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamingResamplerTest {
    private static final int[] BLOCKS = {1, 2, 3, 64, 1000, 4096, 100_000};

    @ParameterizedTest(name = "{0} Hz to {1} Hz")
    @CsvSource({
        "44100, 22050",
        "48000, 22050",
        "22050, 44100",
        "44100, 16000",
        "11024, 22050",
        "22050, 16001",
        "3, 2",
        "8000, 8000"
    })
    void blocks_of_any_size_give_the_bits_of_the_whole(int from, int to) {
        float[] signal = noise(60_000);
        Resampler resampler = Resampler.of(from, to);
        float[] whole = resampler.resample(signal);
        var random = new Random(7);
        for (int block : BLOCKS) {
            assertThat(inBlocks(resampler.stream(), signal, () -> block))
                    .as("blocks of %d", block)
                    .isEqualTo(whole);
        }
        assertThat(inBlocks(resampler.stream(), signal, () -> random.nextInt(3000)))
                .isEqualTo(whole);
    }

    @Test
    void short_signals_too() {
        for (int n = 0; n < 200; n++) {
            float[] signal = noise(n);
            Resampler resampler = Resampler.of(48_000, 22_050);
            assertThat(inBlocks(resampler.stream(), signal, () -> 17)).isEqualTo(resampler.resample(signal));
        }
    }

    @Test
    void a_stream_of_blocks_is_what_the_clip_would_be(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.wav");
        AudioFiles.writeWav(file, AudioClip.of(new float[][] {noise(50_000), noise(50_000), noise(50_000)}, 44_100));
        float[] expected = AudioFiles.read(file).toMono().resampledTo(16_000).channel(0);

        try (AudioStream stream = AudioFiles.open(file).toMono().resampledTo(16_000)) {
            assertThat(stream.channels()).isEqualTo(1);
            assertThat(stream.sampleRateHz()).isEqualTo(16_000);
            var found = new float[1][expected.length + 1];
            int filled = 0;
            for (int n; (n = stream.read(found, filled, Math.min(999, found[0].length - filled))) != -1; filled += n) {}
            assertThat(Arrays.copyOf(found[0], filled)).isEqualTo(expected);
        }
        Files.delete(file);
    }

    @Test
    void channels_are_resampled_each_on_its_own() throws IOException {
        AudioClip clip = AudioFiles.read(GoldenWav.good().get(1).bytes(), "stereo");
        try (AudioStream stream = AudioFiles.open(
                new java.io.ByteArrayInputStream(GoldenWav.good().get(1).bytes()), "stereo")) {
            AudioClip found = Blocks.readAll(stream.resampledTo(22_050), "stereo");

            assertThat(found.channels()).isEqualTo(2);
            assertThat(found.channel(0)).isEqualTo(clip.resampledTo(22_050).channel(0));
            assertThat(found.channel(1)).isEqualTo(clip.resampledTo(22_050).channel(1));
        }
    }

    @Test
    void many_channels_take_few_samples_at_once() throws IOException {
        var clip = AudioClip.of(new float[30_000][2], 8000);
        Path file = Files.createTempFile("many", ".wav");
        AudioFiles.writeWav(file, clip);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        try (AudioStream stream = AudioFiles.open(file)) {
            long before = threads.getCurrentThreadAllocatedBytes();

            assertThat(Blocks.readAll(stream.toMono(), "many").samples()).isEqualTo(2);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(50 * Files.size(file));
        }
        Files.delete(file);
    }

    @Test
    void mono_and_the_same_rate_pass_as_they_are() throws IOException {
        try (AudioStream stream = AudioFiles.open(
                new java.io.ByteArrayInputStream(GoldenWav.good().get(0).bytes()), "mono")) {
            assertThat(stream.toMono()).isSameAs(stream);
            assertThat(stream.resampledTo(8000)).isSameAs(stream);
        }
    }

    @Test
    void memory_stays_bounded_over_a_long_signal() {
        StreamingResampler resampler = Resampler.of(48_000, 22_050).stream();
        float[] block = noise(4800);
        long samples = 0;
        for (int i = 0; i < 2000; i++) {
            samples += resampler.feed(block).length;
        }
        samples += resampler.finish().length;

        assertThat(samples).isEqualTo(2000L * 4800 * 22_050 / 48_000);
        assertThat(resampler.heldSamples()).isLessThan(10_000);
    }

    @Test
    void refuses_what_comes_too_late_or_is_not_finite() {
        StreamingResampler resampler = Resampler.of(2, 1).stream();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> resampler.feed(new float[] {0, Float.POSITIVE_INFINITY}))
                .withMessage("samples must be finite, got Infinity at index 1");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> resampler.feed(new float[2], 1, 2));
        resampler.finish();
        assertThatIllegalStateException()
                .isThrownBy(() -> resampler.feed(new float[1]))
                .withMessage("a finished resampler must not be fed; make a new one");
        assertThatIllegalStateException()
                .isThrownBy(resampler::finish)
                .withMessage("a resampler must be finished only once");
    }

    private static float[] inBlocks(StreamingResampler stream, float[] signal, java.util.function.IntSupplier sizes) {
        FloatBuffer result = FloatBuffer.allocate(4 * signal.length + 1000);
        for (int at = 0; at < signal.length; ) {
            int n = Math.min(sizes.getAsInt(), signal.length - at);
            result.put(stream.feed(signal, at, n));
            at += n;
        }
        result.put(stream.finish());
        return Arrays.copyOf(result.array(), result.position());
    }

    private static float[] noise(int samples) {
        var random = new Random(3);
        var noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = 2 * random.nextFloat() - 1;
        }
        return noise;
    }
}
