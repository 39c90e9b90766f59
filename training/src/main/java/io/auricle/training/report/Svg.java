package io.auricle.training.report;

import java.awt.Color;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.knowm.xchart.internal.chartpart.Chart;
import org.w3c.dom.Document;

/**
 * A chart as SVG for inlining into a page. Charts are drawn in stand-in colours, each of which becomes a variable of the
 * page's style sheet, so that one drawing serves light, dark and print.
 */
final class Svg {
    static final Color INK = new Color(1, 1, 1);
    static final Color GRID = new Color(2, 2, 2);
    static final Color TRAIN = new Color(3, 3, 3);
    static final Color VALIDATION = new Color(4, 4, 4);
    static final Color MARK = new Color(5, 5, 5);
    static final Color NOTHING = new Color(6, 6, 6, 0);

    private static final Map<Color, String> VARIABLES = new LinkedHashMap<>();

    static {
        VARIABLES.put(INK, "var(--ink-2)");
        VARIABLES.put(GRID, "var(--grid)");
        VARIABLES.put(TRAIN, "var(--train)");
        VARIABLES.put(VALIDATION, "var(--validation)");
        VARIABLES.put(MARK, "var(--ink-3)");
    }

    private Svg() {}

    /**
     * Draws a chart.
     *
     * @param name    what makes its ids unique within the page
     * @param meaning one sentence for those who do not see it
     */
    static String of(Chart<?, ?> chart, String name, String meaning) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
        context.setComment(null);
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String prefix) {
                return name + "-" + super.generateID(prefix);
            }
        });
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        StringWriter text = new StringWriter();
        try {
            graphics.stream(text, true);
        } catch (IOException e) {
            throw new IllegalStateException("a chart could not be written to memory", e);
        }
        return inline(text.toString(), chart.getWidth(), chart.getHeight(), meaning);
    }

    private static String inline(String xml, int width, int height, String meaning) {
        String svg = xml.substring(xml.indexOf("<svg"));
        String body = svg.substring(svg.indexOf('>') + 1);
        for (Map.Entry<Color, String> variable : VARIABLES.entrySet()) {
            Color color = variable.getKey();
            body = body.replace(
                    "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")",
                    variable.getValue());
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 " + width + " " + height
                + "\" role=\"img\" aria-label=\"" + Html.escape(meaning) + "\">" + body;
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java has an XML parser", e);
        }
    }
}
