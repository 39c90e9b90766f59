package io.auricle.data.internal;

/** One way to refuse a value, so that every message reads alike. */
public final class Checks {
    private Checks() {}

    /** Throws {@link IllegalArgumentException} with the formatted message unless {@code holds}. */
    public static void check(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(java.util.Locale.ROOT, message, values));
        }
    }
}
