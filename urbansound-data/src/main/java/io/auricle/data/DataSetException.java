package io.auricle.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;

/** A file or folder of a data set that breaks a rule. The message reads {@code <path> must <rule>, got <found>}. */
public class DataSetException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String rule;
    private final String found;

    /**
     * Names the place, the rule and what was found.
     *
     * @param path  the file or folder
     * @param rule  what it must do, continuing the word "must", such as {@code be a folder}
     * @param found what is there instead
     */
    public DataSetException(Path path, String rule, String found) {
        super(requireNonNull(path, "path") + " must " + requireNonNull(rule, "rule") + ", got "
                + requireNonNull(found, "found"));
        this.path = path.toString();
        this.rule = rule;
        this.found = found;
    }

    /** {@return the file or folder} */
    public final Path path() {
        return Path.of(path);
    }

    /** {@return what it must do} */
    public final String rule() {
        return rule;
    }

    /** {@return what is there instead} */
    public final String found() {
        return found;
    }
}
