package io.auricle.picture;

/** Pixels, and what is drawn on them: boxes, lines with smooth edges, text. */
final class Canvas {
    private final int width;
    private final int height;
    private final int[] rgb;

    Canvas(int width, int height, int background) {
        this.width = width;
        this.height = height;
        this.rgb = new int[width * height];
        java.util.Arrays.fill(rgb, background);
    }

    Picture picture() {
        return new Picture(width, height, rgb);
    }

    /** The colour between two, share 0 being the first. */
    static int mixed(int from, int to, double share) {
        int result = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = from >> shift & 0xFF;
            int b = to >> shift & 0xFF;
            result |= (int) Math.round(a + (b - a) * share) << shift;
        }
        return result;
    }

    void set(int x, int y, int color) {
        rgb[y * width + x] = color;
    }

    void box(int left, int top, int right, int bottom, int color) {
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
                set(x, y, color);
            }
        }
    }

    /** A frame of one pixel just outside a box. */
    void frame(int left, int top, int right, int bottom, int color) {
        box(left - 1, top - 1, right + 1, top, color);
        box(left - 1, bottom, right + 1, bottom + 1, color);
        box(left - 1, top, left, bottom, color);
        box(right, top, right + 1, bottom, color);
    }

    /** A column of pixels whose ends may lie inside a pixel. */
    void column(int x, double top, double bottom, int color) {
        for (int y = Math.max(0, (int) Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++) {
            blend(x, y, color, Math.min(bottom, y + 1) - Math.max(top, y));
        }
    }

    /** A line with round ends. */
    void line(double x0, double y0, double x1, double y1, double thickness, int color) {
        double reach = thickness / 2 + 1;
        int left = Math.max(0, (int) Math.floor(Math.min(x0, x1) - reach));
        int right = Math.min(width - 1, (int) Math.ceil(Math.max(x0, x1) + reach));
        int top = Math.max(0, (int) Math.floor(Math.min(y0, y1) - reach));
        int bottom = Math.min(height - 1, (int) Math.ceil(Math.max(y0, y1) + reach));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double distance = distance(x + 0.5, y + 0.5, x0, y0, x1, y1);
                blend(x, y, color, thickness / 2 + 0.5 - distance);
            }
        }
    }

    private static double distance(double x, double y, double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double squared = dx * dx + dy * dy;
        double along = squared == 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / squared;
        double share = Math.max(0, Math.min(1, along));
        return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
    }

    private void blend(int x, int y, int color, double share) {
        if (share > 0 && x >= 0 && x < width) {
            int at = y * width + x;
            rgb[at] = mixed(rgb[at], color, Math.min(1, share));
        }
    }

    /** Where a text's given point lies. */
    enum Anchor {
        LEFT(0),
        MIDDLE(0.5),
        RIGHT(1);

        private final double share;

        Anchor(double share) {
            this.share = share;
        }
    }

    /** Text along a line, y being its foot. */
    void text(String text, double x, double y, Anchor anchor, double capHeight, int color) {
        double left = Math.round(x - anchor.share * StrokeFont.width(text, capHeight)) + 0.5;
        double foot = Math.round(y) - 0.5;
        StrokeFont.draw(
                text, capHeight, (x0, y0, x1, y1, pen) -> line(left + x0, foot - y0, left + x1, foot - y1, pen, color));
    }

    /** Text that runs upwards, x being its foot and y its middle. */
    void textUpwards(String text, double x, double y, double capHeight, int color) {
        double foot = Math.round(x) - 0.5;
        double start = Math.round(y + StrokeFont.width(text, capHeight) / 2) + 0.5;
        StrokeFont.draw(
                text,
                capHeight,
                (x0, y0, x1, y1, pen) -> line(foot - y0, start - x0, foot - y1, start - x1, pen, color));
    }
}
