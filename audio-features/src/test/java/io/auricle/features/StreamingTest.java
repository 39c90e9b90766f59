package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.auricle.features.descriptor.KaldiConfig;
import io.auricle.features.descriptor.KaldiFbank;
import io.auricle.features.descriptor.Pcen;
import io.auricle.features.descriptor.PcenConfig;
import io.auricle.testing.TestSounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream gives bit for bit the frames of the whole-signal call. */
class StreamingTest {
    private static final float[] SAMPLES = TestSounds.noise(20_011, 21);

    static Stream<Arguments> features() {
        List<Arguments> features = new ArrayList<>();
        for (int fftSize : new int[] {2048, 1024, 4096, 400, 1103}) {
            for (Padding padding : Padding.values()) {
                StftConfig stft = StftConfig.builder()
                        .fftSize(fftSize)
                        .hopLength(fftSize / 4 - 3)
                        .padding(padding)
                        .build();
                MelSpectrogram mel = MelSpectrogram.of(
                        MelConfig.builder().stft(stft).melBands(40).build());
                features.add(feature("stft " + fftSize + " " + padding, Stft.of(stft)::compute, Stft.of(stft)::stream));
                features.add(feature("mel " + fftSize + " " + padding, mel::compute, mel::stream));
            }
        }
        MelSpectrogram mel = MelSpectrogram.of(MelConfig.builder().build());
        MelSpectrogram gaps = MelSpectrogram.of(
                MelConfig.builder().fftSize(512).hopLength(1300).melBands(20).build());
        Pcen pcen = Pcen.of(PcenConfig.builder().maxSize(3).build());
        Decibels decibels = Decibels.of(DecibelConfig.builder().noTopDb().build());
        KaldiFbank kaldi = KaldiFbank.of(KaldiConfig.builder().build());
        features.add(feature("hop above the frame", gaps::compute, gaps::stream));
        features.add(feature("pcen", s -> pcen.apply(mel.compute(s)), () -> pcen.over(mel.stream())));
        features.add(feature("decibels", s -> decibels.apply(mel.compute(s)), () -> decibels.over(mel.stream())));
        features.add(feature("kaldi", kaldi::compute, kaldi::stream));
        return features.stream();
    }

    private static Arguments feature(
            String name, Function<float[], Spectrogram> whole, Supplier<FeatureStream> stream) {
        return arguments(name, whole, stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("features")
    void gives_the_same_bits_for_any_blocks(
            String name, Function<float[], Spectrogram> whole, Supplier<FeatureStream> stream) {
        Spectrogram expected = whole.apply(SAMPLES);
        Random random = new Random(5);
        List<IntSupplier> blockSizes =
                List.of(() -> 1, () -> 160, () -> 4096, () -> SAMPLES.length, () -> random.nextInt(3000));
        for (IntSupplier blockSize : blockSizes) {
            assertThat(run(stream.get(), blockSize)).isEqualTo(expected);
        }
    }

    private static Spectrogram run(FeatureStream stream, IntSupplier blockSize) {
        List<Spectrogram> parts = new ArrayList<>();
        int done = 0;
        while (done < SAMPLES.length) {
            int length = Math.min(SAMPLES.length - done, blockSize.getAsInt());
            parts.add(stream.push(SAMPLES, done, length));
            done += length;
        }
        parts.add(stream.finish());
        return join(stream.rows(), parts);
    }

    private static Spectrogram join(int rows, List<Spectrogram> parts) {
        int frames = parts.stream().mapToInt(Spectrogram::frames).sum();
        float[] values = new float[rows * frames];
        int at = 0;
        for (Spectrogram part : parts) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(part.raw(), row * part.frames(), values, row * frames + at, part.frames());
            }
            at += part.frames();
        }
        return Spectrogram.of(rows, frames, values);
    }

    @Test
    void a_frame_comes_as_soon_as_its_last_sample_does() {
        FeatureStream stream =
                Stft.of(StftConfig.builder().padding(Padding.NONE).build()).stream();

        assertThat(stream.push(new float[2047]).frames()).isZero();
        assertThat(stream.push(new float[1]).frames()).isEqualTo(1);
        assertThat(stream.push(new float[511]).frames()).isZero();
        assertThat(stream.push(new float[1]).frames()).isEqualTo(1);
        assertThat(stream.finish().frames()).isZero();
    }

    @Test
    void an_hour_of_sound_needs_the_memory_of_a_few_blocks() {
        MelConfig config = MelConfig.builder().hopLength(4096).melBands(8).build();
        FeatureStream stream = MelSpectrogram.of(config).stream();
        float[] block = TestSounds.noise(65_536, 4);
        stream.push(block);
        long before = used();

        long frames = 0;
        for (int i = 0; i < 1200; i++) {
            frames += stream.push(block).frames();
        }

        assertThat(frames).isGreaterThan(19_000);
        assertThat(used() - before).isLessThan(20_000_000L);
        assertThat(stream.finish().frames()).isPositive();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void what_needs_the_loudest_value_is_refused_with_the_reason() {
        FeatureStream mel = MelSpectrogram.of(MelConfig.builder().build()).stream();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decibels.of(
                                DecibelConfig.builder().referenceMax().noTopDb().build())
                        .over(mel))
                .withMessage("reference must be a fixed power in a stream, got max: "
                        + "the loudest value is known only at the end");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decibels.of(DecibelConfig.builder().build()).over(mel))
                .withMessage("topDb must be none in a stream, got 80.0: the loudest value is known only at the end");
    }

    @Test
    void a_stream_that_ended_takes_nothing_more() {
        FeatureStream stream = MelSpectrogram.of(MelConfig.builder().build()).stream();
        stream.push(new float[10]);
        stream.finish();

        assertThatIllegalStateException().isThrownBy(() -> stream.push(new float[1]));
        assertThatIllegalStateException().isThrownBy(stream::finish);
    }
}
