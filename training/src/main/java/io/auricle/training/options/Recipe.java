package io.auricle.training.options;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.augment.Augmentation;
import io.auricle.features.ClipEnd;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.BackboneArchitecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;

/**
 * A named set of defaults for {@link TrainingOptions}: a starting point whose every part can be changed. Those of this library
 * are constants; one of your own is a value:
 *
 * <pre>{@code
 * Recipe gentle = new Recipe("gentle", Architectures.CRNN, (network, options) -> {
 *     Recipe.BEST.defaults().accept(network, options);
 *     options.optimisation(o -> o.learningRate(5e-4).epochs(80));
 * });
 * }</pre>
 *
 * <p>To be found by its word, on the command line for example, it needs a {@link RecipeProvider}.
 *
 * @param word       lower-case letters, digits and hyphens, as in {@code config.json} and on the command line
 * @param usualModel the network, unless another is chosen
 * @param defaults   sets options for a network; seed and network are not for it to set
 */
public record Recipe(String word, Architecture usualModel, BiConsumer<Architecture, TrainingOptions.Builder> defaults) {
    /** What 40 epochs of one fold of UrbanSound8K make: fewer starve a network of {@link #BEST} (docs/numbers.md). */
    private static final int LEAST_STEPS = 1100;

    private static final int HEAD_LEAST_STEPS = 400;

    /**
     * The reference notebook's: Adam at 1e-4, batches of 32, 40 epochs, no augmentation; clips that their metadata call
     * shorter than a window are dropped; validation is the last fifth of the shuffled training windows, and chooses
     * nothing: the last epoch stays.
     */
    public static final Recipe NOTEBOOK = new Recipe("notebook", Architectures.CNN_LSTM, Recipe::notebook);

    /**
     * What holds best on recordings that did not train: one-cycle schedule, decoupled weight decay, label smoothing, mixup,
     * masks, time roll, filter and level; 40 epochs, or as many as 1100 steps take; a last window aligned with the end of each
     * clip; the epoch that scores best on the split's validation recordings stays.
     */
    public static final Recipe BEST = new Recipe("best", Architectures.CRNN, Recipe::best);

    /** Checks the word. */
    public Recipe {
        check(
                word.matches("[a-z0-9]+(-[a-z0-9]+)*"),
                "word of a recipe must be lower-case letters, digits and hyphens, got %s",
                word);
        requireNonNull(usualModel, "usualModel");
        requireNonNull(defaults, "defaults");
    }

    /**
     * Lists the recipes that have a word: this library's, then those that other jars provide.
     *
     * @return all
     * @throws IllegalArgumentException if two have the same word
     */
    public static List<Recipe> all() {
        List<Recipe> all = new ArrayList<>(List.of(NOTEBOOK, BEST));
        Map<String, Class<?>> owners = new LinkedHashMap<>();
        all.forEach(recipe -> owners.put(recipe.word(), Recipe.class));
        for (RecipeProvider provider : ServiceLoader.load(RecipeProvider.class)) {
            for (Recipe recipe : provider.recipes()) {
                Class<?> other = owners.putIfAbsent(recipe.word(), provider.getClass());
                check(
                        other == null,
                        "word of a recipe must be unique, got %s of %s and %s",
                        recipe.word(),
                        other == null ? "" : other.getName(),
                        provider.getClass().getName());
                all.add(recipe);
            }
        }
        return List.copyOf(all);
    }

    /**
     * Finds a recipe by its word.
     *
     * @param word such as {@code best}
     * @return the recipe
     * @throws IllegalArgumentException if there is none of that word
     */
    public static Recipe of(String word) {
        List<Recipe> all = all();
        return all.stream()
                .filter(recipe -> recipe.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("recipe must be "
                        + String.join(" or ", all.stream().map(Recipe::word).toList()) + ", got " + word));
    }

    private static void notebook(Architecture network, TrainingOptions.Builder options) {
        options.input(input -> input.dropShortClips(true))
                .optimisation(o -> o.learningRate(1e-4).optimiser(new Optimiser.Adam(0.9, 0.999, 1e-7))) // Keras's
                .selection(s -> s.validation(Selection.Validation.LAST_FIFTH).keep(Selection.Keep.LAST));
    }

    private static void best(Architecture network, TrainingOptions.Builder options) {
        if (network instanceof BackboneArchitecture) {
            head(options);
            return;
        }
        options.input(input -> input.frontEnd(network.usualFrontEnd().toBuilder()
                                .clipEnd(ClipEnd.ALIGN)
                                .build())
                        .augmentation(Augmentation.standard()))
                .optimisation(
                        o -> o.learningRate(2e-3).leastSteps(LEAST_STEPS).schedule(LearningRateSchedule.ONE_CYCLE))
                .regularisation(r -> r.weightDecay(1e-3)
                        .dropout(network.batchNormAfterDropout() ? 0 : 1)
                        .labelSmoothing(0.1)
                        .debiasBatchNorm(true)
                        .batchNormDecay(0.9));
    }

    /**
     * A head is small, and its L2 is its own: it learns in seconds, and the last epoch stays, because an epoch chosen by few validation
     * recordings is worse.
     */
    private static void head(TrainingOptions.Builder options) {
        options.input(input -> input.balanceClasses(true))
                .optimisation(o -> o.learningRate(2e-3)
                        .epochs(30)
                        .leastSteps(HEAD_LEAST_STEPS)
                        .schedule(LearningRateSchedule.ONE_CYCLE))
                .regularisation(r -> r.debiasBatchNorm(true).batchNormDecay(0.9))
                .selection(s -> s.keep(Selection.Keep.LAST));
    }
}
