package io.auricle.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.auricle.audio.AudioClip;
import io.auricle.npy.NpyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WaveformTransformTest {
    private static final int RATE = 22_050;

    static Stream<WaveformTransform> all() {
        return Stream.of(
                new Gain(-6, 6),
                new TimeShift(0.1, TimeShift.Fill.SILENCE),
                new TimeShift(0.1, TimeShift.Fill.WRAP),
                new AddedNoise(5, 20),
                new PitchShift(-3, 3),
                new TimeStretch(0.8, 1.25),
                new MixedBackground(List.of(AudioClip.ofMono(noise(3000), 8000)), 0, 10),
                new Gain(-6, 6).withProbability(0.5));
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_same_seed_gives_the_same_sound_and_another_seed_another(WaveformTransform augmentation) {
        float[] signal = sine(8000, 440);
        float[] original = signal.clone();

        assertThat(augmentation.apply(signal, RATE, seed(1))).isEqualTo(augmentation.apply(signal, RATE, seed(1)));
        assertThat(Stream.of(2, 3, 4, 5).map(s -> augmentation.apply(signal, RATE, seed(s))))
                .anyMatch(other -> !Arrays.equals(other, augmentation.apply(signal, RATE, seed(1))));
        assertThat(signal).isEqualTo(original);
    }

    @ParameterizedTest
    @MethodSource("all")
    void samples_that_are_not_finite_are_refused(WaveformTransform augmentation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> augmentation.apply(new float[] {0, Float.NaN}, RATE, seed(1)))
                .withMessage("samples must be finite, got NaN at index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> augmentation.apply(new float[2], 0, seed(1)))
                .withMessage("sampleRateHz must be at least 1, got 0");
    }

    @Test
    void gain_multiplies_by_a_factor_in_its_range() {
        float[] signal = sine(1000, 440);
        float[] louder = new Gain(6, 6).apply(signal, RATE, seed(1));

        assertThat(level(louder) / level(signal)).isCloseTo(1.9953, within(1e-4));
        for (int s = 0; s < 50; s++) {
            double db = 20 * Math.log10(level(new Gain(-3, 9).apply(signal, RATE, seed(s))) / level(signal));
            assertThat(db).isBetween(-3.001, 9.001);
        }
    }

    @Test
    void a_shift_moves_every_sample_by_the_same_number() {
        float[] signal = noise(1000);
        for (int s = 0; s < 20; s++) {
            float[] silent = new TimeShift(0.02, TimeShift.Fill.SILENCE).apply(signal, RATE, seed(s));
            float[] wrapped = new TimeShift(0.02, TimeShift.Fill.WRAP).apply(signal, RATE, seed(s));
            int shift = shiftOf(wrapped, signal);
            assertThat(Math.abs(shift)).isLessThanOrEqualTo(441);
            for (int i = 0; i < signal.length; i++) {
                boolean there = i - shift >= 0 && i - shift < signal.length;
                assertThat(silent[i]).isEqualTo(there ? signal[i - shift] : 0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-5", "0", "10", "40"})
    void noise_has_the_ratio_that_was_asked_for(double snrDb) {
        float[] signal = sine(100_000, 440);
        float[] noisy = new AddedNoise(snrDb, snrDb).apply(signal, RATE, seed(1));
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] -= signal[i];
        }

        assertThat(20 * Math.log10(level(signal) / level(noisy))).isCloseTo(snrDb, within(0.05));
    }

    @Test
    void a_background_has_the_ratio_that_was_asked_for_and_is_repeated_and_resampled() {
        float[] signal = sine(40_000, 440);
        AudioClip background = AudioClip.of(new float[][] {sine(8000, 3000), sine(8000, 3000)}, 44_100);
        float[] mixed = new MixedBackground(List.of(background), 6, 6).apply(signal, RATE, seed(1));
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] -= signal[i];
        }

        assertThat(20 * Math.log10(level(signal) / level(mixed))).isCloseTo(6, within(0.01));
        assertThat(level(Arrays.copyOfRange(mixed, 30_000, 40_000))).isCloseTo(level(mixed), within(0.02));
        assertThat(frequency(mixed)).isCloseTo(6000, within(100.0));
    }

    @Test
    void silence_stays_silent() {
        for (WaveformTransform each : new WaveformTransform[] {
            new AddedNoise(0, 0),
            new MixedBackground(List.of(AudioClip.ofMono(noise(100), RATE)), 0, 0),
            new PitchShift(2, 2)
        }) {
            assertThat(each.apply(new float[500], RATE, seed(1))).containsOnly(0);
        }
    }

    @Test
    void a_signal_shorter_than_the_rate_keeps_a_sample() {
        AudioClip click = AudioClip.ofMono(new float[] {0.5f}, RATE);

        assertThat(new TimeStretch(10, 10).apply(click, seed(1)).samples()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 20000", "0.8, 12500", "1, 10000", "1.3, 7692", "2, 5000"})
    void a_stretch_changes_the_length_and_keeps_the_pitch(double rate, int length) {
        float[] stretched = new TimeStretch(rate, rate).apply(sine(10_000, 1000), RATE, seed(1));

        assertThat(stretched).hasSize(length);
        assertThat(frequency(stretched)).isCloseTo(1000, within(10.0));
    }

    @ParameterizedTest
    @CsvSource({"0.8, stretch_080.npy", "1.25, stretch_125.npy"})
    void a_stretch_is_librosa_s(double rate, String golden) throws IOException {
        float[] expected = golden(golden);
        float[] found = new TimeStretch(rate, rate).apply(golden("stretch_input.npy"), RATE, seed(1));

        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(2e-4f));
        }
    }

    @Test
    void a_stretch_by_1_gives_the_signal_back() {
        float[] signal = noise(5000);
        float[] same = new TimeStretch(1, 1).apply(signal, RATE, seed(1));
        for (int i = 0; i < signal.length; i++) {
            assertThat(same[i]).isCloseTo(signal[i], within(1e-5f));
        }
    }

    @ParameterizedTest
    @CsvSource({"-12, 500", "-1.5, 917.0", "0, 1000", "4, 1259.9", "12, 2000"})
    void a_pitch_shift_keeps_the_length_and_changes_the_pitch(double semitones, double hz) {
        float[] shifted = new PitchShift(semitones, semitones).apply(sine(20_000, 1000), RATE, seed(1));

        assertThat(shifted).hasSize(20_000);
        assertThat(frequency(Arrays.copyOfRange(shifted, 4000, 16_000))).isCloseTo(hz, within(4.0));
    }

    @Test
    void a_probability_decides_how_often() {
        WaveformTransform sometimes = new Gain(6, 6).withProbability(0.3);
        float[] signal = {0.5f};
        RandomGenerator random = seed(1);
        int changed = 0;
        for (int i = 0; i < 1000; i++) {
            changed += sometimes.apply(signal, RATE, random)[0] == 0.5f ? 0 : 1;
        }
        assertThat(changed).isBetween(250, 350);
    }

    @Test
    void all_channels_of_a_clip_are_changed_alike() {
        AudioClip clip = AudioClip.of(new float[][] {noise(2000), noise(2000)}, RATE);
        AudioClip changed = new TimeStretch(0.5, 2).apply(clip, seed(3));

        assertThat(changed.channels()).isEqualTo(2);
        assertThat(changed.channel(0)).isEqualTo(changed.channel(1));
    }

    @Test
    void ranges_that_are_none_are_refused_with_both_ends() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gain(3, -3))
                .withMessage("maxDb must be at least minDb = 3.0 and finite, got -3.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddedNoise(Double.NaN, 1))
                .withMessage("minSnrDb must be finite, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddedNoise(-1000, 1))
                .withMessage("minSnrDb must be at least -300.0, got -1000.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gain(0, 1e6))
                .withMessage("maxDb must be at most 300.0, got 1000000.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeStretch(0, 1))
                .withMessage("minRate must be at least 0.1, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeStretch(1, 11))
                .withMessage("maxRate must be at most 10.0, got 11.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PitchShift(-25, 0))
                .withMessage("minSemitones must be at least -24, got -25.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeShift(-1, TimeShift.Fill.WRAP))
                .withMessage("maxSeconds must be at least 0, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MixedBackground(List.of(), 0, 0))
                .withMessage("backgrounds must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gain(0, 0).withProbability(1.5))
                .withMessage("probability must be in [0, 1], got 1.5");
    }

    private static int shiftOf(float[] shifted, float[] signal) {
        for (int shift = -signal.length; shift < signal.length; shift++) {
            boolean all = true;
            for (int i = 0; i < 20 && all; i++) {
                all = shifted[i] == signal[Math.floorMod(i - shift, signal.length)];
            }
            if (all && Math.abs(shift) <= signal.length / 2) {
                return shift;
            }
        }
        throw new AssertionError("not a shifted copy");
    }

    /** By its rising zero crossings. */
    private static double frequency(float[] samples) {
        int crossings = 0;
        for (int i = 1; i < samples.length; i++) {
            crossings += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
        }
        return crossings * (double) RATE / samples.length;
    }

    private static double level(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }

    private static float[] sine(int samples, double hz) {
        var sine = new float[samples];
        for (int i = 0; i < samples; i++) {
            sine[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * i / RATE));
        }
        return sine;
    }

    private static float[] noise(int samples) {
        RandomGenerator random = seed(9);
        var noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) (random.nextDouble() - 0.5);
        }
        return noise;
    }

    private static RandomGenerator seed(int seed) {
        return new SplittableRandom(seed);
    }

    private static float[] golden(String name) throws IOException {
        try (InputStream in = WaveformTransformTest.class.getResourceAsStream("/golden/augment/" + name)) {
            return NpyFiles.read(in, name).values();
        }
    }
}
