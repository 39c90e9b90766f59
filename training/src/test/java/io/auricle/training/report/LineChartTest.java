package io.auricle.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class LineChartTest {
    @Test
    void lines_go_from_corner_to_corner_of_the_axes_in_colours_of_the_page() throws Exception {
        Document svg = parse(new LineChart("x", "y < 1")
                .line("a & b", new double[] {0, 10}, new double[] {0, 4}, "train", false)
                .line("c", new double[] {0, 10}, new double[] {4, 0}, "ink-3", true)
                .xRange(0, 10)
                .yRange(0, 4)
                .mark(5)
                .svg("Two lines"));

        assertThat(svg.getDocumentElement().getAttribute("aria-label")).isEqualTo("Two lines");
        assertThat(text(svg)).contains("M62.0 258.0L544.0 14.0", "M62.0 14.0L544.0 258.0", "M303.0 14V258");
        assertThat(text(svg)).contains("stroke:var(--train)", "stroke:var(--ink-3)", "line dashed");
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
    }

    @Test
    void a_figure_that_is_no_number_leaves_a_gap_and_one_beyond_the_range_stays_inside() throws Exception {
        Document svg = parse(new LineChart("x", "y")
                .line("a", new double[] {0, 1, 2, 3}, new double[] {1, Double.NaN, 9, 0}, "train", false)
                .xRange(0, 3)
                .yRange(0, 1)
                .svg("A gap"));

        assertThat(text(svg)).contains("M62.0 14.0M383.3 14.0L544.0 258.0").doesNotContain("NaN");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 0 20 40 60 80 100",
        "0, 1, 0 0.2 0.4 0.6 0.8 1",
        "1, 40, 10 20 30 40",
        "1, 2, 1 1.2 1.4 1.6 1.8 2",
        "0, 2.31, 0 0.5 1 1.5 2",
        "0, 0.0007, 0 0.0002 0.0004 0.0006"
    })
    void ticks_are_round_numbers_within_the_range(double from, double to, String expected) {
        String[] wanted = expected.split(" ");
        double[] ticks = LineChart.ticks(new double[] {from, to});

        assertThat(ticks).hasSize(wanted.length);
        for (int i = 0; i < ticks.length; i++) {
            assertThat(ticks[i]).isCloseTo(Double.parseDouble(wanted[i]), org.assertj.core.data.Offset.offset(1e-9));
        }
    }

    @Test
    void a_line_that_never_rises_still_has_an_axis() throws Exception {
        Document svg = parse(new LineChart("epoch", "loss")
                .line("a", new double[] {1}, new double[] {0}, "train", false)
                .xRange(1, 2)
                .yRange(0, 0)
                .svg("Flat"));

        assertThat(text(svg)).doesNotContain("NaN").doesNotContain("Infinity");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Document svg) {
        StringBuilder text = new StringBuilder();
        var all = svg.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            var attributes = all.item(i).getAttributes();
            for (int a = 0; a < attributes.getLength(); a++) {
                text.append(attributes.item(a).getNodeValue()).append('\n');
            }
        }
        return text.toString();
    }
}
