package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioClipTest {
    @Test
    void tells_its_size_and_length() {
        AudioClip clip = AudioClip.of(new float[2][11_025], 22_050);

        assertThat(clip.channels()).isEqualTo(2);
        assertThat(clip.samples()).isEqualTo(11_025);
        assertThat(clip.seconds()).isEqualTo(0.5);
        assertThat(clip).hasToString("AudioClip[2 channels, 11025 samples, 22050 Hz, 0.500 s]");
    }

    @Test
    void copies_what_enters_and_what_leaves() {
        float[] samples = {1, 2};
        AudioClip clip = AudioClip.ofMono(samples, 8000);
        samples[0] = 9;
        clip.channel(0)[1] = 9;

        assertThat(clip.channel(0)).containsExactly(1, 2);
    }

    @Test
    void mixes_to_mono_as_the_mean_of_channels() {
        AudioClip clip = AudioClip.of(new float[][] {{0.5f, 1}, {-0.5f, 0}, {0.3f, 0.2f}}, 8000);

        assertThat(clip.toMono().channel(0)).containsExactly(0.3f / 3, 1.2f / 3);
    }

    @Test
    void mono_and_the_same_rate_are_left_as_they_are() {
        AudioClip clip = AudioClip.ofMono(new float[] {1}, 8000);

        assertThat(clip.toMono()).isSameAs(clip);
        assertThat(clip.resampledTo(8000)).isSameAs(clip);
    }

    @Test
    void a_part_of_a_channel_is_copied_into_an_array_that_is_there() {
        AudioClip clip = AudioClip.of(new float[][] {{1, 2, 3}, {4, 5, 6}}, 8000);
        float[] into = {9, 9, 9, 9};

        clip.copy(1, 1, into, 2, 2);

        assertThat(into).containsExactly(9, 9, 5, 6);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> clip.copy(0, 2, into, 0, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> clip.copy(2, 0, into, 0, 1));
    }

    @Test
    void resamples_every_channel() {
        AudioClip clip = AudioClip.of(new float[2][1001], 44_100).resampledTo(22_050);

        assertThat(clip.channels()).isEqualTo(2);
        assertThat(clip.samples()).isEqualTo(501);
        assertThat(clip.sampleRateHz()).isEqualTo(22_050);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2.1474839e9f, -3.3e38f})
    void refuses_samples_that_no_sound_has_and_names_the_first(float bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioClip.of(new float[][] {{0, 0x1p31f}, {0, bad}}, 8000))
                .withMessage("samples must be finite and at most 2^31 in size, got " + bad + " at channel 1, sample 1");
    }

    @Test
    void channels_of_opposite_phase_cancel_in_mono() {
        float[] sound = {0.5f, -0.25f, 0.125f};
        float[] opposite = {-0.5f, 0.25f, -0.12501f};

        assertThat(AudioClip.of(new float[][] {sound, opposite}, 8000).cancelsInMono())
                .isTrue();
        assertThat(AudioClip.of(new float[][] {sound, {-0.5f, 0.25f, 0.125f}}, 8000)
                        .cancelsInMono())
                .isFalse();
        assertThat(AudioClip.of(new float[2][3], 8000).cancelsInMono()).isFalse();
        assertThat(AudioClip.ofMono(sound, 8000).cancelsInMono()).isFalse();
    }

    @Test
    void refuses_what_is_not_a_clip() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioClip.of(new float[0][], 8000))
                .withMessage("channels must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioClip.ofMono(new float[0], 8000))
                .withMessage("samples must be at least 1, got 0 in channel 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioClip.of(new float[][] {{0}, {0, 0}}, 8000))
                .withMessage("all channels must have the same length, got 1 in channel 0 and 2 in channel 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioClip.ofMono(new float[1], 0))
                .withMessage("sampleRateHz must be at least 1, got 0");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> AudioClip.ofMono(new float[1], 1).channel(1));
    }
}
