package io.auricle.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.features.Spectrogram;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrogramMaskTest {
    private static final int BANDS = 20;
    private static final int FRAMES = 50;
    private static final float HIDDEN = 0;

    @Test
    void time_stripes_cover_all_bands_and_are_no_wider_than_asked() {
        SpectrogramMask mask = builder().timeMasks(1).maxFrames(7).build();
        int widest = 0;
        for (int seed = 0; seed < 200; seed++) {
            float[] values = masked(mask, seed);
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
        SpectrogramMask mask = builder().frequencyMasks(1).maxBands(5).build();
        int widest = 0;
        for (int seed = 0; seed < 200; seed++) {
            float[] values = masked(mask, seed);
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
        assertThat(masked(builder().build(), 1)).doesNotContain(HIDDEN);
        assertThat(hidden(builder().timeMasks(6).maxFrames(4).build()))
                .isGreaterThan(hidden(builder().timeMasks(1).maxFrames(4).build()));
        assertThat(hidden(builder().frequencyMasks(6).maxBands(4).build()))
                .isGreaterThan(hidden(builder().frequencyMasks(1).maxBands(4).build()));
    }

    @ParameterizedTest
    @CsvSource({"MEAN, 2.5", "MINIMUM, 1", "ZERO, 0"})
    void the_filling_is_what_was_asked_for(SpectrogramMask.Fill fill, float expected) {
        float[] values = {1, 2, 3, 4};
        builder().timeMasks(200).maxFrames(1).fill(fill).build().applyInPlace(values, 1, 4, new SplittableRandom(1));

        assertThat(values).containsOnly(expected);
    }

    @Test
    void a_spectrogram_is_copied_and_the_seed_decides() {
        Spectrogram spectrogram = Spectrogram.of(BANDS, FRAMES, ones());
        SpectrogramMask mask = builder().timeMasks(1).maxFrames(9).build();

        Spectrogram masked = mask.apply(spectrogram, new SplittableRandom(4));
        assertThat(spectrogram.values()).isEqualTo(ones());
        assertThat(masked.values()).isEqualTo(masked(mask, 4)).isNotEqualTo(masked(mask, 5));
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().timeMasks(-1).build())
                .withMessage("timeMasks must be at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> masked(builder().timeMasks(1).maxFrames(51).build(), 1))
                .withMessage("maxFrames must be at most 50 frames, got 51");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> masked(builder().frequencyMasks(1).maxBands(21).build(), 1))
                .withMessage("maxBands must be at most 20 bands, got 21");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().build().applyInPlace(new float[3], 2, 2, new SplittableRandom(1)))
                .withMessage("values must be bands x frames = 2 x 2, got 3");
    }

    private static SpectrogramMask.Builder builder() {
        return SpectrogramMask.builder().timeMasks(0).frequencyMasks(0).fill(SpectrogramMask.Fill.ZERO);
    }

    private static long hidden(SpectrogramMask mask) {
        return IntStream.range(0, 50)
                .mapToLong(seed -> {
                    float[] values = masked(mask, seed);
                    return IntStream.range(0, values.length)
                            .filter(i -> values[i] == HIDDEN)
                            .count();
                })
                .sum();
    }

    private static float[] masked(SpectrogramMask mask, int seed) {
        float[] values = ones();
        mask.applyInPlace(values, BANDS, FRAMES, new SplittableRandom(seed));
        return values;
    }

    private static float[] ones() {
        var ones = new float[BANDS * FRAMES];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }
}
