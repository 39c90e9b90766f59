package io.auricle.training.report;

import io.auricle.training.result.EpochResult;
import io.auricle.training.result.TrainingResult;
import java.util.List;

/** Loss and accuracy by epoch, drawn and, folded away, as numbers. */
final class TrainingCurves {
    private TrainingCurves() {}

    static String of(TrainingResult result) {
        List<EpochResult> history = result.history();
        return "<div class=\"pair\">"
                + "<figure>" + Charts.loss(history, result.keptEpoch()) + "</figure>\n"
                + "<figure>" + Charts.accuracy(history, result.keptEpoch()) + "</figure>\n"
                + "</div>\n<p class=\"caption\">By clip, with the weights that would be kept, without augmentation; training is"
                + " a fixed sample of its clips. The dashed line marks the epoch that was kept.</p>\n"
                + table(history);
    }

    private static String table(List<EpochResult> history) {
        StringBuilder table = new StringBuilder(
                        "<details><summary>All epochs as numbers</summary><div class=\"scroll\">")
                .append("<table><thead><tr><th class=\"n\">Epoch</th><th class=\"n\">Learning rate</th>")
                .append("<th class=\"n\">Loss as trained</th><th class=\"n\">Training loss</th>")
                .append("<th class=\"n\">accuracy</th><th class=\"n\">balanced</th>")
                .append(
                        "<th class=\"n\">Validation loss</th><th class=\"n\">accuracy</th><th class=\"n\">balanced</th>")
                .append("<th class=\"n\">Windows/s</th></tr></thead><tbody>\n");
        for (EpochResult epoch : history) {
            table.append("<tr><td class=\"n\">").append(epoch.epoch()).append("</td>");
            cell(table, "%.2e", epoch.learningRate());
            cell(table, "%.3f", epoch.loss());
            part(table, epoch.train());
            epoch.validation().ifPresentOrElse(part -> part(table, part), () -> table.append("<td></td>".repeat(3)));
            cell(table, "%.0f", epoch.clipsPerSecond());
            table.append("</tr>\n");
        }
        return table.append("</tbody></table></div></details>\n").toString();
    }

    private static void part(StringBuilder table, EpochResult.Part part) {
        cell(table, "%.3f", part.loss());
        cell(table, "%.1f %%", 100 * part.accuracy());
        cell(table, "%.1f %%", 100 * part.balancedAccuracy());
    }

    private static void cell(StringBuilder table, String format, double value) {
        table.append("<td class=\"n\">").append(Html.format(format, value)).append("</td>");
    }
}
