package io.auricle.training.report;

import io.auricle.data.Clip;
import io.auricle.data.LabelEncoder;
import io.auricle.training.options.Selection;
import io.auricle.training.result.RunSummary;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who trained, validated and tested: clips of each class, recordings, folds, and the share of the test that leaks. */
final class SplitTable {
    private SplitTable() {}

    static String of(RunSummary content) {
        List<Clip> train = content.split().train();
        List<Clip> validation = content.split().validation();
        List<Clip> test = content.split().test();
        StringBuilder table = new StringBuilder(
                        "<p>" + Html.escape(content.split().protocol().description()) + ".</p>\n")
                .append("<div class=\"scroll\"><table>\n<thead><tr><th></th><th class=\"n\">Training</th>")
                .append("<th class=\"n\">Validation</th><th class=\"n\">Test</th></tr></thead>\n<tbody>\n");
        row(table, "clips", train.size() + "", validation.size() + "", test.size() + "");
        row(table, "recordings", recordings(train), recordings(validation), recordings(test));
        row(table, "folds", folds(train), folds(validation), folds(test));
        for (String label : content.labels()) {
            String name = LabelEncoder.displayName(label);
            row(table, name, count(train, label), count(validation, label), count(test, label));
        }
        table.append("</tbody></table></div>\n<p>")
                .append(content.leak().leakedClips())
                .append(" of ")
                .append(content.leak().testClips())
                .append(" test clips (")
                .append(Html.percent(content.leak().share()))
                .append(") share a recording with training.");
        if (content.options().selection().validation() == Selection.Validation.NONE) {
            table.append(" Clips that the split had held out to validate trained too.");
        }
        if (content.options().selection().validation() == Selection.Validation.LAST_FIFTH) {
            table.append(
                    " Training and validation clips were pooled: the last fifth of their shuffled windows validated.");
        }
        if (content.droppedClips() > 0) {
            table.append(" ")
                    .append(content.droppedClips())
                    .append(" clips were left out because their metadata call them shorter than a window.");
        }
        return table.append("</p>\n").toString();
    }

    private static void row(StringBuilder table, String name, String train, String validation, String test) {
        table.append("<tr><th scope=\"row\">").append(Html.escape(name)).append("</th>");
        for (String cell : List.of(train, validation, test)) {
            table.append("<td class=\"n\">").append(cell).append("</td>");
        }
        table.append("</tr>\n");
    }

    private static String recordings(List<Clip> clips) {
        return "" + clips.stream().map(Clip::recording).distinct().count();
    }

    private static String folds(List<Clip> clips) {
        String folds = clips.stream()
                .flatMapToInt(clip -> clip.fold().stream())
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return folds.isEmpty() ? "–" : folds;
    }

    private static String count(List<Clip> clips, String label) {
        return "" + clips.stream().filter(clip -> clip.label().equals(label)).count();
    }
}
