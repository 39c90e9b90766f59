package io.auricle.examples;

import io.auricle.augment.Augmentation;
import io.auricle.features.FrontEnd;
import io.auricle.training.options.Recipe;
import io.auricle.training.options.TrainingOptions;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.Architectures;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a training that {@code train} and {@code crossvalidate} share. */
final class TrainingChoices {

    @Option(
            names = "--model",
            paramLabel = "NETWORK",
            converter = ArchitectureConverter.class,
            completionCandidates = Candidates.Architectures.class,
            description = "cnn-lstm, cnn, crnn or sb-cnn. Default: cnn-lstm with the notebook's recipe, else crnn.")
    private Architecture model;

    @Option(
            names = "--recipe",
            defaultValue = "best",
            paramLabel = "RECIPE",
            converter = RecipeConverter.class,
            description = "notebook (the origin's, exactly) or best. Default: ${DEFAULT-VALUE}.")
    private Recipe recipe;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training windows. Default: 40.")
    private Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Windows per step. Default: 32.")
    private Integer batch;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Peak learning rate. Default: the recipe's.")
    private Double learningRate;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of every random choice. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with. Default: all cores.")
    private Integer threads;

    @Option(
            names = "--augment",
            negatable = true,
            description = "Augment training windows, or not. Default: the recipe's.")
    private Boolean augment;

    @Option(
            names = "--no-validation",
            description = "Train on the validation clips too, choose nothing by them and keep the last epoch.")
    private boolean noValidation;

    @Option(
            names = "--unsure-below",
            paramLabel = "P",
            description =
                    "Probability below which the model says that it is not sure. Default: calibrated on validation clips.")
    private Double unsureBelow;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where features lie, shared with extract and other runs. Default: in memory, computed anew.")
    private Path cache;

    @Option(names = "--no-onednn", description = "Run on stock Deeplearning4j.")
    private boolean noOneDnn;

    @Option(names = "--resume", description = "Go on with the run in --out from its last checkpoint.")
    private boolean resume;

    @Mixin
    private FrontEndOptions frontEnd;

    /**
     * Collects what was given.
     *
     * @return the options of a run
     */
    TrainingOptions options() {
        TrainingOptions.Builder builder = TrainingOptions.builder()
                .recipe(recipe)
                .seed(seed)
                .oneDnn(!noOneDnn)
                .resume(resume);
        given(model, builder::model);
        given(epochs, builder::epochs);
        given(batch, builder::batch);
        given(learningRate, builder::learningRate);
        given(threads, builder::threads);
        given(unsureBelow, builder::unsureBelow);
        given(cache, builder::cache);
        if (augment != null) {
            builder.augmentation(augment ? Augmentation.standard() : Augmentation.none());
        }
        if (noValidation) {
            builder.validation(TrainingOptions.Validation.NONE).keep(TrainingOptions.Keep.LAST);
        }
        FrontEnd otherwise = builder.build().frontEnd();
        return builder.frontEnd(frontEnd.frontEnd(otherwise)).build();
    }

    /** Whether the split's validation clips are to train. */
    boolean noValidation() {
        return noValidation;
    }

    long seed() {
        return seed;
    }

    private static <T> void given(T value, java.util.function.Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    /** From word to network. */
    static final class ArchitectureConverter implements ITypeConverter<Architecture> {
        @Override
        public Architecture convert(String word) {
            return refused(() -> Architectures.of(word));
        }
    }

    /** From word to recipe. */
    static final class RecipeConverter implements ITypeConverter<Recipe> {
        @Override
        public Recipe convert(String word) {
            return refused(() -> Recipe.of(word));
        }
    }

    private static <T> T refused(java.util.function.Supplier<T> convert) {
        try {
            return convert.get();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
