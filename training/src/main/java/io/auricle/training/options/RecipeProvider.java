package io.auricle.training.options;

import java.util.List;

/**
 * Recipes of another jar, to be found by their words. A service: name your implementation in
 * {@code META-INF/services/io.auricle.training.options.RecipeProvider}.
 */
public interface RecipeProvider {
    /** {@return recipes with words that nobody else has} */
    List<Recipe> recipes();
}
