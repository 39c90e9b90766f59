package io.auricle.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round numbers to write on an axis. */
final class Ticks {
    private static final double[] ROUND = {1, 2, 5, 10};

    private Ticks() {}

    /** A number and how it is written. */
    record Tick(double value, String label) {}

    /** Evenly spaced round numbers from low to high, at most so many. */
    static List<Tick> even(double low, double high, int most) {
        double step = step((high - low) / Math.max(1, most));
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        var ticks = new ArrayList<Tick>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            String label = BigDecimal.valueOf(i)
                    .multiply(new BigDecimal(step))
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .toPlainString();
            ticks.add(new Tick(i * step, label));
        }
        return ticks;
    }

    /** 1, 2 and 5 times powers of ten, from low to high: for axes where equal steps mean equal ratios. */
    static List<Tick> ratios(double low, double high) {
        var ticks = new ArrayList<Tick>();
        for (double decade = Math.pow(10, Math.floor(Math.log10(Math.max(low, 1)))); decade <= high; decade *= 10) {
            for (int i = 0; i < 3; i++) {
                double value = decade * ROUND[i];
                if (value >= low && value <= high) {
                    ticks.add(new Tick(value, new BigDecimal(value).toPlainString()));
                }
            }
        }
        return ticks;
    }

    /** The least round number that is not below a width. */
    static double step(double width) {
        double decade = Math.pow(10, Math.floor(Math.log10(width)));
        for (double round : ROUND) {
            if (round * decade >= width * (1 - 1e-9)) {
                return round * decade;
            }
        }
        return 10 * decade;
    }
}
