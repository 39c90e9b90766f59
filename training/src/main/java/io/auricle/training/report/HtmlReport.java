package io.auricle.training.report;

import static java.util.Objects.requireNonNull;

import io.auricle.training.result.RunSummary;
import io.auricle.training.score.EvaluationReport;
import java.util.Optional;

/** The report of a run. */
final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the page.
     *
     * @param content what to show; its result must be scored
     * @param command that makes the run again
     * @return the page
     */
    static String of(RunSummary content, Optional<ReproduceCommand.Text> command) {
        requireNonNull(content, "content");
        EvaluationReport judged = judged(content);
        return Page.of(
                Summary.title(content),
                Summary.of(content, judged),
                Page.section("Training", TrainingCurves.of(content.result())),
                Page.section("Per class", ScoreTables.classes(judged)),
                Page.section("Confusion", ScoreTables.confusion(judged)),
                Page.section("Calibration", calibration(judged)),
                Page.section("Hardest clips", HardestClips.of(content)),
                Page.section("Split", SplitTable.of(content)),
                Page.section("How to reproduce", Reproduction.of(content, command)));
    }

    /** What the page is about: the test, or validation where there is none, or else the training clips. */
    static EvaluationReport judged(RunSummary content) {
        return content.result()
                .test()
                .or(content.result()::validation)
                .or(content.result()::train)
                .orElseThrow(() -> new IllegalArgumentException("result must be scored, got none"));
    }

    private static String calibration(EvaluationReport judged) {
        double error = judged.clips().calibration().expectedError();
        return "<div class=\"pair\">"
                + "<figure>" + Charts.calibration(judged.clips().calibration()) + "</figure>"
                + "<div><p>A well calibrated model is right seven times in ten when it says 70\u00a0%. Points below the dashed line"
                + " are answers that were surer than right.</p><p>Expected calibration error <b>"
                + Html.percent(error) + "</b> over " + judged.clips().count() + " clips.</p></div></div>\n";
    }
}
