package io.auricle.training.report;

import static java.util.Objects.requireNonNull;

import io.auricle.training.EvaluationReport;
import java.awt.AWTError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The report of a run: one HTML page without anything outside itself, for light and dark screens and for paper.
 *
 * <p><b>Threads.</b> No state. <b>Cost.</b> Some hundred kilobytes of text, most of it charts and spectrograms.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the page.
     *
     * @param content what to show; its result must be scored
     * @return the page
     */
    public static String of(ReportContent content) {
        requireNonNull(content, "content");
        EvaluationReport judged = judged(content);
        StringBuilder page = new StringBuilder(1 << 18);
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(Html.escape(Summary.title(content)))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
        page.append(Summary.of(content, judged));
        page.append(section("Training", TrainingCurves.of(content.result())));
        page.append(section("Per class", ScoreTables.classes(judged)));
        page.append(section("Confusion", ScoreTables.confusion(judged)));
        page.append(section("Calibration", calibration(judged)));
        page.append(section("Hardest clips", HardestClips.of(content)));
        page.append(section("Split", SplitTable.of(content)));
        page.append(section("How to reproduce", Reproduce.of(content)));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    /** What the page is about: the test, or validation where there is none, or else the training clips. */
    static EvaluationReport judged(ReportContent content) {
        return content.result()
                .test()
                .or(content.result()::validation)
                .or(content.result()::train)
                .orElseThrow(() -> new IllegalArgumentException("result must be scored, got none"));
    }

    /** A chart, or why there is none: a machine without fonts can train, but not draw. */
    static String chart(Supplier<String> drawing) {
        try {
            return "<figure>" + drawing.get() + "</figure>\n";
        } catch (AWTError | InternalError | LinkageError e) {
            return "<p class=\"note\">This chart could not be drawn on the machine that made the report: "
                    + Html.escape(String.valueOf(e.getMessage())) + "</p>\n";
        }
    }

    private static String calibration(EvaluationReport judged) {
        double error = judged.clips().calibration().expectedError();
        return "<div class=\"pair\">"
                + chart(() -> Charts.calibration(judged.clips().calibration()))
                + "<div><p>A well calibrated model is right seven times in ten when it says 70 %. Points below the dashed line"
                + " are answers that were surer than right.</p><p>Expected calibration error <b>"
                + Html.percent(error) + "</b> over " + judged.clips().count() + " clips.</p></div></div>\n";
    }

    private static String section(String title, String body) {
        String id = title.toLowerCase(Locale.ROOT).replace(' ', '-');
        return "<section id=\"" + id + "\">\n<h2>" + Html.escape(title) + "</h2>\n" + body + "</section>\n";
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the style sheet could not be read from the jar", e);
        }
    }
}
