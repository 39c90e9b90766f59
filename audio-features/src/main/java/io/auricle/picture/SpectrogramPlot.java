package io.auricle.picture;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.MelConfig;
import io.auricle.features.MelFilterBank;
import io.auricle.features.Spectrogram;
import io.auricle.features.StftConfig;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A spectrogram as a picture: time to the right, rows upwards, values as colours, with axes and a bar of colours.
 *
 * <pre>{@code
 * SpectrogramPlot.ofMel(decibels, config).title("siren.wav").draw().writePng(Path.of("siren.png"));
 * }</pre>
 *
 * <p>Between pixels values are interpolated; where several fall on one pixel, it shows their mean. <b>Threads.</b> One at a
 * time.
 */
public final class SpectrogramPlot {
    private static final int MIN_SIDE = 240;
    private static final int MAX_SIDE = 8192;
    private static final int LEFT = 86;
    private static final int TOP = 48;
    private static final int RIGHT = 104;
    private static final int BOTTOM = 62;
    private static final int BAR_GAP = 22;
    private static final int BAR_WIDTH = 16;
    private static final int PIXELS_PER_TICK = 40;
    /** Rows whose distances differ by less than this share are taken to be evenly spaced. */
    private static final double EVEN = 1e-3;
    /** Of a spectrogram that is all one value, as a share of that value: enough to tell ticks apart. */
    private static final double LEAST_SPAN = 1e-6;

    private final Spectrogram spectrogram;
    private final double frameSeconds;
    private final double[] rowValues;
    private String rowLabel = "frequency (Hz)";
    private String valueLabel = "dB";
    private String title = "";
    private int width = 1200;
    private int height = 560;
    private ColorMap colors = ColorMap.MAGMA;
    private OptionalDouble low = OptionalDouble.empty();
    private OptionalDouble high = OptionalDouble.empty();

    private SpectrogramPlot(Spectrogram spectrogram, double frameSeconds, double[] rowValues) {
        this.spectrogram = spectrogram;
        this.frameSeconds = frameSeconds;
        this.rowValues = rowValues;
    }

    /**
     * Starts a picture of any rows over time.
     *
     * @param spectrogram  what to show, such as decibels; at least one frame
     * @param frameSeconds time from one frame to the next, in seconds; above 0
     * @param rowValues    what each row stands for, such as its frequency in hertz; rising, one for each row
     * @return a new plot, to be set and drawn
     * @throws IllegalArgumentException if an argument breaks its rule
     */
    public static SpectrogramPlot of(Spectrogram spectrogram, double frameSeconds, double[] rowValues) {
        requireNonNull(spectrogram, "spectrogram");
        requireNonNull(rowValues, "rowValues");
        check(spectrogram.frames() >= 1, "frames must be at least 1, got %d", spectrogram.frames());
        check(
                frameSeconds > 0 && Double.isFinite(frameSeconds),
                "frameSeconds must be above 0 and finite, got %s",
                frameSeconds);
        check(
                rowValues.length == spectrogram.rows(),
                "rowValues must be as many as rows = %d, got %d",
                spectrogram.rows(),
                rowValues.length);
        for (int row = 0; row < rowValues.length; row++) {
            check(Double.isFinite(rowValues[row]), "rowValues must be finite, got %s at row %d", rowValues[row], row);
            check(
                    row == 0 || rowValues[row] > rowValues[row - 1],
                    "rowValues must rise, got %s after %s",
                    rowValues[row],
                    row == 0 ? rowValues[0] : rowValues[row - 1]);
        }
        return new SpectrogramPlot(spectrogram, frameSeconds, rowValues.clone());
    }

    /**
     * Starts a picture of mel bands, each at its centre.
     *
     * @param spectrogram decibels or power of the bands
     * @param config      the settings that it was made with
     * @return a new plot, to be set and drawn
     * @throws IllegalArgumentException if the spectrogram has other rows than the settings
     */
    public static SpectrogramPlot ofMel(Spectrogram spectrogram, MelConfig config) {
        double[] edges = MelFilterBank.of(config).edgesHz();
        double seconds = config.stft().hopLength() / (double) config.sampleRateHz();
        return of(spectrogram, seconds, Arrays.copyOfRange(edges, 1, edges.length - 1));
    }

    /**
     * Starts a picture of the bins of a short-time Fourier transform.
     *
     * @param spectrogram  decibels, power or magnitude of the bins
     * @param config       the settings that it was made with
     * @param sampleRateHz rate of the signal, in hertz; at least 1
     * @return a new plot, to be set and drawn
     * @throws IllegalArgumentException if the spectrogram has other rows than the settings
     */
    public static SpectrogramPlot ofStft(Spectrogram spectrogram, StftConfig config, int sampleRateHz) {
        check(sampleRateHz >= 1, "sampleRateHz must be at least 1, got %d", sampleRateHz);
        var binHz = new double[config.bins()];
        for (int bin = 0; bin < binHz.length; bin++) {
            binHz[bin] = bin * (double) sampleRateHz / config.fftSize();
        }
        return of(spectrogram, config.hopLength() / (double) sampleRateHz, binHz);
    }

    /**
     * Sets the line above the picture.
     *
     * @param value the title; none if empty
     * @return this
     */
    public SpectrogramPlot title(String value) {
        title = requireNonNull(value, "title");
        return this;
    }

    /**
     * Sets what the rows are; {@code frequency (Hz)} if unset.
     *
     * @param value the label
     * @return this
     */
    public SpectrogramPlot rowLabel(String value) {
        rowLabel = requireNonNull(value, "rowLabel");
        return this;
    }

    /**
     * Sets the unit above the bar of colours; {@code dB} if unset.
     *
     * @param value the label
     * @return this
     */
    public SpectrogramPlot valueLabel(String value) {
        valueLabel = requireNonNull(value, "valueLabel");
        return this;
    }

    /**
     * Sets the size; 1200 x 560 if unset.
     *
     * @param newWidth  pixels, from 240 to 8192
     * @param newHeight pixels, from 240 to 8192
     * @return this
     * @throws IllegalArgumentException if a side is out of its range
     */
    public SpectrogramPlot size(int newWidth, int newHeight) {
        checkSide("width", newWidth);
        checkSide("height", newHeight);
        width = newWidth;
        height = newHeight;
        return this;
    }

    static void checkSide(String name, int value) {
        check(
                value >= MIN_SIDE && value <= MAX_SIDE,
                "%s must be in [%d, %d], got %d",
                name,
                MIN_SIDE,
                MAX_SIDE,
                value);
    }

    /**
     * Sets the colours; magma if unset.
     *
     * @param value the colours
     * @return this
     */
    public SpectrogramPlot colors(ColorMap value) {
        colors = requireNonNull(value, "colors");
        return this;
    }

    /**
     * Sets the values of the first and the last colour; the least and greatest there are if unset.
     *
     * @param newLow  shown as the first colour, like everything below it; finite
     * @param newHigh shown as the last; above newLow, finite
     * @return this
     * @throws IllegalArgumentException if the range is none
     */
    public SpectrogramPlot range(double newLow, double newHigh) {
        check(
                newLow < newHigh && Double.isFinite(newLow) && Double.isFinite(newHigh),
                "range must rise and be finite, got %s to %s",
                newLow,
                newHigh);
        low = OptionalDouble.of(newLow);
        high = OptionalDouble.of(newHigh);
        return this;
    }

    /**
     * Draws the picture.
     *
     * @return the pixels
     */
    public Picture draw() {
        var canvas = new Canvas(width, height, Layout.BACKGROUND);
        var box = new Layout(LEFT, TOP, width - RIGHT, height - BOTTOM);
        float[] values = spectrogram.values();
        double least = low.orElseGet(() -> extreme(values, false));
        double greatest = high.orElseGet(() -> extreme(values, true));
        double span = greatest > least ? greatest - least : Math.max(1, LEAST_SPAN * Math.abs(least));
        drawValues(canvas, box, values, least, span);
        canvas.frame(box.left(), box.top(), box.right(), box.bottom(), Layout.PALE);
        box.title(canvas, title);
        box.timeAxis(canvas, spectrogram.frames() * frameSeconds);
        drawRowAxis(canvas, box);
        drawBar(canvas, box, least, span);
        return canvas.picture();
    }

    private static double extreme(float[] values, boolean greatest) {
        double extreme = Double.NaN;
        for (float value : values) {
            if (Float.isFinite(value) && !(greatest ? value <= extreme : value >= extreme)) {
                extreme = value;
            }
        }
        return Double.isNaN(extreme) ? 0 : extreme;
    }

    private void drawValues(Canvas canvas, Layout box, float[] values, double least, double span) {
        var columns = new Scaling(spectrogram.frames(), box.width());
        var rows = new Scaling(spectrogram.rows(), box.height());
        for (int y = 0; y < box.height(); y++) {
            int row = box.height() - 1 - y;
            for (int x = 0; x < box.width(); x++) {
                int column = x;
                double value = rows.mean(row, r -> columns.mean(column, f -> values[r * spectrogram.frames() + f]));
                canvas.set(box.left() + x, box.top() + y, colors.rgb((value - least) / span));
            }
        }
    }

    private void drawRowAxis(Canvas canvas, Layout box) {
        int lastY = Integer.MAX_VALUE;
        for (Ticks.Tick tick : rowTicks(box)) {
            double row = rowOf(tick.value()) + 0.5;
            int y = box.bottom() - 1 - (int) Math.floor(row / rowValues.length * box.height());
            if (lastY - y >= PIXELS_PER_TICK / 2) {
                box.leftTick(canvas, y, tick.label());
                lastY = y;
            }
        }
        box.leftLabel(canvas, rowLabel);
    }

    private List<Ticks.Tick> rowTicks(Layout box) {
        double first = rowValues[0];
        double last = rowValues[rowValues.length - 1];
        if (rowValues.length < 3 || isEven()) {
            return first < last
                    ? Ticks.even(first, last, Math.max(1, box.height() / PIXELS_PER_TICK))
                    : List.of(new Ticks.Tick(first, String.valueOf(first)));
        }
        return Ticks.ratios(first, last);
    }

    private boolean isEven() {
        double first = rowValues[1] - rowValues[0];
        double last = rowValues[rowValues.length - 1] - rowValues[rowValues.length - 2];
        return Math.abs(last - first) <= EVEN * first;
    }

    /** Where a value lies among the rows, as a row with a fraction. */
    private double rowOf(double value) {
        int index = Arrays.binarySearch(rowValues, value);
        if (index >= 0) {
            return index;
        }
        int above = Math.min(Math.max(1, -index - 1), rowValues.length - 1);
        return above - 1 + (value - rowValues[above - 1]) / (rowValues[above] - rowValues[above - 1]);
    }

    private void drawBar(Canvas canvas, Layout box, double least, double span) {
        int left = box.right() + BAR_GAP;
        int right = left + BAR_WIDTH;
        for (int y = box.top(); y < box.bottom(); y++) {
            double share = (box.bottom() - 1 - y) / (double) (box.height() - 1);
            canvas.box(left, y, right, y + 1, colors.rgb(share));
        }
        canvas.frame(left, box.top(), right, box.bottom(), Layout.PALE);
        for (Ticks.Tick tick : Ticks.even(least, least + span, Math.max(1, box.height() / PIXELS_PER_TICK))) {
            int y = box.bottom() - 1 - (int) Math.round((tick.value() - least) / span * (box.height() - 1));
            Layout.rightTick(canvas, right, y, tick.label());
        }
        canvas.text(valueLabel, left, box.top() - 9, Canvas.Anchor.LEFT, Layout.TEXT, Layout.INK);
    }
}
