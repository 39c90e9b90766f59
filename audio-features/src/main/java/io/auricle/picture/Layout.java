package io.auricle.picture;

import io.auricle.picture.Canvas.Anchor;

/**
 * The parts that all plots share: a box with numbers below and to its left.
 *
 * @param left   the box's first column
 * @param top    its first row
 * @param right  the column behind its last
 * @param bottom the row behind its last
 */
record Layout(int left, int top, int right, int bottom) {
    static final int BACKGROUND = 0xFFFFFF;
    static final int INK = 0x2B2F36;
    static final int PALE = 0x8A9099;
    static final int GRID = 0xE6E8EB;
    static final double TEXT = 9;
    static final double TITLE = 12;

    private static final int TICK = 5;
    private static final int TITLE_GAP = 16;
    private static final int LABEL_DROP = 42;
    private static final int LABEL_LEFT = 62;
    private static final int PIXELS_PER_TICK = 90;

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
    }

    void title(Canvas canvas, String title) {
        canvas.text(title, left, top - TITLE_GAP, Anchor.LEFT, TITLE, INK);
    }

    /** Seconds below the box. */
    void timeAxis(Canvas canvas, double seconds) {
        for (Ticks.Tick tick : Ticks.even(0, seconds, Math.max(1, width() / PIXELS_PER_TICK))) {
            int x = left + (int) Math.round(tick.value() / seconds * (width() - 1));
            canvas.box(x, bottom + 1, x + 1, bottom + 1 + TICK, PALE);
            canvas.text(tick.label(), x + 0.5, bottom + TICK + 6 + TEXT, Anchor.MIDDLE, TEXT, INK);
        }
        canvas.text("time (s)", (left + right) / 2.0, bottom + LABEL_DROP, Anchor.MIDDLE, TEXT, INK);
    }

    /** A number to the left of the box. */
    void leftTick(Canvas canvas, int y, String label) {
        canvas.box(left - 1 - TICK, y, left - 1, y + 1, PALE);
        canvas.text(label, left - TICK - 7, y + 0.5 + TEXT / 2, Anchor.RIGHT, TEXT, INK);
    }

    /** A number to the right of a column. */
    static void rightTick(Canvas canvas, int right, int y, String label) {
        canvas.box(right + 1, y, right + 1 + TICK, y + 1, PALE);
        canvas.text(label, right + TICK + 7, y + 0.5 + TEXT / 2, Anchor.LEFT, TEXT, INK);
    }

    void leftLabel(Canvas canvas, String label) {
        canvas.textUpwards(label, left - LABEL_LEFT, (top + bottom) / 2.0, TEXT, INK);
    }
}
