package io.auricle.examples;

import io.auricle.data.DatasetInfo;
import io.auricle.data.DatasetValidation;
import io.auricle.data.LabelEncoder;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a data set looks like on a terminal. */
final class DatasetTexts {

    private static final int SHOWN = 10;

    private DatasetTexts() {}

    /**
     * Prints what a data set holds.
     *
     * @param info the counts
     * @param out  where to
     */
    static void info(DatasetInfo info, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s (%s): %d of %d clips, %d recordings, %s%n",
                info.folder(),
                info.layout(),
                info.clips(),
                info.rows(),
                info.recordings(),
                Double.isFinite(info.hours())
                        ? String.format(Locale.ROOT, "%.2f hours", info.hours())
                        : "unknown length");
        counts(info.counts(), out);
        if (!info.salience().isEmpty()) {
            out.printf(
                    "%nforeground %d, background %d%n",
                    info.salience().getOrDefault(1, 0), info.salience().getOrDefault(2, 0));
        }
        encodings(info.encodings(), out);
        if (!info.crossings().isEmpty()) {
            out.printf("%nrecordings in more than one fold, under different classes:%n");
            info.crossings().forEach((recording, where) -> out.printf("  %s: %s%n", recording, where));
        }
    }

    /**
     * Prints what a validation found.
     *
     * @param found the findings
     * @param out   where to
     */
    static void validation(DatasetValidation found, PrintWriter out) {
        out.printf("%s (%s): %d of %d clips are there%n", found.folder(), found.layout(), found.files(), found.rows());
        counts(found.counts(), out);
        encodings(found.encodings(), out);
        out.println();
        list("missing", found.missing(), out);
        list("extra", found.extra(), out);
        list(
                "unreadable",
                found.unreadable().stream()
                        .map(u -> u.file() + ": " + u.reason())
                        .toList(),
                out);
        list("silent", found.silent(), out);
        list(
                "stretched",
                found.stretched().stream()
                        .map(s -> String.format(
                                Locale.ROOT, "%s: %.3f s, cut from %.3f s", s.file(), s.seconds(), s.trueSeconds()))
                        .toList(),
                out);
        list(
                "other counts than published",
                found.unpublished().stream()
                        .map(d -> String.format(
                                "fold %d, %s: %d published, %d rows, %d files",
                                d.fold(), d.label(), d.published(), d.rows(), d.files()))
                        .toList(),
                out);
        out.println(found.isSound() ? "sound: every clip is as the metadata says" : "not sound: see above");
    }

    private static void list(String what, List<String> entries, PrintWriter out) {
        out.printf("%s: %d%n", what, entries.size());
        entries.stream().limit(SHOWN).forEach(entry -> out.println("  " + entry));
        if (entries.size() > SHOWN) {
            out.printf("  ... and %d more (--json lists all)%n", entries.size() - SHOWN);
        }
    }

    private static void encodings(Map<String, Integer> encodings, PrintWriter out) {
        out.println();
        encodings.forEach((encoding, count) -> out.printf("%6d  %s%n", count, encoding));
    }

    private static void counts(Map<String, Map<Integer, Integer>> counts, PrintWriter out) {
        Collection<Integer> folds =
                counts.values().stream().findFirst().map(Map::keySet).orElse(java.util.Set.of());
        out.printf("%n%-18s", "clips by fold");
        folds.forEach(fold -> out.printf("%6s", fold == 0 ? "none" : fold.toString()));
        out.printf("%7s%n", "all");
        counts.forEach((label, byFold) -> {
            out.printf("%-18s", LabelEncoder.displayName(label));
            byFold.values().forEach(count -> out.printf("%6d", count));
            out.printf(
                    "%7d%n",
                    byFold.values().stream().mapToInt(Integer::intValue).sum());
        });
    }
}
