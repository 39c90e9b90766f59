package io.auricle.data;

import java.nio.file.Path;
import java.util.List;

/** Clips that a data set names and whose files do not exist. */
public final class MissingClipsException extends DataSetException {
    private static final long serialVersionUID = 1L;

    private final int named;

    @SuppressWarnings("serial") // an immutable list of the JDK
    private final List<String> missing;

    MissingClipsException(Path folder, int named, List<Clip> missing) {
        super(
                folder,
                "hold all " + named + " clips that it names",
                missing.size() + " missing, the first is " + missing.get(0).path());
        this.named = named;
        this.missing = missing.stream().map(clip -> clip.path().toString()).toList();
    }

    /** {@return how many clips the data set names} */
    public int named() {
        return named;
    }

    /** {@return the files that do not exist, in the order of the data set; at least one} */
    public List<Path> missing() {
        return missing.stream().map(Path::of).toList();
    }
}
