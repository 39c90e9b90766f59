package io.auricle.data;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a data set lies on disk. */
public enum Layout {
    /**
     * UrbanSound8K: {@code audio/fold1…fold10} and {@code metadata/UrbanSound8K.csv}, or the Kaggle copy with
     * {@code fold1…fold10} and {@code UrbanSound8K.csv} at the root.
     */
    URBANSOUND8K("urbansound8k"),
    /** ESC-50: {@code audio} and {@code meta/esc50.csv}, or the older folder per class, {@code 001 - Dog bark}. */
    ESC50("esc50"),
    /** ESC-10: the rows of {@code meta/esc50.csv} whose column esc10 says True, or the older folder per class. */
    ESC10("esc10"),
    /** A folder per class. */
    FOLDERS("folders");

    private final String word;

    Layout(String word) {
        this.word = word;
    }

    /** {@return the word that people write for it, such as {@code esc50}} */
    public String word() {
        return word;
    }

    /**
     * Finds a layout by its word.
     *
     * @param word such as {@code urbansound8k}; case does not matter
     * @return the layout
     * @throws IllegalArgumentException if no layout has that word; the message lists those that exist
     */
    public static Layout ofWord(String word) {
        String wanted = requireNonNull(word, "word").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(layout -> layout.word.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("layout must be one of "
                        + Arrays.stream(values()).map(Layout::word).collect(Collectors.joining(", "))
                        + ", got " + word));
    }
}
