package io.auricle.training.report;

import java.util.Locale;

/** Text of a page. */
final class Html {
    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A share as a percentage with one digit, which no line break parts from its sign. */
    static String percent(double share) {
        return format("%.1f\u00a0%%", 100 * share);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
