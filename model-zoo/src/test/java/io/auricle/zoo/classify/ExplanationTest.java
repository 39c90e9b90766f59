package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.audio.AudioClip;
import io.auricle.zoo.classify.SoundClassifier.Options;
import io.auricle.zoo.testing.Tones;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private final SoundClassifier classifier = SoundClassifier.of(Tones.model(), Options.defaults());

    @AfterEach
    void close() {
        classifier.close();
    }

    @Test
    void explains_the_window_in_which_the_label_is_likeliest() {
        Explanation why = classifier.explain(AudioClip.ofMono(Tones.threeSounds(), Tones.RATE), "whistle");

        assertThat(why.label()).isEqualTo("whistle");
        assertThat(why.startSeconds()).isBetween(1.0, 1.75);
        assertThat(why.prediction().label()).isEqualTo("whistle");
        assertThat(why.spectrogram().rows()).isEqualTo(Tones.FRONT_END.bands());
        assertThat(why.importance().frames()).isEqualTo(Tones.FRONT_END.frames());
    }

    @Test
    void finds_the_bands_of_a_whistle() {
        Explanation why = classifier.explain(Tones.whistle(0.25));

        boolean[] marked = why.marked(0.1);
        int frames = why.importance().frames();
        double inside = 0;
        double all = 0;
        for (int place = 0; place < marked.length; place++) {
            all += marked[place] ? 1 : 0;
            inside += marked[place] && place / frames >= 8
                    ? 1
                    : 0; // 2 200 Hz and more are in the upper half of 16 bands to 4 kHz
        }
        assertThat(why.label()).isEqualTo("whistle");
        assertThat(inside / all).isGreaterThan(0.6);
    }

    @Test
    void masking_what_it_marks_costs_the_label_more_than_masking_random_places() {
        MaskingTrial trial = new MaskingTrial(Tones.model(), 20);
        for (int i = 0; i < 15; i++) {
            AudioClip clip = AudioClip.ofMono(Tones.sound(i % 3, 0.25, 200 + i), Tones.RATE);
            trial.add(classifier.explain(clip, Tones.LABELS.get(i % 3)));
        }

        assertThat(trial.share()).as("share of %d clips", trial.clips()).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void marks_exactly_the_share_asked_for() {
        Explanation why = classifier.explain(Tones.hum(0.25));

        for (double share : new double[] {0.05, 0.1, 0.5, 1}) {
            int marked = 0;
            for (boolean place : why.marked(share)) {
                marked += place ? 1 : 0;
            }
            assertThat(marked).isEqualTo((int) Math.round(share * 128));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> why.marked(0))
                .withMessage("share must be in (0, 1], got 0.0");
    }

    @Test
    void draws_the_spectrogram_with_a_glow_where_it_matters() {
        Explanation why = classifier.explain(Tones.whistle(0.25));

        BufferedImage picture = why.picture(3);

        assertThat(picture.getWidth()).isEqualTo(3 * 8);
        assertThat(picture.getHeight()).isEqualTo(3 * 16);
        float[] importance = why.importance().values();
        int most = 0;
        for (int place = 0; place < importance.length; place++) {
            most = importance[place] > importance[most] ? place : most;
            int rgb = picture.getRGB(3 * (place % 8) + 1, 3 * (15 - place / 8) + 1);
            boolean grey = (rgb >> 16 & 255) == (rgb & 255);
            assertThat(grey || importance[place] > 0).as("place %d", place).isTrue();
        }
        int rgb = picture.getRGB(3 * (most % 8) + 1, 3 * (15 - most / 8) + 1);
        assertThat(rgb >> 16 & 255).isGreaterThan((rgb & 255) + 100);
    }

    @Test
    void refuses_labels_and_sizes_that_are_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.explain(Tones.hum(1), "tuba"))
                .withMessage("label must be one of [hum, whistle, hiss], got tuba");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.explain(Tones.hum(1)).picture(0))
                .withMessage("scale must be at least 1, got 0");
    }
}
