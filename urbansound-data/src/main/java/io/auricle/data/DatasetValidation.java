package io.auricle.data;

import java.util.List;
import java.util.Map;

/**
 * What {@link DatasetValidator} found. Files are named relative to the data set's folder.
 *
 * @param folder the data set's folder
 * @param layout how it lies on disk, by its word
 * @param rows clips that the data set names
 * @param files of those, how many exist
 * @param missing clips whose files do not exist, in the order of the metadata
 * @param extra files that are no clips, as {@link AudioDataset#ignored} finds them
 * @param unreadable clips that cannot be decoded, with the reason
 * @param silent clips whose loudest sample is below {@link DatasetValidator#SILENCE}
 * @param stretched clips whose files are longer than end - start
 * @param counts by label and fold, how many clips exist
 * @param unpublished folds and labels with another number of rows or files than the layout publishes; empty if it publishes none
 * @param encodings how many of the decoded files are encoded how
 */
public record DatasetValidation(
        String folder,
        String layout,
        int rows,
        int files,
        List<String> missing,
        List<String> extra,
        List<Unreadable> unreadable,
        List<String> silent,
        List<Stretched> stretched,
        Map<String, Map<Integer, Integer>> counts,
        List<Difference> unpublished,
        Map<String, Integer> encodings) {
    /** {@return whether every clip exists, can be decoded, is audible and as long as it should be, and no file is extra} */
    public boolean isSound() {
        return missing.isEmpty() && extra.isEmpty() && unreadable.isEmpty() && silent.isEmpty() && stretched.isEmpty();
    }

    /**
     * A clip that cannot be decoded.
     *
     * @param file the clip
     * @param reason why
     */
    public record Unreadable(String file, String reason) {}

    /**
     * A clip whose file is longer than what was cut out of the recording: it was padded or repeated.
     *
     * @param file the clip
     * @param seconds how long the file is
     * @param trueSeconds end - start of the metadata
     */
    public record Stretched(String file, double seconds, double trueSeconds) {}

    /**
     * A fold and label with another number of clips than the release.
     *
     * @param fold from 1
     * @param label the class
     * @param published clips of the release
     * @param rows clips that the metadata names
     * @param files of those, how many exist
     */
    public record Difference(int fold, String label, int published, int rows, int files) {}
}
