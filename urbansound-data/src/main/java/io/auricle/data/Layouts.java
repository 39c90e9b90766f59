package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Looks layouts up, by word or by what a folder holds. */
final class Layouts {
    private Layouts() {}

    static List<DataSetLayout> all() {
        Map<String, DataSetLayout> words = new HashMap<>();
        List<DataSetLayout> layouts = new ArrayList<>();
        for (DataSetLayout layout : ServiceLoader.load(DataSetLayout.class)) {
            DataSetLayout other = words.putIfAbsent(layout.word(), layout);
            check(
                    other == null || other.getClass() == layout.getClass(),
                    "layout word must be unique, got %s for %s and %s",
                    layout.word(),
                    other == null ? "" : other.getClass().getName(),
                    layout.getClass().getName());
            if (other == null) {
                layouts.add(layout);
            }
        }
        return List.copyOf(layouts);
    }

    static DataSetLayout of(String word) {
        String wanted = requireNonNull(word, "word").toLowerCase(Locale.ROOT);
        List<DataSetLayout> all = all();
        return all.stream()
                .filter(layout -> layout.word().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("layout must be one of " + words(all) + ", got " + word));
    }

    /** The one layout that matches; a fallback counts only if no other does. */
    static DataSetLayout detect(Path folder) throws IOException {
        List<DataSetLayout> all = all();
        List<DataSetLayout> matching = new ArrayList<>();
        for (DataSetLayout layout : all) {
            if (layout.matches(folder)) {
                matching.add(layout);
            }
        }
        if (matching.stream().anyMatch(layout -> !layout.isFallback())) {
            matching.removeIf(DataSetLayout::isFallback);
        }
        if (matching.size() != 1) {
            throw new UndetectedLayoutException(folder, matching, all);
        }
        return matching.get(0);
    }

    private static String words(List<DataSetLayout> layouts) {
        return layouts.stream().map(DataSetLayout::word).collect(Collectors.joining(", "));
    }
}
