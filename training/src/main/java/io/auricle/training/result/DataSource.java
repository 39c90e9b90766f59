package io.auricle.training.result;

import static java.util.Objects.requireNonNull;

import io.auricle.data.AudioDataset;
import io.auricle.data.DataSetLayout;
import java.util.Optional;

/**
 * Where the clips of a run came from.
 *
 * @param folder  of the data set, as it was named
 * @param layout  the word of its layout; empty if a program made it of a list of clips
 * @param missing clips that its metadata name and that were not there; at least 0
 */
public record DataSource(String folder, Optional<String> layout, int missing) {
    /** Refuses absent parts. */
    public DataSource {
        requireNonNull(folder, "folder");
        requireNonNull(layout, "layout");
    }

    /** {@return where the clips of a data set come from} */
    public static DataSource of(AudioDataset data) {
        return new DataSource(
                data.folder().toString(),
                data.layout().map(DataSetLayout::word),
                data.missing().size());
    }
}
