package io.auricle.training.internal;

import java.util.Locale;

/** The one way to refuse a value: conditions in the positive, so that NaN fails them. */
public final class Checks {
    private Checks() {}

    /** Throws an IllegalArgumentException with the formatted text unless the condition holds. */
    public static void check(boolean condition, String format, Object... values) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, format, values));
        }
    }
}
