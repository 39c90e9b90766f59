package io.auricle.training.report;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A page of its own: nothing from outside, one style for light and dark screens and for paper. */
final class Page {
    private Page() {}

    static String of(String title, String... parts) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" + Html.escape(title)
                + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n"
                + String.join("", parts) + "</main>\n</body>\n</html>\n";
    }

    static String section(String title, String body) {
        String id = title.toLowerCase(Locale.ROOT).replace(' ', '-');
        return "<section id=\"" + id + "\">\n<h2>" + Html.escape(title) + "</h2>\n" + body + "</section>\n";
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            return new String(requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the style sheet could not be read from the jar", e);
        }
    }
}
