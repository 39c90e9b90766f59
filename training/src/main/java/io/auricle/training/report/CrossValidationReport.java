package io.auricle.training.report;

import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.CrossValidationResult;
import io.auricle.training.result.CrossValidationResult.Fold;
import io.auricle.training.result.CrossValidationResult.Spread;
import io.auricle.training.result.CrossValidationSummary;
import io.auricle.training.score.EvaluationReport;
import io.auricle.training.score.Interval;
import io.auricle.training.score.Scores;
import java.util.Optional;
import java.util.Set;

/**
 * The report of a cross-validation: mean and spread, a row a fold that leads to the fold's own report ({@code fold-N/report.html}
 * beside it), and what all folds together took for what.
 */
final class CrossValidationReport {
    private CrossValidationReport() {}

    static String of(CrossValidationSummary all, Optional<ReproduceCommand.Text> command) {
        TrainingOptions options = all.options();
        CrossValidationResult result = all.result();
        String title = options.model().word() + " on " + Summary.name(all.data().folder()) + ", fold by fold";
        return Page.of(
                title,
                head(title, options, all.folds(), result),
                Page.section("Folds", table(result)),
                Page.section("Per class", ScoreTables.classes(result.classes())),
                Page.section(
                        "Confusion",
                        ScoreTables.confusion(
                                result.classes().stream()
                                        .map(Scores.ClassScore::label)
                                        .toList(),
                                result.confusion())),
                Page.section("How to reproduce", Reproduction.text(command, "they are in each fold's config.json")));
    }

    private static String head(
            String title, TrainingOptions options, Set<Integer> folds, CrossValidationResult result) {
        int done = result.folds().size();
        return "<header>\n<p class=\"brand\">Auricle cross-validation report</p>\n<h1>" + Html.escape(title)
                + "</h1>\n<p class=\"lede\">every fold in turn as test · recipe "
                + options.recipe().word() + " · seed " + options.seed() + "</p>\n"
                + (done < folds.size()
                        ? "<p class=\"warning\" role=\"note\">" + done + " of " + folds.size()
                                + " folds are done: mean and spread are over these.</p>\n"
                        : "")
                + "<div class=\"tiles\">\n"
                + tile("Accuracy", result.accuracy())
                + tile("Balanced accuracy", result.balancedAccuracy())
                + Summary.tile(
                        "Judged on", result.confusion().total() + " clips", "each by a model that had not heard it")
                + "</div>\n</header>\n";
    }

    private static String tile(String name, Spread spread) {
        return Summary.tile(
                name,
                Html.percent(spread.mean()),
                Html.format("mean over folds; standard deviation %.1f points", 100 * spread.deviation()));
    }

    private static String table(CrossValidationResult result) {
        StringBuilder table = new StringBuilder(
                        "<div class=\"scroll\"><table class=\"figures\">\n<thead><tr><th>Test fold</th>")
                .append("<th class=\"n\">Clips</th><th class=\"n\">Recordings</th><th class=\"n\">Accuracy</th>")
                .append("<th class=\"n\">Balanced</th><th class=\"n\">95 % interval by recording</th>")
                .append(
                        "<th class=\"n\">by window</th><th class=\"n\">Loss</th><th class=\"n\">RMSE</th></tr></thead>\n<tbody>\n");
        result.folds().forEach(fold -> table.append(row(fold)));
        return table.append(
                        "</tbody></table></div>\n<p class=\"caption\">By clip but for the last three columns: accuracy by")
                .append(" window, loss by clip, RMSE by window. The interval is of the balanced accuracy.</p>\n")
                .toString();
    }

    private static String row(Fold fold) {
        EvaluationReport report = fold.report();
        Scores clips = report.clips();
        Interval range = report.balancedRange();
        return "<tr><th scope=\"row\"><a href=\"fold-" + fold.fold() + "/report.html\">fold " + fold.fold()
                + "</a></th>"
                + Summary.number(clips.count() + "")
                + Summary.number(report.recordings() + "")
                + Summary.number(Html.percent(clips.accuracy()))
                + Summary.number(Html.percent(clips.balancedAccuracy()))
                + Summary.number(Html.format("%.1f to %.1f\u00a0%%", 100 * range.low(), 100 * range.high()))
                + Summary.number(Html.percent(report.windows().accuracy()))
                + Summary.number(Html.format("%.3f", clips.loss()))
                + Summary.number(Html.format("%.4f", report.windows().rmse()))
                + "</tr>\n";
    }
}
