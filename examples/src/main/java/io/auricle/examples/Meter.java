package io.auricle.examples;

import io.auricle.zoo.classify.LiveSound;
import io.auricle.zoo.classify.Prediction;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows live sound: on a terminal one line that is drawn anew with every block, which moves up when the label changes; else a
 * line for each answer.
 */
final class Meter implements LiveView {

    private static final int BAR = 20;
    private static final double FLOOR_DB = -60;

    private final PrintWriter out;
    private final boolean terminal;
    private final int columns;
    private double seconds;
    private double levelDb = FLOOR_DB;
    private LiveSound.Change now;
    private String drawn = "";

    Meter(PrintWriter out, boolean terminal, int columns) {
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public void block(float[][] block, int count, double seconds) {
        this.seconds = seconds;
        this.levelDb = Levels.decibels(block, count);
        if (terminal) {
            draw();
        }
    }

    @Override
    public void changed(LiveSound.Change change) {
        if (terminal && now != null) { // what was heard until now stays readable above
            draw();
            end();
        }
    }

    @Override
    public void current(LiveSound.Change moment) {
        now = moment;
        if (!terminal) {
            out.println(line(moment.atSeconds()));
            out.flush();
        }
    }

    private void draw() {
        String line = line(seconds);
        line = line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
        out.print('\r' + line + " ".repeat(Math.max(0, drawn.length() - line.length())));
        out.flush();
        drawn = line;
    }

    private String line(double atSeconds) {
        int full = (int) Math.round(BAR * Math.min(1, Math.max(0, 1 - levelDb / FLOOR_DB)));
        Prediction heard = now == null ? null : now.prediction();
        return String.format(
                Locale.ROOT,
                "%8.1f s  [%s%s] %4.0f dB  %s",
                atSeconds,
                "#".repeat(full),
                " ".repeat(BAR - full),
                levelDb,
                heard == null ? "..." : heard);
    }

    @Override
    public void end() {
        if (!drawn.isEmpty()) {
            out.println();
            out.flush();
            drawn = "";
        }
    }
}
