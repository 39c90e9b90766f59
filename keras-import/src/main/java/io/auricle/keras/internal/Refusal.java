package io.auricle.keras.internal;

import java.io.IOException;
import java.util.Locale;

/** A file breaks a rule: where, which rule, and what was found. */
public final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String rule;
    private final String found;

    /**
     * @param place part of the file, such as {@code byte 96} or {@code layer dense_1}; empty for the file as a whole
     * @param rule  the rule broken
     * @param found what was found instead
     */
    public Refusal(String place, String rule, String found) {
        super((place.isEmpty() ? "" : place + ": ") + rule + ", got " + found);
        this.place = place;
        this.rule = rule;
        this.found = found;
    }

    /**
     * Refuses the file unless a rule holds.
     *
     * @param holds  whether it holds
     * @param place  part of the file
     * @param found  what was found
     * @param rule   the rule, as a format
     * @param values what the format shows
     * @throws Refusal if the rule is broken
     */
    public static void require(boolean holds, String place, Object found, String rule, Object... values)
            throws Refusal {
        if (!holds) {
            throw new Refusal(place, String.format(Locale.ROOT, rule, values), String.valueOf(found));
        }
    }

    /** {@return the part of the file, or an empty text} */
    public String place() {
        return place;
    }

    /** {@return the rule broken} */
    public String rule() {
        return rule;
    }

    /** {@return what was found instead} */
    public String found() {
        return found;
    }
}
