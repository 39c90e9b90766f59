package io.auricle.examples;

import java.time.Duration;
import java.util.Locale;

/** Time spans for people. */
final class Durations {

    private Durations() {}

    /**
     * Writes a time span.
     *
     * @param seconds at least 0; not finite if nobody knows
     * @return such as {@code 1:02:03}, {@code 4:05} or {@code ?}
     */
    static String of(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "?";
        }
        Duration span = Duration.ofSeconds(Math.max(0, Math.round(seconds)));
        return span.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", span.toHours(), span.toMinutesPart(), span.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", span.toMinutes(), span.toSecondsPart());
    }
}
