package io.auricle.zoo.internal;

import java.util.Locale;

/** One way to refuse an argument, so that every message has the same shape. */
public final class Checks {
    private Checks() {}

    /**
     * Refuses an argument unless a rule holds.
     *
     * @param holds   the rule, in the positive, so that NaN fails
     * @param message {@code <name> must <rule>, got <value>}, as a format
     * @param values  what the format shows
     */
    public static void check(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
        }
    }
}
