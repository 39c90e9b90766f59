package io.auricle.training.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.augment.Augmentation;
import io.auricle.features.FrontEnd;
import io.auricle.training.internal.run.RunConfig;
import io.auricle.zoo.Architectures;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingOptionsTest {
    @Test
    void the_notebooks_recipe_is_the_notebooks() {
        TrainingOptions options =
                TrainingOptions.builder().recipe(Recipe.NOTEBOOK).build();

        assertThat(options.model()).isEqualTo(Architectures.CNN_LSTM);
        assertThat(options.frontEnd()).isEqualTo(FrontEnd.urbanSound());
        assertThat(options.learningRate()).isEqualTo(1e-4);
        assertThat(options.schedule()).isEqualTo(LearningRateSchedule.CONSTANT);
        assertThat(options.batch()).isEqualTo(32);
        assertThat(options.epochs()).isEqualTo(40);
        assertThat(options.validation()).isEqualTo(TrainingOptions.Validation.LAST_FIFTH);
        assertThat(options.keep()).isEqualTo(TrainingOptions.Keep.LAST);
        assertThat(options.augmentation()).isEqualTo(Augmentation.none());
        assertThat(options.dropShortClips()).isTrue();
        assertThat(options.batchNormDecay()).isEqualTo(0.99);
        assertThat(options.adamEpsilon()).isEqualTo(1e-7);
    }

    @Test
    void a_set_option_stands_whatever_the_recipe_and_the_order() {
        TrainingOptions before = TrainingOptions.builder()
                .learningRate(0.5)
                .recipe(Recipe.NOTEBOOK)
                .build();
        TrainingOptions after = TrainingOptions.builder()
                .recipe(Recipe.NOTEBOOK)
                .learningRate(0.5)
                .build();

        assertThat(before.learningRate()).isEqualTo(0.5);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void a_builder_made_of_options_builds_the_same_options() {
        TrainingOptions options = TrainingOptions.builder()
                .recipe(Recipe.NOTEBOOK)
                .model(Architectures.CRNN)
                .epochs(7)
                .batch(5)
                .learningRate(0.01)
                .schedule(LearningRateSchedule.COSINE)
                .weightDecay(0.1)
                .dropout(0.5)
                .labelSmoothing(0.2)
                .augmentation(Augmentation.standard())
                .balanceClasses(true)
                .averageDecay(0.9)
                .debiasBatchNorm(true)
                .batchNormDecay(0.5)
                .validation(TrainingOptions.Validation.OF_SPLIT)
                .keep(TrainingOptions.Keep.BEST)
                .patience(3)
                .dropShortClips(false)
                .unsureBelow(0.4)
                .seed(9)
                .threads(1)
                .oneDnn(false)
                .resume(true)
                .cache(Path.of("cache"))
                .build();

        assertThat(options.toBuilder().build()).isEqualTo(options);
        assertThat(RunConfig.options(options).size())
                .isEqualTo(options.getClass().getRecordComponents().length - 2);
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
                    case "epochs" -> b -> b.epochs((int) value);
                    case "batch" -> b -> b.batch((int) value);
                    case "learningRate" -> b -> b.learningRate(value);
                    case "weightDecay" -> b -> b.weightDecay(value);
                    case "dropout" -> b -> b.dropout(value);
                    case "labelSmoothing" -> b -> b.labelSmoothing(value);
                    case "averageDecay" -> b -> b.averageDecay(value);
                    case "batchNormDecay" -> b -> b.batchNormDecay(value);
                    case "unsureBelow" -> b -> b.unsureBelow(value);
                    case "patience" -> b -> b.patience((int) value);
                    default -> b -> b.threads((int) value);
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
