package io.auricle.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A row of a data set's description that breaks a rule, with the place and the value found.
 *
 * <p>The message reads {@code <path>, line 12, column fold: must be a whole number from 1 to 10, got "11"}.
 */
public final class MalformedDataException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 120;

    private final String path;
    private final long line;
    private final String column;
    private final String rule;
    private final String found;

    /**
     * Names the place, the rule and what was found.
     *
     * @param path file that holds the row
     * @param line line of the file, counted from 1
     * @param column name of the column
     * @param rule what the value must be, continuing the word "must", such as {@code be a number}
     * @param found the value found; long texts are shortened in the message
     */
    public MalformedDataException(Path path, long line, String column, String rule, String found) {
        super(requireNonNull(path, "path") + ", line " + line + ", column " + column + ": must " + rule + ", got "
                + shown(found));
        this.path = path.toString();
        this.line = line;
        this.column = requireNonNull(column, "column");
        this.rule = requireNonNull(rule, "rule");
        this.found = requireNonNull(found, "found");
    }

    /** {@return the file that holds the row} */
    public Path path() {
        return Path.of(path);
    }

    /** {@return the line of the file, counted from 1} */
    public long line() {
        return line;
    }

    /** {@return the name of the column} */
    public String column() {
        return column;
    }

    /** {@return what the value must be} */
    public String rule() {
        return rule;
    }

    /** {@return the value found, in full} */
    public String found() {
        return found;
    }

    private static String shown(String found) {
        requireNonNull(found, "found");
        String oneLine = found.replace("\r", "\\r").replace("\n", "\\n");
        return '"' + (oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN) + "…") + '"';
    }
}
