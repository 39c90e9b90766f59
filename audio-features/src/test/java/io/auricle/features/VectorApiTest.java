package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.auricle.testing.TestSounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The build runs these tests twice, without and with the module; the property says which run this is. */
class VectorApiTest {
    private static final boolean STARTED_WITH_MODULE = Boolean.getBoolean("auricle.test.vector");

    @Test
    void the_vector_api_is_used_if_the_jvm_was_started_with_it() {
        assertThat(VectorApi.inUse()).isEqualTo(STARTED_WITH_MODULE);
        assertThat(VectorApi.describe())
                .startsWith(STARTED_WITH_MODULE ? "Vector API, " : "JTransforms in double precision")
                .endsWith(
                        STARTED_WITH_MODULE
                                ? " frames at once"
                                : "the JVM was started without --add-modules jdk.incubator.vector");
    }

    @ParameterizedTest
    @CsvSource({
        "64, 16, 2",
        "128, 33, 1",
        "256, 300, 2",
        "512, 128, 1.5",
        "1024, 512, 2",
        "2048, 512, 2",
        "2048, 441, 1",
        "2048, 1, 2",
        "4096, 512, 2",
        "8192, 1000, 2",
        "16384, 4096, 2",
        "65536, 5000, 2"
    })
    void the_two_kernels_agree_to_2e_6_of_the_peak(int fftSize, int hopLength, double power) {
        assumeTrue(VectorApi.inUse(), "there is only one kernel without the Vector API");
        float[] samples = TestSounds.noise(hopLength == 1 ? 300 : 40_000, 9);
        StftConfig config = StftConfig.builder()
                .fftSize(fftSize)
                .hopLength(hopLength)
                .power(power)
                .build();
        MelConfig mel = MelConfig.builder().stft(config).melBands(20).build();

        assertAgree(Stft.of(config).compute(samples), Stft.exact(config).compute(samples));
        assertAgree(
                MelSpectrogram.of(mel).compute(samples),
                MelSpectrogram.exact(mel).compute(samples));
    }

    private static void assertAgree(Spectrogram actual, Spectrogram expected) {
        assertThat(actual).isNotEqualTo(expected);
        float peak = 0;
        for (float value : expected.values()) {
            peak = Math.max(peak, value);
        }
        Tolerance.assertWithin(2e-6 * peak, actual.values(), expected.values());
    }

    @Test
    void the_two_conversions_to_decibels_agree_to_1e_4() {
        assumeTrue(VectorApi.inUse(), "there is only one conversion without the Vector API");
        float[] powers = new float[100_003];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = (float) Math.pow(10, -12 + 18.0 * i / powers.length);
        }
        DecibelConfig config =
                DecibelConfig.builder().amin(1e-13).referenceMax().noTopDb().build();
        Spectrogram power = Spectrogram.of(1, powers.length, powers);

        Spectrogram fast = Decibels.of(config).apply(power);

        Tolerance.assertWithin(
                1e-4, fast.values(), Decibels.exact(config).apply(power).values());
        assertThat(fast.at(0, powers.length - 1)).isZero();
    }

    @Test
    void a_decibel_does_not_depend_on_where_its_power_stands() {
        float[] powers = TestSounds.noise(1000, 3);
        for (int i = 0; i < powers.length; i++) {
            powers[i] *= powers[i];
        }
        Decibels decibels = Decibels.of(DecibelConfig.builder().noTopDb().build());
        float[] whole = powers.clone();
        decibels.applyInPlace(whole, 0, whole.length);

        for (int length = 1; length < 70; length++) {
            float[] part = powers.clone();
            decibels.applyInPlace(part, 7, length);
            for (int i = 7; i < 7 + length; i++) {
                assertThat(part[i]).isEqualTo(whole[i]);
            }
            assertThat(part[7 + length]).isEqualTo(powers[7 + length]);
        }
    }
}
