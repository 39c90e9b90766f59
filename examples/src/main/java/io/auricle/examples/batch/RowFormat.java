package io.auricle.examples.batch;

import io.auricle.zoo.classify.FileAnswer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How answers are written: rows of text, each of which ends with a line feed and begins with the path of its file. */
public interface RowFormat {

    /** {@return the suffix of files of this format, such as {@code .csv}} */
    String suffix();

    /** {@return the first line of a file, with its line feed; empty if there is none} */
    String header();

    /**
     * Writes the rows of one file.
     *
     * @param answer a file's answer
     * @return its rows: one a segment, or one with the error
     */
    String rows(FileAnswer answer);

    /**
     * Reads a row back.
     *
     * @param row a whole row that {@link #rows} wrote
     * @return its file, and whether it holds an error
     * @throws IllegalArgumentException if it is no such row
     */
    Row read(String row);

    /** {@return whether a line feed between double quotes belongs to a row} */
    boolean quoted();

    /**
     * What resuming a run needs of a row.
     *
     * @param path  name of the file
     * @param error whether the row holds an error
     */
    record Row(String path, boolean error) {}

    /**
     * Finds the format for a file.
     *
     * @param file its name ends in {@code .csv} or {@code .jsonl}
     * @param top  how many labels a ranking lists; at least 1
     * @return the format
     * @throws IllegalArgumentException if no format has this suffix
     */
    static RowFormat of(Path file, int top) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        List<RowFormat> formats = List.of(new CsvRows(top), new JsonRows(top));
        return formats.stream()
                .filter(format -> name.endsWith(format.suffix()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("out must end in "
                        + String.join(
                                " or ",
                                Arrays.asList(
                                        formats.get(0).suffix(), formats.get(1).suffix())) + ", got " + file));
    }
}
