package io.auricle.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.auricle.features.Spectrogram;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpectrogramTransformTest {
    private static final int BANDS = 20;
    private static final int FRAMES = 50;
    private static final int LENGTH = BANDS * FRAMES;
    private static final float HIDDEN = 0;

    static Stream<SpectrogramTransform> all() {
        return Stream.of(
                new TimeRoll(1),
                new BandFilter(6),
                new LevelChange(3),
                new CellNoise(2),
                new FrequencyMask(2, 0.5),
                new TimeMask(2, 0.5));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothing_outside_its_own_spectrogram_is_touched_and_the_seed_decides(SpectrogramTransform transform) {
        float[] values = new float[3 * LENGTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        float[] before = values.clone();
        transform.apply(values, LENGTH, grid(1), new SplittableRandom(2));

        assertThat(Arrays.copyOf(values, LENGTH)).isEqualTo(Arrays.copyOf(before, LENGTH));
        assertThat(Arrays.copyOfRange(values, 2 * LENGTH, 3 * LENGTH))
                .isEqualTo(Arrays.copyOfRange(before, 2 * LENGTH, 3 * LENGTH));
        assertThat(changed(transform, 2)).isEqualTo(changed(transform, 2)).isNotEqualTo(changed(transform, 3));
    }

    @Test
    void rolling_keeps_every_value_of_a_band() {
        float[] rolled = changed(new TimeRoll(1), 3);

        assertThat(rolled).isNotEqualTo(ramp());
        for (int band = 0; band < BANDS; band++) {
            float[] row = Arrays.copyOfRange(rolled, band * FRAMES, (band + 1) * FRAMES);
            int first = Math.round(row[0]) - band * FRAMES;
            for (int frame = 0; frame < FRAMES; frame++) {
                assertThat(row[frame]).isEqualTo(band * FRAMES + (first + frame) % FRAMES);
            }
        }
    }

    @Test
    void a_roll_is_no_longer_than_asked() {
        for (int seed = 0; seed < 100; seed++) {
            float first = changed(new TimeRoll(0.2), seed)[0];
            assertThat(first == 0 ? 0 : FRAMES - first).isBetween(0f, 10f);
        }
        assertThat(changed(new TimeRoll(0), 1)).isEqualTo(ramp());
    }

    @Test
    void a_level_change_moves_all_values_alike_by_decibels() {
        double sum = 0;
        for (int draw = 0; draw < 400; draw++) {
            float[] window = new float[LENGTH];
            new LevelChange(3).apply(window, 0, grid(1.0 / 12), new SplittableRandom(draw));
            assertThat(window).containsOnly(window[0]);
            sum += window[0] * window[0];
        }
        assertThat(Math.sqrt(sum / 400)).isCloseTo(3.0 / 12, within(0.03));
    }

    @Test
    void a_filter_moves_each_band_as_a_whole_along_a_curve_within_its_limit() {
        Set<Float> levels = new HashSet<>();
        for (int draw = 0; draw < 100; draw++) {
            float[] window = new float[LENGTH];
            new BandFilter(6).apply(window, 0, grid(1.0 / 12), new SplittableRandom(draw));
            for (int band = 0; band < BANDS; band++) {
                float[] row = Arrays.copyOfRange(window, band * FRAMES, (band + 1) * FRAMES);
                assertThat(row).containsOnly(row[0]);
                assertThat(Math.abs(row[0])).isLessThanOrEqualTo(0.5f);
                levels.add(row[0]);
            }
        }
        assertThat(levels).hasSizeGreaterThan(1700);
    }

    @Test
    void noise_moves_values_one_by_one() {
        float[] window = new float[LENGTH];
        new CellNoise(2).apply(window, 0, grid(1), new SplittableRandom(3));

        double square = IntStream.range(0, LENGTH)
                .mapToDouble(i -> window[i] * window[i])
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(square)).isCloseTo(2, within(0.2));
        assertThat(window[0]).isNotEqualTo(window[1]);
    }

    @Test
    void time_stripes_cover_all_bands_and_are_no_wider_than_asked() {
        int widest = 0;
        for (int seed = 0; seed < 200; seed++) {
            float[] values = masked(new TimeMask(1, 0.14), seed);
            int hidden = 0;
            for (int frame = 0; frame < FRAMES; frame++) {
                int column = frame;
                long inColumn = IntStream.range(0, BANDS)
                        .filter(band -> values[band * FRAMES + column] == HIDDEN)
                        .count();
                assertThat(inColumn).isIn(0L, (long) BANDS);
                hidden += inColumn > 0 ? 1 : 0;
            }
            widest = Math.max(widest, hidden);
        }
        assertThat(widest).isEqualTo(7);
    }

    @Test
    void frequency_stripes_cover_all_frames_and_are_no_wider_than_asked() {
        int widest = 0;
        for (int seed = 0; seed < 200; seed++) {
            float[] values = masked(new FrequencyMask(1, 0.25), seed);
            int hidden = 0;
            for (int band = 0; band < BANDS; band++) {
                int row = band * FRAMES;
                long inRow = IntStream.range(0, FRAMES)
                        .filter(frame -> values[row + frame] == HIDDEN)
                        .count();
                assertThat(inRow).isIn(0L, (long) FRAMES);
                hidden += inRow > 0 ? 1 : 0;
            }
            widest = Math.max(widest, hidden);
        }
        assertThat(widest).isEqualTo(5);
    }

    @Test
    void the_number_of_stripes_counts() {
        assertThat(masked(new TimeMask(0, 1), 1)).doesNotContain(HIDDEN);
        assertThat(hidden(new TimeMask(6, 0.1))).isGreaterThan(hidden(new TimeMask(1, 0.1)));
        assertThat(hidden(new FrequencyMask(6, 0.2))).isGreaterThan(hidden(new FrequencyMask(1, 0.2)));
    }

    @Test
    void a_spectrogram_is_copied_and_stripes_hold_its_mean() {
        Spectrogram spectrogram = Spectrogram.of(1, 4, new float[] {1, 2, 3, 4});

        Spectrogram masked = new TimeMask(200, 0.25).apply(spectrogram, new SplittableRandom(4));

        assertThat(spectrogram.values()).containsExactly(1, 2, 3, 4);
        assertThat(masked.values()).containsOnly(2.5f);
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeMask(-1, 0.1))
                .withMessage("count must be at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrequencyMask(1, Double.NaN))
                .withMessage("widest must be in [0, 1], got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeRoll(1.1))
                .withMessage("longest must be in [0, 1], got 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BandFilter(-1))
                .withMessage("mostDb must be in [0, 100], got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CellNoise(101))
                .withMessage("deviationDb must be in [0, 100], got 101.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpectrogramGrid(1, 1, 0, 0))
                .withMessage("decibel must be above 0, got 0.0");
    }

    private static SpectrogramGrid grid(double decibel) {
        return new SpectrogramGrid(BANDS, FRAMES, decibel, HIDDEN);
    }

    private static float[] changed(SpectrogramTransform transform, int seed) {
        float[] values = ramp();
        transform.apply(values, 0, grid(1), new SplittableRandom(seed));
        return values;
    }

    private static long hidden(SpectrogramTransform mask) {
        return IntStream.range(0, 50)
                .mapToLong(seed -> {
                    float[] values = masked(mask, seed);
                    return IntStream.range(0, values.length)
                            .filter(i -> values[i] == HIDDEN)
                            .count();
                })
                .sum();
    }

    private static float[] masked(SpectrogramTransform mask, int seed) {
        float[] values = new float[LENGTH];
        Arrays.fill(values, 1);
        mask.apply(values, 0, grid(1), new SplittableRandom(seed));
        return values;
    }

    private static float[] ramp() {
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = i;
        }
        return values;
    }
}
