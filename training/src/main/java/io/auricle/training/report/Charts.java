package io.auricle.training.report;

import io.auricle.training.result.EpochResult;
import io.auricle.training.score.Calibration;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The report's charts, by XChart. */
final class Charts {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 340;
    private static final int FEW = 12;

    private Charts() {}

    static String loss(List<EpochResult> history, int keptEpoch) {
        XYChart chart = curves(history, keptEpoch, EpochResult.Part::loss, "cross-entropy by clip");
        chart.getStyler().setYAxisMin(0.0);
        return Svg.of(chart, "loss", "Loss on training and validation clips by epoch");
    }

    static String accuracy(List<EpochResult> history, int keptEpoch) {
        XYChart chart =
                curves(history, keptEpoch, part -> 100 * part.balancedAccuracy(), "balanced accuracy by clip, %");
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
        return Svg.of(chart, "accuracy", "Balanced accuracy on training and validation clips by epoch");
    }

    static String calibration(Calibration calibration) {
        XYChart chart = chart("probability of the answer, %", "right answers, %");
        line(chart, "perfect", new double[] {0, 100}, new double[] {0, 100}, Svg.MARK, true);
        double[] x = calibration.bins().stream()
                .mapToDouble(bin -> 100 * bin.confidence())
                .toArray();
        double[] y = calibration.bins().stream()
                .mapToDouble(bin -> 100 * bin.accuracy())
                .toArray();
        line(chart, "this model", x, y, Svg.TRAIN, false).setMarker(SeriesMarkers.CIRCLE);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0).setYAxisMin(0.0).setYAxisMax(100.0);
        return Svg.of(chart, "calibration", "Share of right answers by their probability");
    }

    private static XYChart curves(
            List<EpochResult> history, int keptEpoch, ToDoubleFunction<EpochResult.Part> figure, String unit) {
        XYChart chart = chart("epoch", unit);
        chart.addAnnotation(new AnnotationLine(keptEpoch, true, false));
        double[] epochs = history.stream().mapToDouble(EpochResult::epoch).toArray();
        double[] train = history.stream()
                .mapToDouble(epoch -> figure.applyAsDouble(epoch.train()))
                .toArray();
        mark(line(chart, "training", epochs, train, Svg.TRAIN, false), history.size());
        if (history.stream().allMatch(epoch -> epoch.validation().isPresent())) {
            double[] validation = history.stream()
                    .map(EpochResult::validation)
                    .flatMap(Optional::stream)
                    .mapToDouble(figure)
                    .toArray();
            mark(line(chart, "validation", epochs, validation, Svg.VALIDATION, false), history.size());
        }
        chart.getStyler().setXAxisMin(1.0).setXAxisMax(Math.max(2.0, history.size()));
        chart.getStyler().setXAxisTickMarkSpacingHint(60);
        chart.getStyler().setXAxisDecimalPattern("0");
        return chart;
    }

    private static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color, boolean dashed) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarkerColor(color).setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(dashed ? dashed() : new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return series;
    }

    private static void mark(XYSeries series, int epochs) {
        series.setMarker(epochs <= FEW ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }

    private static BasicStroke dashed() {
        return new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 4}, 0);
    }

    private static XYChart chart(String xTitle, String yTitle) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        XYStyler styler = chart.getStyler();
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        styler.setBaseFont(font);
        styler.setLegendFont(font);
        styler.setAxisTickLabelsFont(font);
        styler.setAxisTitleFont(font);
        styler.setChartBackgroundColor(Svg.NOTHING);
        styler.setPlotBackgroundColor(Svg.NOTHING);
        styler.setLegendBackgroundColor(Svg.NOTHING);
        styler.setPlotBorderVisible(false);
        styler.setLegendBorderColor(Svg.NOTHING);
        styler.setChartFontColor(Svg.INK);
        styler.setAxisTickLabelsColor(Svg.INK);
        styler.setXAxisTitleColor(Svg.INK).setYAxisTitleColor(Svg.INK);
        styler.setAxisTickMarksColor(Svg.GRID);
        styler.setPlotGridLinesColor(Svg.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setAnnotationLineColor(Svg.MARK);
        styler.setAnnotationLineStroke(dashed());
        styler.setLegendPadding(12);
        styler.setMarkerSize(6);
        styler.setLocale(Locale.ROOT);
        return chart;
    }
}
