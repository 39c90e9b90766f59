package io.auricle.training.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.auricle.augment.Augmentation;
import io.auricle.training.TinySounds;
import io.auricle.training.internal.Randomness;
import io.auricle.training.options.TrainingOptions;
import io.auricle.zoo.model.Standardizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final int BANDS = 8;
    private static final int FRAMES = 10;
    private static final int LENGTH = BANDS * FRAMES;

    @Test
    void an_epoch_sees_every_window_once_in_another_order_each_time() {
        BatchPlan plan = new BatchPlan(new int[10], 4, false, new Randomness(1));

        int[] first = plan.order(1);

        assertThat(first).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(plan.order(1)).isEqualTo(first);
        assertThat(plan.order(2)).isNotEqualTo(first);
        assertThat(new BatchPlan(new int[10], 4, false, new Randomness(2)).order(1))
                .isNotEqualTo(first);
    }

    @Test
    void a_rest_of_one_window_joins_the_batch_before_it() {
        BatchPlan plan = new BatchPlan(new int[9], 4, false, new Randomness(1));

        assertThat(sizes(plan)).containsExactly(4, 5);
        assertThat(plan.largestBatch()).isEqualTo(5);
    }

    @Test
    void a_rest_of_two_windows_is_a_batch() {
        assertThat(sizes(new BatchPlan(new int[10], 4, false, new Randomness(1))))
                .containsExactly(4, 4, 2);
    }

    @Test
    void fewer_windows_than_a_batch_are_one_batch() {
        assertThat(sizes(new BatchPlan(new int[3], 32, false, new Randomness(1))))
                .containsExactly(3);
    }

    @Test
    void balanced_epochs_draw_each_class_equally_often() {
        int[] labels = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1};
        BatchPlan plan = new BatchPlan(labels, 4, true, new Randomness(1));

        int[] order = plan.order(1);

        assertThat(Arrays.stream(order).filter(window -> labels[window] == 1)).hasSize(5);
    }

    @Test
    void one_window_is_too_few() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchPlan(new int[1], 4, false, new Randomness(1)))
                .withMessage("training part must hold at least 2 windows, got 1");
    }

    @Test
    void without_augmentation_a_batch_holds_the_windows_and_their_one_hot_labels() {
        Batch batch = fill(
                options()
                        .input(i -> i.augmentation(Augmentation.none()))
                        .regularisation(r -> r.labelSmoothing(0))
                        .build(),
                1,
                0);

        assertThat(batch.dataSet().getFeatures().reshape(2, LENGTH).toFloatMatrix())
                .isDeepEqualTo(new float[][] {window(1), window(2)});
        assertThat(batch.dataSet().getLabels().toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 1, 0}, {0, 0, 1}});
    }

    @Test
    void label_smoothing_spreads_its_share_over_all_classes() {
        Batch batch = fill(
                options()
                        .input(i -> i.augmentation(Augmentation.none()))
                        .regularisation(r -> r.labelSmoothing(0.3))
                        .build(),
                1,
                0);

        assertThat(batch.dataSet().getLabels().toFloatMatrix()[0]).containsExactly(0.1f, 0.8f, 0.1f);
    }

    @Test
    void mixup_mixes_windows_and_labels_by_the_same_share() {
        Batch batch = fill(
                options()
                        .input(i -> i.augmentation(Augmentation.none().withMixupAlpha(1)))
                        .regularisation(r -> r.labelSmoothing(0))
                        .build(),
                1,
                0);

        float[][] labels = batch.dataSet().getLabels().toFloatMatrix();
        float[] first = batch.dataSet().getFeatures().reshape(2, LENGTH).toFloatMatrix()[0];
        float share = labels[0][1];
        assertThat(share).isBetween(0.001f, 0.999f);
        assertThat(labels[0][2]).isCloseTo(1 - share, within(1e-6f));
        assertThat(first[0]).isCloseTo(share * 1 + (1 - share) * 2, within(1e-5f));
    }

    @Test
    void a_batch_depends_on_seed_epoch_and_step_alone() {
        TrainingOptions options =
                options().input(i -> i.augmentation(Augmentation.standard())).build();

        String batch = text(fill(options, 2, 5));

        assertThat(text(fill(options, 2, 5))).isEqualTo(batch);
        assertThat(text(fill(options, 3, 5))).isNotEqualTo(batch);
        assertThat(text(fill(options, 2, 6))).isNotEqualTo(batch);
        assertThat(text(fill(options.toBuilder().seed(2).build(), 2, 5))).isNotEqualTo(batch);
    }

    @Test
    void beta_draws_have_the_right_mean_and_variance() {
        SplittableRandom random = new SplittableRandom(1);
        double[] draws = IntStream.range(0, 20_000)
                .mapToDouble(i -> BatchMaker.beta(random, 0.3))
                .toArray();

        double mean = Arrays.stream(draws).average().orElseThrow();
        double variance =
                Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.01));
        assertThat(variance).isCloseTo(1 / (4 * (2 * 0.3 + 1)), within(0.005));
    }

    private static int[] sizes(BatchPlan plan) {
        int[] order = plan.order(1);
        return IntStream.range(0, plan.steps())
                .map(step -> plan.windows(order, step).length)
                .toArray();
    }

    private static TrainingOptions.Builder options() {
        return TinySounds.options();
    }

    /** A batch of two windows, of class 1 and 2, whose values are all 1 and all 2. */
    private static Batch fill(TrainingOptions options, int epoch, int step) {
        float[][] values = {window(1), window(2)};
        WindowSet windows = new WindowSet(List.of(), new int[] {0, 0}, new int[] {1, 2}, values, BANDS, FRAMES);
        Batch batch = new Batch(2, BANDS, FRAMES, 3);
        Augmenter augmenter =
                new Augmenter(windows, options.input().augmentation(), new Standardizer(0, 1), Optional.empty());
        new BatchMaker(
                        windows,
                        3,
                        augmenter,
                        options.input().augmentation().mixupAlpha(),
                        options.regularisation().labelSmoothing(),
                        new Randomness(options.seed()))
                .fill(batch, epoch, step, new int[] {0, 1});
        batch.toNative();
        return batch;
    }

    private static String text(Batch batch) {
        return Arrays.deepToString(
                batch.dataSet().getFeatures().reshape(2, LENGTH).toFloatMatrix());
    }

    private static float[] windows(float... values) {
        float[] all = new float[values.length * LENGTH];
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(all, i * LENGTH, (i + 1) * LENGTH, values[i]);
        }
        return all;
    }

    private static float[] window(float value) {
        return windows(value);
    }
}
