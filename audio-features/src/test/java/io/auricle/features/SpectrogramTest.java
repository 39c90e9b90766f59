package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpectrogramTest {
    private static final Spectrogram SPECTROGRAM = Spectrogram.of(2, 3, new float[] {1, 2, 3, 4, 5, 6});

    @Test
    void gives_its_values_row_by_row() {
        assertThat(SPECTROGRAM.toArray()).isDeepEqualTo(new float[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(SPECTROGRAM.at(1, 0)).isEqualTo(4);
    }

    @Test
    void cannot_be_changed_by_what_it_gave() {
        SPECTROGRAM.toArray()[0][0] = 9;
        SPECTROGRAM.values()[0] = 9;

        assertThat(SPECTROGRAM.at(0, 0)).isEqualTo(1);
    }

    @Test
    void may_have_no_frame() {
        assertThat(Spectrogram.of(2, 0, new float[0]).toArray()).isDeepEqualTo(new float[2][0]);
    }
}
