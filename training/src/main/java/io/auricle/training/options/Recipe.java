package io.auricle.training.options;

import java.util.Arrays;
import java.util.Locale;

/** Named sets of defaults for {@link TrainingOptions}: a starting point whose every part can be changed. */
public enum Recipe {
    /**
     * The reference notebook's: Adam at 1e-4, batches of 32, 40 epochs, no augmentation; clips that their metadata call
     * shorter than a window are dropped; validation is the last fifth of the shuffled training windows, and chooses
     * nothing: the last epoch stays.
     */
    NOTEBOOK,
    /**
     * What holds best on unheard recordings: one-cycle schedule, decoupled weight decay, label smoothing, mixup,
     * SpecAugment, time roll and gain; the epoch that scores best on the split's validation recordings stays.
     */
    BEST;

    /** Returns the word that the command line and {@code config.json} use: {@code notebook} or {@code best}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the recipe that a word names.
     *
     * @param word {@code notebook} or {@code best}
     * @return the recipe
     * @throws IllegalArgumentException for any other word
     */
    public static Recipe of(String word) {
        return Arrays.stream(values())
                .filter(recipe -> recipe.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("recipe must be notebook or best, got " + word));
    }
}
