package io.auricle.picture;

import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioClip;

/**
 * A sound as a picture: for every column of pixels the range of its samples, and darker their root mean square.
 *
 * <pre>{@code
 * WaveformPlot.of(clip).title("siren.wav").draw().writePng(Path.of("siren.png"));
 * }</pre>
 *
 * <p>Channels stand below each other, all on one scale, which ends at the round number above the loudest sample.
 * <b>Threads.</b> One at a time.
 */
public final class WaveformPlot {
    private static final int LEFT = 86;
    private static final int TOP = 48;
    private static final int RIGHT = 36;
    private static final int BOTTOM = 62;
    private static final int CHANNEL_GAP = 20;
    private static final int CHANNEL_HEIGHT = 150;
    private static final int MAX_DEFAULT_HEIGHT = 1600;
    private static final int RANGE = 0x8CC5CF;
    private static final int LEVEL = 0x26828E;
    private static final int PIXELS_PER_TICK = 34;
    /** What a silent clip is shown on. */
    private static final double LEAST_LIMIT = 1e-4;

    private final AudioClip clip;
    private String title = "";
    private int width = 1200;
    private int height;

    private WaveformPlot(AudioClip clip) {
        this.clip = clip;
        this.height = Math.min(MAX_DEFAULT_HEIGHT, TOP + BOTTOM + clip.channels() * (CHANNEL_HEIGHT + CHANNEL_GAP));
    }

    /**
     * Starts a picture of a sound.
     *
     * @param clip the sound
     * @return a new plot, to be set and drawn
     */
    public static WaveformPlot of(AudioClip clip) {
        return new WaveformPlot(requireNonNull(clip, "clip"));
    }

    /**
     * Sets the line above the picture.
     *
     * @param value the title; none if empty
     * @return this
     */
    public WaveformPlot title(String value) {
        title = requireNonNull(value, "title");
        return this;
    }

    /**
     * Sets the size; 1200 pixels wide and high enough for all channels if unset.
     *
     * @param newWidth  pixels, from 240 to 8192
     * @param newHeight pixels, from 240 to 8192
     * @return this
     * @throws IllegalArgumentException if a side is out of its range
     */
    public WaveformPlot size(int newWidth, int newHeight) {
        SpectrogramPlot.checkSide("width", newWidth);
        SpectrogramPlot.checkSide("height", newHeight);
        width = newWidth;
        height = newHeight;
        return this;
    }

    /**
     * Draws the picture.
     *
     * @return the pixels
     */
    public Picture draw() {
        var canvas = new Canvas(width, height, Layout.BACKGROUND);
        var all = new Layout(LEFT, TOP, width - RIGHT, height - BOTTOM);
        double limit = limit();
        double gap = Math.min(CHANNEL_GAP, all.height() / (4.0 * clip.channels()));
        double step = (all.height() + gap) / clip.channels();
        for (int c = 0; c < clip.channels(); c++) {
            int top = TOP + (int) Math.round(c * step);
            int bottom = TOP + (int) Math.round((c + 1) * step - gap);
            drawChannel(canvas, new Layout(all.left(), top, all.right(), Math.max(top + 1, bottom)), c, limit);
        }
        all.title(canvas, title);
        all.timeAxis(canvas, clip.seconds());
        all.leftLabel(canvas, "amplitude");
        return canvas.picture();
    }

    private double limit() {
        double peak = LEAST_LIMIT;
        for (int c = 0; c < clip.channels(); c++) {
            for (float sample : clip.channel(c)) {
                peak = Math.max(peak, Math.abs(sample));
            }
        }
        return Ticks.step(peak);
    }

    private void drawChannel(Canvas canvas, Layout box, int channel, double limit) {
        for (Ticks.Tick tick : Ticks.even(-limit, limit, Math.max(2, box.height() / PIXELS_PER_TICK))) {
            int y = (int) Math.floor(y(box, tick.value(), limit));
            canvas.box(box.left(), y, box.right(), y + 1, Layout.GRID);
            if (box.height() >= PIXELS_PER_TICK) {
                box.leftTick(canvas, y, tick.label());
            }
        }
        float[] samples = clip.channel(channel);
        for (int x = 0; x < box.width(); x++) {
            int from = (int) (x * (long) samples.length / box.width());
            int to = (int) Math.min(samples.length, Math.max(from + 1, (x + 1L) * samples.length / box.width()) + 1);
            drawColumn(canvas, box, box.left() + x, samples, from, to, limit);
        }
        canvas.frame(box.left(), box.top(), box.right(), box.bottom(), Layout.PALE);
    }

    /** One sample of the next column belongs to the range, so that columns touch. */
    private static void drawColumn(Canvas canvas, Layout box, int x, float[] samples, int from, int to, double limit) {
        float least = samples[from];
        float greatest = least;
        double squares = 0;
        for (int i = from; i < to; i++) {
            least = Math.min(least, samples[i]);
            greatest = Math.max(greatest, samples[i]);
            squares += (double) samples[i] * samples[i];
        }
        canvas.column(x, y(box, greatest, limit) - 0.5, y(box, least, limit) + 0.5, RANGE);
        double level = Math.sqrt(squares / (to - from));
        double above = Math.min(level, greatest);
        double below = Math.max(-level, least);
        if (above > below) {
            canvas.column(x, y(box, above, limit) - 0.5, y(box, below, limit) + 0.5, LEVEL);
        }
    }

    private static double y(Layout box, double value, double limit) {
        return box.top() + 0.5 + (limit - value) / (2 * limit) * (box.height() - 1);
    }
}
