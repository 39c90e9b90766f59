package io.auricle.training.report;

import io.auricle.training.result.EpochResult;
import io.auricle.training.result.RunSummary;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.score.EvaluationReport;
import io.auricle.training.score.Interval;
import io.auricle.training.score.Scores;
import java.nio.file.Path;
import java.util.List;

/** The head of the page: what was run, and the figures to quote. */
final class Summary {
    private Summary() {}

    static String title(RunSummary content) {
        return content.options().model().word() + " on " + name(content.data().folder());
    }

    static String of(RunSummary content, EvaluationReport judged) {
        Scores clips = judged.clips();
        String on = content.result().test().isPresent()
                ? "clips that the model had not heard"
                : content.result().validation().isPresent() ? "validation clips (there is no test)" : "training clips";
        return "<header>\n<p class=\"brand\">Auricle training report</p>\n<h1>" + Html.escape(title(content))
                + "</h1>\n<p class=\"lede\">"
                + Html.escape(content.split().protocol().description()) + " · recipe "
                + content.options().recipe().word() + " · seed "
                + content.options().seed() + "</p>\n"
                + warning(content)
                + "<div class=\"tiles\">\n"
                + tile("Accuracy", Html.percent(clips.accuracy()), range(judged.accuracyRange()))
                + tile("Balanced accuracy", Html.percent(clips.balancedAccuracy()), range(judged.balancedRange()))
                + tile("Judged on", clips.count() + " clips", "of " + judged.recordings() + " recordings: " + on)
                + tile("Kept", "epoch " + content.result().keptEpoch(), pace(content.result()))
                + "</div>\n"
                + byPart(content.result())
                + "</header>\n";
    }

    private static String warning(RunSummary content) {
        return content.leak().leakedClips() == 0
                ? ""
                : "<p class=\"warning\" role=\"note\"><b>Leak.</b> "
                        + Html.escape(content.leak().warning()) + ".</p>\n";
    }

    static String tile(String name, String value, String under) {
        return "<div class=\"tile\"><span class=\"name\">" + name + "</span><span class=\"value\">" + value
                + "</span><span class=\"under\">" + Html.escape(under) + "</span></div>\n";
    }

    private static String range(Interval range) {
        return "95 % interval by recording: " + Html.format("%.1f to %.1f %%", 100 * range.low(), 100 * range.high());
    }

    private static String pace(TrainingResult result) {
        List<EpochResult> history = result.history();
        double seconds = history.stream().mapToDouble(EpochResult::seconds).sum();
        double pace = history.stream()
                        .mapToDouble(epoch -> epoch.clipsPerSecond() * epoch.seconds())
                        .sum()
                / Math.max(seconds, 1e-9);
        return Html.format(
                "of %d; %s of training, %.0f windows a second, network idle %.1f %%",
                history.size(), time(seconds), pace, 100 * result.idleShare());
    }

    private static String time(double seconds) {
        return seconds < 120
                ? Html.format("%.0f s", seconds)
                : Html.format("%d min %02d s", (long) seconds / 60, (long) seconds % 60);
    }

    private static String byPart(TrainingResult result) {
        StringBuilder table = new StringBuilder(
                        "<div class=\"scroll\"><table class=\"figures\">\n<thead><tr><th>Part</th>")
                .append("<th class=\"n\">Clips</th><th class=\"n\">Accuracy</th><th class=\"n\">Balanced</th>")
                .append(
                        "<th class=\"n\">by window</th><th class=\"n\">Balanced by window</th><th class=\"n\">Loss</th>")
                .append("<th class=\"n\">RMSE</th></tr></thead>\n<tbody>\n");
        result.train().ifPresent(report -> table.append(row("training, without augmentation", report)));
        result.validation().ifPresent(report -> table.append(row("validation", report)));
        result.test().ifPresent(report -> table.append(row("test", report)));
        return table.append("</tbody></table></div>\n").toString();
    }

    private static String row(String part, EvaluationReport report) {
        Scores clips = report.clips();
        Scores windows = report.windows();
        return "<tr><th scope=\"row\">" + part + "</th>" + number(clips.count() + "")
                + number(Html.percent(clips.accuracy()))
                + number(Html.percent(clips.balancedAccuracy()))
                + number(Html.percent(windows.accuracy()))
                + number(Html.percent(windows.balancedAccuracy()))
                + number(Html.format("%.3f", clips.loss()))
                + number(Html.format("%.4f", windows.rmse()))
                + "</tr>\n";
    }

    static String number(String text) {
        return "<td class=\"n\">" + text + "</td>";
    }

    static String name(String folder) {
        Path name = Path.of(folder).getFileName();
        return name == null ? folder : name.toString();
    }
}
