package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.classify.SoundClassifier.Options;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Thresholds;
import io.auricle.zoo.testing.OtherModels;
import io.auricle.zoo.testing.TestModels;
import io.auricle.zoo.testing.Tones;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Classifiers of models with several windows, several inputs, several answers at once, several networks, or no front end. */
class OtherModelsTest {
    private static final float CLOSE = 1e-5f;

    @TempDir
    private Path folder;

    @Test
    void reads_several_windows_at_once_and_averages_over_the_clip() {
        SoundModel model = OtherModels.multiLabel(3, Thresholds.none());
        AudioClip clip = noise(1.0, 16_000);
        float[] samples = clip.channel(0);
        int stretch = OtherModels.SHORT.windowSamples() + 2 * OtherModels.SHORT.hopSamples();
        int hop = 3 * OtherModels.SHORT.hopSamples();
        List<float[]> answers = new ArrayList<>();
        for (int from = 0; from + stretch <= samples.length; from += hop) {
            answers.add(answer(model, input(model.input(), samples, from)));
        }

        try (SoundClassifier fast = SoundClassifier.of(model, Options.defaults());
                SoundClassifier stock =
                        SoundClassifier.of(model, Options.defaults().withoutOneDnn())) {
            assertThat(answers).hasSizeGreaterThan(3);
            assertThat(stock.predict(clip)).containsExactly(MeanAnswer.of(answers), within(CLOSE));
            assertThat(fast.predict(clip)).containsExactly(MeanAnswer.of(answers), within(CLOSE));
        }
    }

    @Test
    void cuts_two_inputs_of_different_rates_at_the_same_times() {
        SoundModel model = OtherModels.twoInputs();
        AudioClip clip = noise(1.0, 16_000);
        float[] atLong = clip.resampledTo(8_000).channel(0);
        float[] atShort = clip.channel(0);
        FrontEnd lead = TestModels.FRONT_END;
        List<float[]> answers = new ArrayList<>();
        for (int i = 0; i * lead.hopSamples() + lead.windowSamples() <= atLong.length; i++) {
            int from = i * lead.hopSamples();
            answers.add(answer(
                    model,
                    input(model.inputs().get(0), atLong, from),
                    input(model.inputs().get(1), atShort, 2 * from)));
        }

        try (SoundClassifier classifier = SoundClassifier.of(model, Options.defaults())) {
            assertThat(classifier.frontEnd()).isEqualTo(lead);
            assertThat(answers).hasSize(4);
            assertThat(classifier.predict(clip)).containsExactly(MeanAnswer.of(answers), within(CLOSE));
        }
    }

    private static INDArray input(ModelInput input, float[] samples, int from) {
        FrontEnd frontEnd = input.frontEnd().orElseThrow();
        Extractor extractor = frontEnd.extractor();
        float[] values = new float[input.size()];
        for (int window = 0; window < input.windows(); window++) {
            int start = from + window * frontEnd.hopSamples();
            float[] one = Arrays.copyOfRange(samples, start, start + frontEnd.windowSamples());
            extractor.computeInto(one, values, window * extractor.size());
        }
        input.standardizer().applyInPlace(values);
        return Nd4j.createFromArray(values).reshape(1, input.windows(), frontEnd.bands(), frontEnd.frames());
    }

    private static float[] answer(SoundModel model, INDArray... inputs) {
        return model.graph().outputSingle(inputs).dup().reshape(3).toFloatVector();
    }

    @Test
    void gives_several_answers_at_once_for_clips_timelines_and_live_sound() throws IOException {
        AudioClip clip = noise(1.0, 16_000);
        Path wav = folder.resolve("noise.wav");
        AudioFiles.writeWav(wav, clip);
        SoundModel model = OtherModels.multiLabel(2, Thresholds.perLabel(List.of(0.0, 1.0, 0.001)));
        try (SoundClassifier classifier = SoundClassifier.of(model, Options.defaults())) {
            Prediction answer = classifier.classify(clip);
            List<Segment> timeline = classifier.timeline(wav);
            List<Prediction> live = new ArrayList<>();
            LiveSound.Options every = new LiveSound.Options(0.1, 1);
            classifier
                    .listen(16_000, every, change -> live.add(change.prediction()))
                    .push(new float[][] {clip.channel(0)});

            for (Prediction prediction : List.of(answer, timeline.get(0).prediction(), live.get(0))) {
                assertThat(prediction.labels()).containsExactlyInAnyOrder("siren", "jackhammer");
                assertThat(prediction.doubt()).isEmpty();
                assertThat(prediction.toString())
                        .contains("siren", ", ", "jackhammer")
                        .doesNotContain("dog_bark");
            }
            assertThat(classifier.mean(timeline).ranking()).hasSize(3);
            assertThat(live).hasSize(1); // the same labels in every window are no change
            assertThat(timeline.get(0).endSeconds()).isCloseTo(0.15, within(1e-9));
            assertThat(timeline.get(1).startSeconds()).isCloseTo(0.1, within(1e-9));
        }
    }

    @Test
    void doubts_where_no_label_reaches_its_threshold() {
        SoundModel model = OtherModels.multiLabel(2, Thresholds.of(1));
        try (SoundClassifier classifier = SoundClassifier.of(model, Options.defaults())) {
            Prediction answer = classifier.classify(noise(1.0, 16_000));

            assertThat(answer.labels()).isEmpty();
            assertThat(answer.doubt()).isEqualTo(Optional.of(Prediction.Doubt.BELOW_THRESHOLD));
            assertThat(answer.sure()).isFalse();
            assertThat(answer)
                    .hasToString("not sure (%s %.0f %%)".formatted(answer.label(), 100 * answer.probability()));
        }
    }

    @Test
    void explains_one_of_several_answers_over_all_windows() {
        SoundModel model = OtherModels.multiLabel(2, Thresholds.none());
        try (SoundClassifier classifier = SoundClassifier.of(model, Options.defaults())) {
            Explanation why = classifier.explain(noise(1.0, 16_000), "dog_bark");

            assertThat(why.spectrogram().rows()).isEqualTo(OtherModels.SHORT.bands());
            assertThat(why.spectrogram().frames()).isEqualTo(2 * OtherModels.SHORT.frames());
            assertThat(why.importance().values())
                    .contains(why.importance().values()[0])
                    .doesNotContain(Float.NaN);
            assertThat(why.marked(0.25)).contains(true, false);
        }
    }

    @Test
    void explains_a_network_of_two_inputs_by_the_longer_one() {
        try (SoundClassifier classifier = SoundClassifier.of(OtherModels.twoInputs(), Options.defaults())) {
            Explanation why = classifier.explain(noise(1.0, 16_000));

            assertThat(why.spectrogram().rows()).isEqualTo(TestModels.FRONT_END.bands());
            assertThat(why.spectrogram().frames()).isEqualTo(TestModels.FRONT_END.frames());
        }
    }

    @Test
    void an_explanation_takes_at_most_a_hundred_calls() {
        for (int[] size : new int[][] {{64, 173}, {128, 173}, {23, 35}, {16, 8}, {1, 1}, {513, 999}}) {
            int[] calls = {0};
            Function<List<float[]>, double[]> network = pictures -> {
                calls[0]++;
                assertThat(pictures).hasSizeLessThanOrEqualTo(Occlusion.CALL);
                return pictures.stream().mapToDouble(picture -> picture[0]).toArray();
            };
            float[] picture = new float[size[0] * size[1]];
            new Random(1).doubles().limit(picture.length).forEach(value -> picture[0] += (float) value);

            List<Occlusion.Cell> cells = new Occlusion(size[0], size[1], picture, network).cellsInOrder();

            assertThat(calls[0]).as("calls for %d x %d", size[0], size[1]).isLessThanOrEqualTo(100);
            assertThat(cells.stream().mapToInt(Occlusion.Cell::places).sum()).isEqualTo(picture.length);
        }
    }

    @Test
    void an_ensemble_answers_with_the_mean_of_each_models_clip_answer() throws IOException {
        SoundModel tones = Tones.model();
        SoundModel other = relabelled(OtherModels.residual(), tones.labels());
        AudioClip clip = AudioClip.ofMono(Tones.threeSounds(), Tones.RATE);
        Path wav = folder.resolve("three.wav");
        AudioFiles.writeWav(wav, clip);
        try (SoundClassifier both = SoundClassifier.ensemble(List.of(tones, other));
                SoundClassifier first = SoundClassifier.of(tones, Options.defaults());
                SoundClassifier second = SoundClassifier.of(other, Options.defaults())) {
            float[] mean = MeanAnswer.of(List.of(first.predict(clip), second.predict(clip)));

            assertThat(both.predict(clip)).containsExactly(mean, within(CLOSE));
            assertThat(both.thresholds()).isEqualTo(tones.thresholds());
            List<Segment> together = both.timeline(wav);
            assertThat(together).hasSameSizeAs(first.timeline(wav));
            assertThat(probability(together.get(2), "hiss"))
                    .isCloseTo(
                            (probability(first.timeline(wav).get(2), "hiss")
                                            + probability(second.timeline(wav).get(2), "hiss"))
                                    / 2,
                            within(1e-5));
            assertThatThrownBy(() -> both.explain(clip))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("an explanation must be of one network, got an ensemble of 2");
        }
    }

    @Test
    void an_ensemble_may_mix_front_ends() {
        SoundModel two = OtherModels.twoInputs();
        SoundModel one = OtherModels.residual();
        AudioClip clip = noise(1.0, 16_000);
        try (SoundClassifier both = SoundClassifier.ensemble(List.of(two, one));
                SoundClassifier first = SoundClassifier.of(two, Options.defaults());
                SoundClassifier second = SoundClassifier.of(one, Options.defaults())) {
            float[] mean = MeanAnswer.of(List.of(first.predict(clip), second.predict(clip)));

            assertThat(both.predict(clip)).containsExactly(mean, within(1e-4f));
        }
    }

    private static double probability(Segment segment, String label) {
        return segment.prediction().ranking().stream()
                .filter(ranked -> ranked.label().equals(label))
                .findFirst()
                .orElseThrow()
                .probability();
    }

    @Test
    void refuses_an_ensemble_of_different_labels_showing_both() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoundClassifier.ensemble(List.of(Tones.model(), OtherModels.residual())))
                .withMessage(
                        "models of an ensemble must have equal labels and outputs, got SOFTMAX [hum, whistle, hiss]"
                                + " and SOFTMAX [siren, dog_bark, jackhammer]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoundClassifier.ensemble(List.of()))
                .withMessage("models must be at least 1, got 0");
    }

    private static SoundModel relabelled(SoundModel model, List<String> labels) {
        return new SoundModel(model.graph(), model.inputs(), labels, model.output(), Map.of(), model.thresholds());
    }

    @Test
    void answers_arrays_only_where_there_is_no_front_end() {
        SoundModel model = OtherModels.values();
        float[] a = {1, -2, 0.5f};
        float[] b = {3, 4};
        INDArray expected = model.graph()
                .outputSingle(
                        Nd4j.createFromArray(a).reshape(1, 3),
                        Nd4j.createFromArray(b).reshape(1, 2));
        try (SoundClassifier classifier = SoundClassifier.of(model, Options.defaults())) {
            classifier.warmUp();

            assertThat(classifier.predict(a, b))
                    .containsExactly(expected.dup().reshape(2).toFloatVector(), within(CLOSE));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> classifier.predict(a))
                    .withMessage("inputs must be 2 arrays, got 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> classifier.predict(a, a))
                    .withMessage("input b must hold 2 values, got 3");
            for (Runnable sound : List.<Runnable>of(
                    () -> classifier.classify(Tones.hum(1)),
                    () -> classifier.predict(Tones.hum(1)),
                    classifier::frontEnd,
                    () -> classifier.explain(Tones.hum(1), "a"),
                    () -> classifier.listen(8_000, LiveSound.Options.defaults(), change -> {}))) {
                assertThatThrownBy(sound::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("the model must have a front end for sound, got none; use predict with arrays");
            }
        }
    }

    private static AudioClip noise(double seconds, int rate) {
        Random random = new Random(9);
        float[] samples = new float[(int) (seconds * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.2 * random.nextGaussian());
        }
        return AudioClip.ofMono(samples, rate);
    }
}
