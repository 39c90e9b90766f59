package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auricle.audio.Resampler;
import io.auricle.zoo.classify.LiveSound.Change;
import io.auricle.zoo.classify.SoundClassifier.Options;
import io.auricle.zoo.testing.Tones;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveSoundTest {
    private final SoundClassifier classifier = SoundClassifier.of(Tones.model(), Options.defaults());
    private final List<Change> changes = new ArrayList<>();
    private final List<Segment> windows = new ArrayList<>();
    private final List<Change> moments = new ArrayList<>();

    @AfterEach
    void close() {
        classifier.close();
    }

    @Test
    void reports_each_change_of_label_once() {
        listen(Tones.RATE, new LiveSound.Options(0.125, 1), Tones.threeSounds(), 700);

        assertThat(sureLabels()).containsExactly("hum", "whistle", "hiss");
        assertThat(changes.get(0).atSeconds()).isEqualTo(0.25);
        assertThat(windows).hasSize(23);
    }

    @Test
    void tells_after_every_window_what_is_heard_and_a_change_just_before() {
        listen(Tones.RATE, new LiveSound.Options(0.125, 2), Tones.threeSounds(), 700);

        assertThat(moments).hasSameSizeAs(windows).containsAll(changes);
        assertThat(moments)
                .extracting(Change::atSeconds)
                .isEqualTo(windows.stream().map(Segment::endSeconds).toList());
    }

    @Test
    void smooths_a_short_sound_away() {
        float[] samples = Tones.sound(0, 3, 80);
        System.arraycopy(Tones.sound(2, 0.25, 80), 0, samples, 8_000, 2_000);

        listen(Tones.RATE, new LiveSound.Options(0.25, 1), samples, 500);
        assertThat(sureLabels()).containsExactly("hum", "hiss", "hum");
        changes.clear();
        listen(Tones.RATE, new LiveSound.Options(0.25, 5), samples, 500);

        assertThat(changes)
                .allSatisfy(change -> assertThat(change.prediction().label()).isEqualTo("hum"));
    }

    @Test
    void hears_the_same_in_blocks_of_any_size() {
        listen(Tones.RATE, new LiveSound.Options(0.1, 3), Tones.threeSounds(), 1);
        List<Change> singly = List.copyOf(changes);
        changes.clear();
        listen(Tones.RATE, new LiveSound.Options(0.1, 3), Tones.threeSounds(), 24_000);

        assertThat(changes).isEqualTo(singly);
    }

    @Test
    void takes_empty_blocks_and_blocks_of_many_windows_of_any_number_of_channels() {
        float[] samples = Tones.threeSounds();
        listen(Tones.RATE, new LiveSound.Options(0.1, 3), samples, samples.length);
        List<Change> atOnce = List.copyOf(changes);
        changes.clear();
        LiveSound live = classifier.listen(Tones.RATE, new LiveSound.Options(0.1, 3), changes::add);

        live.push(new float[1][0]);
        live.push(new float[][] {samples, samples, samples}, 0, 1);
        live.push(new float[8][0]);
        live.push(new float[][] {samples}, 1, samples.length - 1);

        assertThat(changes).isEqualTo(atOnce);
    }

    @Test
    void goes_on_after_a_listener_that_failed() {
        List<Double> told = new ArrayList<>();
        LiveSound live = classifier.listen(Tones.RATE, new LiveSound.Options(0.25, 1), change -> {
            told.add(change.atSeconds());
            throw new IllegalStateException("the listener fails");
        });
        float[] hum = Tones.sound(0, 0.25, 60);

        assertThatThrownBy(() -> live.push(new float[][] {hum})).hasMessage("the listener fails");
        live.push(new float[][] {hum});
        assertThatThrownBy(() -> live.push(new float[][] {Tones.sound(1, 0.25, 60)}))
                .hasMessage("the listener fails");

        assertThat(told).containsExactly(0.25, 0.75);
    }

    @Test
    void resamples_and_mixes_as_it_listens() {
        float[] fast = Resampler.of(Tones.RATE, 44_100).resample(Tones.threeSounds());

        listen(44_100, new LiveSound.Options(0.25, 1), fast, 1_024);

        assertThat(sureLabels()).containsExactly("hum", "whistle", "hiss");
    }

    @Test
    void refuses_blocks_and_settings_that_are_none() {
        LiveSound live = classifier.listen(Tones.RATE, LiveSound.Options.defaults(), changes::add);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> live.push(new float[0][]))
                .withMessage("block must have at least 1 channel, got 0");
        for (float[][] uneven : new float[][][] {{{0, 0}, {0}}, {{0}, {0, 0}}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> live.push(uneven))
                    .withMessage("channels of a block must have equal lengths, got %d and %d"
                            .formatted(uneven[0].length, uneven[1].length));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> live.push(new float[][] {{0, Float.NaN}}))
                .withMessage("samples must be finite, got NaN at index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier.listen(0, LiveSound.Options.defaults(), changes::add))
                .withMessage("live sound must have a sample rate in [1, 100000000] Hz, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LiveSound.Options(Double.NaN, 1))
                .withMessage("hopSeconds must be above 0, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LiveSound.Options(1, 0))
                .withMessage("smoothedWindows must be at least 1, got 0");
    }

    private void listen(int rate, LiveSound.Options options, float[] samples, int blockSamples) {
        LiveSound live = classifier.listen(rate, options, new LiveSound.Listener() {
            @Override
            public void changed(Change change) {
                changes.add(change);
            }

            @Override
            public void predicted(Segment window) {
                windows.add(window);
            }

            @Override
            public void current(Change now) {
                moments.add(now);
            }
        });
        float[][] stereo = {samples, samples};
        for (int at = 0; at < samples.length; at += blockSamples) {
            live.push(stereo, at, Math.min(blockSamples, samples.length - at));
        }
    }

    private List<String> sureLabels() {
        List<String> labels = new ArrayList<>();
        for (Change change : changes) {
            String label = change.prediction().label();
            if (change.prediction().sure()
                    && (labels.isEmpty() || !labels.get(labels.size() - 1).equals(label))) {
                labels.add(label);
            }
        }
        return labels;
    }
}
