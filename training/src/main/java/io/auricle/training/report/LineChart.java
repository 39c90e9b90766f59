package io.auricle.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Lines over an axis as SVG to be put into a page; its colours are variables of the page's style sheet: light, dark and print. */
final class LineChart {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 340;
    private static final int LEFT = 62;
    private static final int RIGHT = 16;
    private static final int TOP = 14;
    private static final int BOTTOM = 82;
    private static final int TICKS = 6;
    private static final int FEW_POINTS = 12;

    private record Line(String name, double[] x, double[] y, String colour, boolean dashed) {}

    private final String xTitle;
    private final String yTitle;
    private final List<Line> lines = new ArrayList<>();
    private OptionalDouble mark = OptionalDouble.empty();
    private double[] xRange = {0, 1};
    private double[] yRange = {0, 1};

    LineChart(String xTitle, String yTitle) {
        this.xTitle = xTitle;
        this.yTitle = yTitle;
    }

    /** Adds a line in a colour of the style sheet, such as {@code train}. */
    LineChart line(String name, double[] x, double[] y, String colour, boolean dashed) {
        lines.add(new Line(name, x, y, colour, dashed));
        return this;
    }

    /** Draws a dashed line upwards. */
    LineChart mark(double x) {
        mark = OptionalDouble.of(x);
        return this;
    }

    LineChart xRange(double from, double to) {
        xRange = new double[] {from, to};
        return this;
    }

    LineChart yRange(double from, double to) {
        yRange = new double[] {from, to > from ? to : from + 1};
        return this;
    }

    /** {@return the drawing, with one sentence for those who do not see it} */
    String svg(String meaning) {
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " aria-label=\"%s\">%n",
                WIDTH, HEIGHT, Html.escape(meaning)));
        axes(svg);
        mark.ifPresent(
                x -> svg.append(format("<path class=\"mark\" d=\"M%.1f %dV%d\"/>%n", x(x), TOP, HEIGHT - BOTTOM)));
        lines.forEach(line -> draw(svg, line));
        legend(svg);
        return svg.append("</svg>").toString();
    }

    private void axes(StringBuilder svg) {
        for (double tick : ticks(yRange)) {
            svg.append(format("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y(tick), WIDTH - RIGHT));
            svg.append(format(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 8, y(tick) + 4, number(tick)));
        }
        for (double tick : ticks(xRange)) {
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(tick), HEIGHT - BOTTOM + 20, number(tick)));
        }
        int middle = (TOP + HEIGHT - BOTTOM) / 2;
        svg.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 42, Html.escape(xTitle)));
        svg.append(format(
                "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                middle, Html.escape(yTitle)));
    }

    private void draw(StringBuilder svg, Line line) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < line.x.length; i++) {
            boolean finite = Double.isFinite(line.y[i]);
            if (finite) {
                path.append(format("%s%.1f %.1f", drawing ? "L" : "M", x(line.x[i]), y(line.y[i])));
            }
            drawing = finite;
        }
        svg.append(format(
                "<path class=\"%s\" style=\"stroke:var(--%s)\" d=\"%s\"/>%n",
                line.dashed ? "line dashed" : "line", line.colour, path));
        for (int i = 0; !line.dashed && line.x.length <= FEW_POINTS && i < line.x.length; i++) {
            if (Double.isFinite(line.y[i])) {
                svg.append(format(
                        "<circle style=\"fill:var(--%s)\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n",
                        line.colour, x(line.x[i]), y(line.y[i])));
            }
        }
    }

    private void legend(StringBuilder svg) {
        int at = LEFT;
        for (Line line : lines) {
            svg.append(format(
                    "<path class=\"%s\" style=\"stroke:var(--%s)\" d=\"M%d %dh24\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
                    line.dashed ? "line dashed" : "line",
                    line.colour,
                    at,
                    HEIGHT - 16,
                    at + 32,
                    HEIGHT - 12,
                    Html.escape(line.name)));
            at += 70 + 8 * line.name.length();
        }
    }

    /** Round numbers within a range, at most {@value #TICKS} steps of 1, 2 or 5 times a power of ten. */
    static double[] ticks(double[] range) {
        double rough = (range[1] - range[0]) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step =
                rough <= power ? power : rough <= 2 * power ? 2 * power : rough <= 5 * power ? 5 * power : 10 * power;
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(range[0] / step - 1e-9); i * step <= range[1] + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double x(double value) {
        return LEFT + (value - xRange[0]) / (xRange[1] - xRange[0]) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        double share = Math.min(1, Math.max(0, (value - yRange[0]) / (yRange[1] - yRange[0])));
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
    }
}
