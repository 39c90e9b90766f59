package io.auricle.benchmarks.steps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of all engines as two tables in Markdown: milliseconds, and how they compare with one of them. */
final class Table {
    private static final String HEAD =
            """
            | | (a) train 32 | (a) infer 32 | (a) infer 1 | (b) train 32 | (b) infer 32 | (b) infer 1 | peak memory |
            |---|---|---|---|---|---|---|---|
            """;

    private final List<Row> rows = new ArrayList<>();

    private record Row(String name, List<Double> millis, double megabytes, String problem) {
        boolean isEmpty() {
            return problem == null && millis.stream().noneMatch(m -> m > 0);
        }
    }

    /** Adds an engine: a row, and one more if it has figures of one thread beside its others. */
    void add(String name, Engine.Result result) {
        add(name, result.figures(), "", result.problem());
        add(name + ", one thread", result.figures(), Engine.ONE_THREAD, null);
    }

    private void add(String name, Map<String, Double> figures, String suffix, String problem) {
        List<Double> millis = Engine.FIGURES.stream()
                .map(figure -> figures.getOrDefault(figure + suffix, 0.0))
                .toList();
        double megabytes = figures.entrySet().stream()
                .filter(e -> e.getKey().endsWith(" memory" + suffix))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder())
                .orElse(0.0);
        var row = new Row(name, millis, megabytes, problem);
        if (!row.isEmpty()) {
            rows.add(row);
        }
    }

    /** Milliseconds. */
    String millis() {
        var out = new StringBuilder(HEAD);
        for (Row row : rows) {
            out.append("| ").append(row.name);
            row.millis.forEach(m -> out.append(m > 0 ? format(" | %.2f", m) : " | –"));
            out.append(row.megabytes > 0 ? format(" | %.1f GB", row.megabytes / 1024) : " | –");
            out.append(" |\n");
        }
        rows.stream()
                .filter(row -> row.problem != null)
                .forEach(row -> out.append("\n").append(row.name).append(": ").append(row.problem));
        return out.toString();
    }

    /** How many times as long as one engine's every other engine's steps take; empty if that engine has no figures. */
    String ratios(String yardstick) {
        List<Double> own = rows.stream()
                .filter(row -> row.name.equals(yardstick))
                .findFirst()
                .map(Row::millis)
                .orElse(List.of());
        var out = new StringBuilder();
        for (Row row : rows) {
            if (!own.isEmpty() && !row.name.equals(yardstick)) {
                out.append("| ").append(row.name);
                for (int i = 0; i < own.size(); i++) {
                    boolean known = own.get(i) > 0 && row.millis.get(i) > 0;
                    out.append(known ? format(" | %.2f", row.millis.get(i) / own.get(i)) : " | –");
                }
                out.append(" |\n");
            }
        }
        return out.isEmpty() ? "" : HEAD.replace(" peak memory |", "").replaceFirst("---\\|", "") + out;
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
