/** The page that a person reads after a run. Scores and history enter, one self-contained HTML file leaves. Start at {@code HtmlReport}. */
package io.auricle.training.report;
