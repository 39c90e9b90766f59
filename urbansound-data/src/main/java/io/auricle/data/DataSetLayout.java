package io.auricle.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A way in which data sets lie on disk: finds its clips and holds what was published about them.
 *
 * <p>This module brings four, in {@code io.auricle.data.layout}. For a data set of your own, implement this interface and pass an object
 * to {@link AudioDataset.Options.Builder#layout}, or register the class for {@link java.util.ServiceLoader}: then {@link #of} finds
 * its word, and {@link AudioDataset#open} its folders.
 *
 * <p><b>Threads.</b> Implementations hold no state.
 */
public interface DataSetLayout {
    /** {@return the word that people write for it, such as {@code esc50}; lower case, unique} */
    String word();

    /** {@return what its folder holds, for errors, such as {@code meta/esc50.csv}} */
    String description();

    /**
     * Tells whether a folder looks like a data set of this layout.
     *
     * @param folder an existing folder
     * @return whether {@link #read} should be tried
     * @throws IOException if the folder cannot be listed
     */
    boolean matches(Path folder) throws IOException;

    /**
     * Finds all clips, whether their files exist or not. Nothing is decoded.
     *
     * @param folder  an existing folder
     * @param options how to read it; sets only those of {@link #applicable()}
     * @return the clips in the order of the metadata, or sorted by path where there is none
     * @throws MalformedDataException if a row of the metadata breaks a rule
     * @throws IOException if the folder is not of this layout or cannot be read
     */
    List<Clip> read(Path folder, AudioDataset.Options options) throws IOException;

    /** {@return whether the layout is so general that it matches only where no other does; false unless overridden} */
    default boolean isFallback() {
        return false;
    }

    /** {@return which options {@link #read} uses; the others are refused. None unless overridden} */
    default Set<Option> applicable() {
        return Set.of();
    }

    /**
     * Tells whether folds are part of the data set, or dealt out by us.
     *
     * @param folder a folder of this layout
     * @return true unless overridden
     */
    default boolean hasFixedFolds(Path folder) {
        return true;
    }

    /**
     * Tells how many clips the publisher counts, to compare a copy with.
     *
     * @param folder a folder of this layout
     * @return by label and fold; empty if nothing was published
     * @throws IOException if the folder cannot be read
     */
    default Map<String, Map<Integer, Integer>> published(Path folder) throws IOException {
        return Map.of();
    }

    /**
     * Finds the folders in which a file that is no clip deserves a word to the user.
     *
     * @param folder a folder of this layout
     * @param clips  what {@link #read} gave
     * @return sorted; the folders of the clips unless overridden
     * @throws IOException if the folder cannot be listed
     */
    default Set<Path> soundFolders(Path folder, List<Clip> clips) throws IOException {
        Set<Path> folders = new TreeSet<>();
        clips.forEach(clip -> folders.add(clip.path().getParent()));
        return folders;
    }

    /**
     * Finds a layout by its word.
     *
     * @param word such as {@code urbansound8k}; case does not matter
     * @return the layout
     * @throws IllegalArgumentException if no layout has that word; the message lists those that exist
     */
    static DataSetLayout of(String word) {
        return Layouts.of(word);
    }

    /**
     * {@return all layouts on the class or module path, ours first}
     *
     * @throws IllegalArgumentException if two have the same word; the message names both classes
     */
    static List<DataSetLayout> all() {
        return Layouts.all();
    }

    /** An option of {@link AudioDataset.Options} that not every layout uses. */
    enum Option {
        /** {@link AudioDataset.Options#recordingPattern()}. */
        RECORDING_PATTERN("recordingPattern"),
        /** {@link AudioDataset.Options#hashFolds()}. */
        HASH_FOLDS("hashFolds");

        private final String component;

        Option(String component) {
            this.component = component;
        }

        /** {@return the name of the option} */
        public String component() {
            return component;
        }
    }
}
