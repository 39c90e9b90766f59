package io.auricle.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A folder that no layout matches, or more than one. */
public final class UndetectedLayoutException extends DataSetException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of the JDK
    private final List<String> matching;

    @SuppressWarnings("serial") // an immutable list of the JDK
    private final List<String> known;

    UndetectedLayoutException(Path folder, List<DataSetLayout> matching, List<DataSetLayout> known) {
        super(folder, "match one layout (" + described(known) + ")", found(matching));
        this.matching = words(matching);
        this.known = words(known);
    }

    /** {@return the words of the layouts that match; empty, or at least two} */
    public List<String> matching() {
        return matching;
    }

    /** {@return the words of all layouts} */
    public List<String> known() {
        return known;
    }

    private static String found(List<DataSetLayout> matching) {
        return matching.isEmpty()
                ? "none"
                : matching.stream()
                        .map(layout ->
                                layout.word() + " of " + layout.getClass().getName())
                        .collect(Collectors.joining(" and "));
    }

    private static String described(List<DataSetLayout> layouts) {
        return layouts.stream()
                .map(layout -> layout.word() + ": " + layout.description())
                .collect(Collectors.joining("; "));
    }

    private static List<String> words(List<DataSetLayout> layouts) {
        return layouts.stream().map(DataSetLayout::word).toList();
    }
}
