package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static final double DOWN_100_DB = 1e-5;

    @ParameterizedTest(name = "{0} Hz to {1} Hz")
    @CsvSource({
        "44100, 22050", "48000, 22050", "96000, 22050", "22050, 44100", "11024, 22050", "11025, 22050",
        "192000, 22050", "8000, 22050", "44100, 16000", "22050, 16001", "32000, 22050", "44100, 44100"
    })
    void keeps_what_fits_and_drops_what_does_not(int from, int to) {
        double nyquist = Math.min(from, to) / 2.0;
        for (double share : new double[] {0.01, 0.3, 0.7, 0.9}) {
            assertThat(worst(from, to, share * nyquist, true)).isLessThan(DOWN_100_DB);
        }
        if (to < from) {
            for (double share : new double[] {1.1, 1.3, 1.9}) {
                if (share * nyquist < from / 2.0) {
                    assertThat(worst(from, to, share * nyquist, false)).isLessThan(DOWN_100_DB);
                }
            }
        }
    }

    @Test
    void any_other_ratio_is_as_good() {
        var random = new Random(5);
        for (int i = 0; i < 25; i++) {
            int from = 4000 + random.nextInt(60_000);
            int to = 4000 + random.nextInt(60_000);
            double nyquist = Math.min(from, to) / 2.0;
            // The edge of what is kept and of what is dropped, and one place further in each.
            for (double share : new double[] {1, random.nextDouble()}) {
                assertThat(worst(from, to, 0.9 * share * nyquist, true))
                        .as("%d Hz to %d Hz", from, to)
                        .isLessThan(DOWN_100_DB);
                if (1.1 * nyquist < from / 2.0) {
                    double hz = 1.1 * nyquist + (1 - share) * (from / 2.0 - 1.1 * nyquist);
                    assertThat(worst(from, to, hz, false))
                            .as("%d Hz to %d Hz", from, to)
                            .isLessThan(DOWN_100_DB);
                }
            }
        }
    }

    /** Largest difference, away from the ends, between a resampled sine and the sine at the new rate (or silence). */
    private static double worst(int from, int to, double hz, boolean kept) {
        int samples = from / 8;
        float[] result = Resampler.of(from, to).resample(sine(samples, hz / from));
        float[] expected = sine(result.length, hz / to);
        int edge = (int) (40 * Math.max(1, to / (double) from)) + 1;
        double worst = 0;
        for (int i = edge; i < result.length - edge; i++) {
            worst = Math.max(worst, Math.abs(result[i] - (kept ? expected[i] : 0)));
        }
        return worst;
    }

    private static float[] sine(int samples, double cyclesPerSample) {
        var sine = new float[samples];
        for (int i = 0; i < samples; i++) {
            sine[i] = (float) Math.sin(2 * Math.PI * cyclesPerSample * i + 0.5);
        }
        return sine;
    }

    @ParameterizedTest
    @CsvSource({"44100, 22050, 1, 1", "44100, 22050, 2, 1", "44100, 22050, 3, 2", "3, 2, 10, 7", "2, 3, 10, 15"})
    void gives_as_many_samples_as_the_ratio_says_rounded_up(int from, int to, int samples, int expected) {
        assertThat(Resampler.of(from, to).resample(new float[samples])).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "44100, 22050",
        "22050, 44100",
        "44100, 16000",
        "11024, 22050",
        "22050, 16001",
        "192000, 8000",
        "7919, 48000"
    })
    void a_constant_stays_what_it_is(int from, int to) {
        var constant = new float[from / 4];
        Arrays.fill(constant, 0.5f);
        float[] result = Resampler.of(from, to).resample(constant);
        for (int i = result.length / 4; i < 3 * result.length / 4; i++) {
            assertThat(result[i]).isCloseTo(0.5f, org.assertj.core.data.Offset.offset(1e-6f));
        }
    }

    @Test
    void the_length_is_right_for_every_length() {
        for (int[] rates : new int[][] {{44_100, 22_050}, {22_050, 48_000}, {44_100, 16_000}, {7, 5}, {1000, 999}}) {
            Resampler resampler = Resampler.of(rates[0], rates[1]);
            for (int n = 1; n < 300; n++) {
                int expected = (int) Math.ceil((double) n * rates[1] / rates[0]);
                assertThat(resampler.resample(new float[n])).hasSize(expected);
            }
        }
    }

    @Test
    void an_impulse_stays_where_it_is() {
        var impulse = new float[1001];
        impulse[500] = 1;
        float[] result = Resampler.of(44_100, 22_050).resample(impulse);

        for (int i = 0; i <= 250; i++) {
            assertThat(result[250 - i]).isEqualTo(result[250 + i]);
        }
        assertThat(result[250]).isGreaterThan(0.45f);
    }

    @Test
    void rates_that_are_very_far_apart_still_work() {
        assertThat(Resampler.of(2_000_000_000, 22_050).resample(new float[200_000]))
                .hasSize(3);
        assertThat(Resampler.of(1, 22_050).resample(new float[] {1, 1, 1})).hasSize(66_150);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampler.of(2_000_000_000, 8000))
                .withMessage("fromHz must be at most 131072 times toHz, got 2000000000 and 8000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampler.of(1, 2_000_000_000).resample(new float[2]))
                .withMessage("resampled length must be below 2^31 - 8, got 4000000000");
    }

    @Test
    void refuses_rates_below_1_and_samples_that_are_not_finite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampler.of(0, 1))
                .withMessage("fromHz must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampler.of(1, -1))
                .withMessage("toHz must be at least 1, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampler.of(2, 1).resample(new float[] {0, Float.NaN}))
                .withMessage("samples must be finite, got NaN at index 1");
    }
}
