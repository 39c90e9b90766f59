package io.auricle.training.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.augment.Augmentation;
import io.auricle.features.ClipEnd;
import io.auricle.features.FrontEnd;
import io.auricle.training.internal.learn.Learner;
import io.auricle.training.internal.run.RunConfig;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.Architectures;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingOptionsTest {
    @Test
    void the_notebooks_recipe_is_the_notebooks() {
        TrainingOptions options =
                TrainingOptions.builder().recipe(Recipe.NOTEBOOK).build();

        assertThat(options.model()).isEqualTo(Architectures.CNN_LSTM);
        assertThat(options.input().frontEnd()).isEqualTo(FrontEnd.urbanSound());
        assertThat(options.optimisation().learningRate()).isEqualTo(1e-4);
        assertThat(options.optimisation().schedule()).isEqualTo(LearningRateSchedule.CONSTANT);
        assertThat(options.optimisation().batch()).isEqualTo(32);
        assertThat(options.optimisation().epochs()).isEqualTo(40);
        assertThat(options.selection().validation()).isEqualTo(Selection.Validation.LAST_FIFTH);
        assertThat(options.selection().keep()).isEqualTo(Selection.Keep.LAST);
        assertThat(options.input().augmentation()).isEqualTo(Augmentation.none());
        assertThat(options.input().dropShortClips()).isTrue();
        assertThat(options.regularisation().batchNormDecay()).isEqualTo(0.99);
        assertThat(options.optimisation().optimiser()).isEqualTo(new Optimiser.Adam(0.9, 0.999, 1e-7));
    }

    @Test
    void a_set_option_stands_whatever_the_recipe_and_the_order() {
        TrainingOptions before = TrainingOptions.builder()
                .optimisation(o -> o.learningRate(0.5))
                .recipe(Recipe.NOTEBOOK)
                .build();
        TrainingOptions after = TrainingOptions.builder()
                .recipe(Recipe.NOTEBOOK)
                .optimisation(o -> o.learningRate(0.5))
                .build();

        assertThat(before.optimisation().learningRate()).isEqualTo(0.5);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void a_builder_made_of_options_builds_the_same_options() {
        TrainingOptions options = TrainingOptions.builder()
                .recipe(Recipe.NOTEBOOK)
                .model(Architectures.CRNN)
                .optimisation(o ->
                        o.epochs(7).leastSteps(9).batch(5).learningRate(0.01).schedule(LearningRateSchedule.COSINE))
                .regularisation(r -> r.weightDecay(0.1).dropout(0.5).labelSmoothing(0.2))
                .input(i -> i.augmentation(Augmentation.standard()).balanceClasses(true))
                .regularisation(r -> r.averageDecay(0.9).debiasBatchNorm(true).batchNormDecay(0.5))
                .selection(s -> s.validation(Selection.Validation.OF_SPLIT)
                        .keep(Selection.Keep.BEST)
                        .patience(3))
                .input(i -> i.dropShortClips(false))
                .selection(s -> s.unsureBelow(0.4))
                .seed(9)
                .execution(e -> e.threads(1).oneDnn(false).resume(true).cache(Path.of("cache")))
                .build();

        assertThat(options.toBuilder().build()).isEqualTo(options);
        assertThat(RunConfig.options(options).size())
                .isEqualTo(3
                        + groups(options)
                                .mapToInt(group -> group.getClass().getRecordComponents().length)
                                .sum());
    }

    /** Those that decide the outcome. */
    private static Stream<Record> groups(TrainingOptions options) {
        return Stream.of(options.input(), options.optimisation(), options.regularisation(), options.selection());
    }

    @Test
    void a_recipe_of_ones_own_is_a_value() {
        Recipe gentle = new Recipe("gentle", Architectures.SB_CNN, (network, options) -> {
            Recipe.BEST.defaults().accept(network, options);
            options.optimisation(o -> o.learningRate(5e-4)).regularisation(r -> r.labelSmoothing(0.3));
        });

        TrainingOptions options = TrainingOptions.builder()
                .regularisation(r -> r.labelSmoothing(0.2))
                .recipe(gentle)
                .build();

        assertThat(options.model()).isEqualTo(Architectures.SB_CNN);
        assertThat(options.input().frontEnd())
                .isEqualTo(Architectures.SB_CNN.usualFrontEnd().toBuilder()
                        .clipEnd(ClipEnd.ALIGN)
                        .build());
        assertThat(options.optimisation().learningRate()).isEqualTo(5e-4);
        assertThat(options.optimisation().schedule()).isEqualTo(LearningRateSchedule.ONE_CYCLE);
        assertThat(options.regularisation().labelSmoothing()).isEqualTo(0.2);
        assertThat(RunConfig.options(options).path("recipe").asText()).isEqualTo("gentle");
    }

    @Test
    void each_network_starts_from_a_front_end_that_it_takes() {
        for (Recipe recipe : Recipe.all()) {
            for (Architecture model : Architectures.all()) {
                TrainingOptions options =
                        TrainingOptions.builder().recipe(recipe).model(model).build();

                assertThatCode(() -> Learner.requireFit(options, 10))
                        .as(recipe.word() + " " + model.word())
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epochs|0|epochs must be at least 1, got 0",
                "batch|1|batch must be at least 2, got 1",
                "learningRate|NaN|learningRate must be in (0, 1], got NaN",
                "weightDecay|-1|weightDecay must be in [0, 1), got -1.0",
                "dropout|1.1|dropout must be in [0, 1], got 1.1",
                "labelSmoothing|1|labelSmoothing must be in [0, 1), got 1.0",
                "averageDecay|1|averageDecay must be in [0, 1), got 1.0",
                "batchNormDecay|1|batchNormDecay must be in [0, 1), got 1.0",
                "unsureBelow|1.5|unsureBelow must be in [0, 1], got 1.5",
                "patience|0|patience must be at least 1, got 0",
                "threads|0|threads must be at least 1, got 0"
            })
    void refuses_what_is_out_of_range(String option, double value, String message) {
        TrainingOptions.Builder builder = TrainingOptions.builder();
        UnaryOperator<TrainingOptions.Builder> set =
                switch (option) {
                    case "epochs" -> b -> b.optimisation(o -> o.epochs((int) value));
                    case "batch" -> b -> b.optimisation(o -> o.batch((int) value));
                    case "learningRate" -> b -> b.optimisation(o -> o.learningRate(value));
                    case "weightDecay" -> b -> b.regularisation(r -> r.weightDecay(value));
                    case "dropout" -> b -> b.regularisation(r -> r.dropout(value));
                    case "labelSmoothing" -> b -> b.regularisation(r -> r.labelSmoothing(value));
                    case "averageDecay" -> b -> b.regularisation(r -> r.averageDecay(value));
                    case "batchNormDecay" -> b -> b.regularisation(r -> r.batchNormDecay(value));
                    case "unsureBelow" -> b -> b.selection(s -> s.unsureBelow(value));
                    case "patience" -> b -> b.selection(s -> s.patience((int) value));
                    default -> b -> b.execution(e -> e.threads((int) value));
                };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.apply(builder).build())
                .withMessage(message);
    }

    @Test
    void recipes_have_words() {
        assertThat(Recipe.of("best")).isEqualTo(Recipe.BEST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.of("worst"))
                .withMessage("recipe must be notebook or best, got worst");
    }
}
