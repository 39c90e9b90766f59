package io.auricle.training.options;

import static java.util.Objects.requireNonNull;

import io.auricle.zoo.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Every setting of a training run that is not the data set, in groups: made by {@link #builder()}, which starts from a
 * {@link Recipe}.
 *
 * <pre>{@code
 * var options = TrainingOptions.builder()
 *         .recipe(Recipe.BEST)
 *         .model(Architectures.CRNN)
 *         .optimisation(o -> o.epochs(20).batch(16))
 *         .seed(1)
 *         .build();
 * }</pre>
 *
 * @param recipe         where the defaults came from
 * @param model          the network
 * @param input          what the network reads
 * @param optimisation   how it learns
 * @param regularisation what keeps it from learning by heart
 * @param selection      which epoch stays
 * @param execution      how the run is carried out; not part of its recorded outcome
 * @param seed           of every random choice
 */
public record TrainingOptions(
        Recipe recipe,
        Architecture model,
        Input input,
        Optimisation optimisation,
        Regularisation regularisation,
        Selection selection,
        Execution execution,
        long seed) {

    /** Refuses absent groups. */
    public TrainingOptions {
        requireNonNull(recipe, "recipe");
        requireNonNull(model, "model");
        requireNonNull(input, "input");
        requireNonNull(optimisation, "optimisation");
        requireNonNull(regularisation, "regularisation");
        requireNonNull(selection, "selection");
        requireNonNull(execution, "execution");
        if (execution.cache().isPresent() && !input.augmentation().waveform().isEmpty()) {
            throw new IllegalArgumentException("cache must be unset where waveform transforms change the samples, got "
                    + execution.cache().get());
        }
    }

    /** {@return a builder that starts from the recipe {@code best}} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all of these options set} */
    public Builder toBuilder() {
        return new Builder()
                .recipe(recipe)
                .model(model)
                .seed(seed)
                .input(ignored -> input.toBuilder())
                .optimisation(ignored -> optimisation.toBuilder())
                .regularisation(ignored -> regularisation.toBuilder())
                .selection(ignored -> selection.toBuilder())
                .execution(ignored -> execution.toBuilder());
    }

    /** Collects options; what is not set comes from the recipe and the network, whatever the order of the calls. */
    public static final class Builder {
        private Recipe recipe = Recipe.BEST;
        private Optional<Architecture> model = Optional.empty();
        private long seed = 1;
        private final List<UnaryOperator<Input.Builder>> input = new ArrayList<>();
        private final List<UnaryOperator<Optimisation.Builder>> optimisation = new ArrayList<>();
        private final List<UnaryOperator<Regularisation.Builder>> regularisation = new ArrayList<>();
        private final List<UnaryOperator<Selection.Builder>> selection = new ArrayList<>();
        private final List<UnaryOperator<Execution.Builder>> execution = new ArrayList<>();

        private Builder() {}

        /** Sets where unset options come from; {@link Recipe#BEST} unless set. */
        public Builder recipe(Recipe value) {
            recipe = requireNonNull(value, "recipe");
            return this;
        }

        /** Sets the network; the recipe's usual one unless set. */
        public Builder model(Architecture value) {
            model = Optional.of(value);
            return this;
        }

        /** Sets the seed of every random choice; 1 unless set. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Changes what the network reads, starting from what the recipe and earlier calls made of it. */
        public Builder input(UnaryOperator<Input.Builder> change) {
            input.add(change);
            return this;
        }

        /** Changes how the network learns, starting from what the recipe and earlier calls made of it. */
        public Builder optimisation(UnaryOperator<Optimisation.Builder> change) {
            optimisation.add(change);
            return this;
        }

        /** Changes what keeps the network from learning by heart, starting from what the recipe and earlier calls made of it. */
        public Builder regularisation(UnaryOperator<Regularisation.Builder> change) {
            regularisation.add(change);
            return this;
        }

        /** Changes which epoch stays, starting from what the recipe and earlier calls made of it. */
        public Builder selection(UnaryOperator<Selection.Builder> change) {
            selection.add(change);
            return this;
        }

        /** Changes how the run is carried out, starting from what the recipe and earlier calls made of it. */
        public Builder execution(UnaryOperator<Execution.Builder> change) {
            execution.add(change);
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options, complete
         * @throws IllegalArgumentException if one is out of its range
         */
        public TrainingOptions build() {
            Architecture network = model.orElse(recipe.usualModel());
            Builder usual = new Builder();
            recipe.defaults().accept(network, usual);
            return new TrainingOptions(
                    recipe,
                    network,
                    changed(Input.builder().frontEnd(network.usualFrontEnd()), usual.input, input)
                            .build(),
                    changed(Optimisation.builder(), usual.optimisation, optimisation)
                            .build(),
                    changed(Regularisation.builder(), usual.regularisation, regularisation)
                            .build(),
                    changed(Selection.builder(), usual.selection, selection).build(),
                    changed(Execution.builder(), usual.execution, execution).build(),
                    seed);
        }

        private static <B> B changed(B start, List<UnaryOperator<B>> usual, List<UnaryOperator<B>> own) {
            B builder = start;
            for (UnaryOperator<B> change : usual) {
                builder = change.apply(builder);
            }
            for (UnaryOperator<B> change : own) {
                builder = change.apply(builder);
            }
            return builder;
        }
    }
}
