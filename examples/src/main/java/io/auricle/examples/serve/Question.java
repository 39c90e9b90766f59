package io.auricle.examples.serve;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a client wants to know of a sound: the query of {@code POST /api/classify}.
 *
 * @param hopSeconds from the start of one window to the next
 * @param top        labels in each ranking
 * @param columns    columns of waveform and spectrogram; 0 for none
 */
record Question(double hopSeconds, int top, int columns) {

    private static final Set<String> NAMES = new TreeSet<>(Set.of("hop", "top", "columns"));
    private static final double LEAST_HOP = 0.05;
    private static final double LONGEST_HOP = 3600;
    private static final int DEFAULT_TOP = 3;
    private static final int MOST_TOP = 1000;
    private static final int LEAST_COLUMNS = 16;
    private static final int MOST_COLUMNS = 2000;

    /**
     * Reads a query.
     *
     * @throws Refusal if it holds an unknown name or a value out of its range
     */
    static Question of(Context ctx, double defaultHopSeconds) {
        for (String name : ctx.queryParamMap().keySet()) {
            if (!NAMES.contains(name)) {
                throw Refusal.of(Refusal.BAD_REQUEST, "query names must be among %s, got %s", NAMES, shortened(name));
            }
        }
        double hop = number(ctx, "hop", defaultHopSeconds, LEAST_HOP, LONGEST_HOP);
        int top = whole(ctx, "top", DEFAULT_TOP, 1, MOST_TOP);
        int columns = whole(ctx, "columns", 0, LEAST_COLUMNS, MOST_COLUMNS);
        return new Question(hop, top, columns);
    }

    private static double number(Context ctx, String name, double unset, double least, double most) {
        String text = value(ctx, name);
        if (text == null) {
            return unset;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // refused below, like a number out of range
        }
        throw Refusal.of(
                Refusal.BAD_REQUEST,
                "%s must be a number of seconds in [%s, %s], got %s",
                name,
                least,
                most,
                shortened(text));
    }

    private static int whole(Context ctx, String name, int unset, int least, int most) {
        String text = value(ctx, name);
        if (text == null) {
            return unset;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // refused below, like a number out of range
        }
        throw Refusal.of(
                Refusal.BAD_REQUEST,
                "%s must be a whole number in [%d, %d], got %s",
                name,
                least,
                most,
                shortened(text));
    }

    private static String value(Context ctx, String name) {
        List<String> values = ctx.queryParams(name);
        if (values.size() > 1) {
            throw Refusal.of(Refusal.BAD_REQUEST, "%s must be given once, got it %d times", name, values.size());
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static String shortened(String text) {
        String quoted = text.length() <= 40 ? text : text.substring(0, 40) + "...";
        return '"' + quoted + '"';
    }
}
