package io.auricle.training.report;

import io.auricle.data.LabelEncoder;
import io.auricle.training.score.ConfusionMatrix;
import io.auricle.training.score.EvaluationReport;
import io.auricle.training.score.Scores;
import java.util.List;

/** Figures of each class, and which class was taken for which. */
final class ScoreTables {
    private ScoreTables() {}

    static String classes(EvaluationReport report) {
        return classes(report.clips().classes());
    }

    static String classes(List<Scores.ClassScore> classes) {
        StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr><th>Class</th>")
                .append("<th class=\"n\">Clips</th><th class=\"n\">Precision</th><th class=\"n\">Recall</th>")
                .append("<th class=\"n\">F1</th><th aria-hidden=\"true\"></th></tr></thead>\n<tbody>\n");
        for (Scores.ClassScore score : classes) {
            table.append("<tr><th scope=\"row\">")
                    .append(Html.escape(LabelEncoder.displayName(score.label())))
                    .append("</th><td class=\"n\">")
                    .append(score.count())
                    .append(share(score, score.precision()))
                    .append(share(score, score.recall()))
                    .append(share(score, score.f1()))
                    .append("<td class=\"bar\" aria-hidden=\"true\"><span style=\"width:")
                    .append(Html.format("%.1f", 100 * score.f1()))
                    .append("%\"></span></td></tr>\n");
        }
        return table.append("</tbody></table></div>\n<p class=\"caption\">By clip. The bar is F1.</p>\n")
                .toString();
    }

    /** A class without clips has no figures, where 0 % would look like a failure. */
    private static String share(Scores.ClassScore score, double value) {
        return "</td><td class=\"n\">" + (score.count() == 0 ? "–" : Html.percent(value));
    }

    static String confusion(EvaluationReport report) {
        return confusion(report.labels(), report.clips().confusion());
    }

    static String confusion(List<String> labels, ConfusionMatrix confusion) {
        StringBuilder table =
                new StringBuilder("<div class=\"scroll\"><table class=\"confusion\">\n<thead><tr><td></td>");
        for (String label : labels) {
            table.append("<th scope=\"col\"><span>")
                    .append(Html.escape(LabelEncoder.displayName(label)))
                    .append("</span></th>");
        }
        table.append("</tr></thead>\n<tbody>\n");
        for (int actual = 0; actual < labels.size(); actual++) {
            table.append("<tr><th scope=\"row\">")
                    .append(Html.escape(LabelEncoder.displayName(labels.get(actual))))
                    .append("</th>");
            for (int predicted = 0; predicted < labels.size(); predicted++) {
                table.append(cell(confusion, actual, predicted, labels));
            }
            table.append("</tr>\n");
        }
        return table.append(
                        "</tbody></table></div>\n<p class=\"caption\">Rows are what was true, columns what was answered,")
                .append(" shaded by the row's share; the diagonal is right.</p>\n")
                .toString();
    }

    private static String cell(ConfusionMatrix confusion, int actual, int predicted, List<String> labels) {
        int count = confusion.count(actual, predicted);
        double share = confusion.support(actual) == 0 ? 0 : (double) count / confusion.support(actual);
        String kind = (actual == predicted ? "right" : "wrong") + (share > 0.55 ? " strong" : "");
        String title = Html.format(
                "%s answered as %s: %d of %d",
                LabelEncoder.displayName(labels.get(actual)),
                LabelEncoder.displayName(labels.get(predicted)),
                count,
                confusion.support(actual));
        return count == 0
                ? "<td class=\"zero\">·</td>"
                : "<td class=\"" + kind + "\" style=\"--share:" + Html.format("%.3f", share) + "\" title=\""
                        + Html.escape(title) + "\">" + count + "</td>";
    }
}
