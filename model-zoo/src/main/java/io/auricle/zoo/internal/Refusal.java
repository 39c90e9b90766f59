package io.auricle.zoo.internal;

import java.io.IOException;
import java.util.Locale;

/** A model file breaks a rule: which entry, which rule, and what was found. */
public final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final String entry;
    private final String rule;
    private final String found;

    /**
     * @param entry part of the file, such as {@code coefficients.bin}; empty for the file as a whole
     * @param rule  the rule broken
     * @param found what was found instead
     */
    public Refusal(String entry, String rule, String found) {
        super((entry.isEmpty() ? "" : entry + ": ") + rule + ", got " + found);
        this.entry = entry;
        this.rule = rule;
        this.found = found;
    }

    /**
     * Refuses the file unless a rule holds.
     *
     * @param holds whether it holds
     * @param entry part of the file
     * @param found what was found
     * @param rule  the rule, as a format
     * @param values what the format shows
     * @throws Refusal if the rule is broken
     */
    public static void require(boolean holds, String entry, Object found, String rule, Object... values)
            throws Refusal {
        if (!holds) {
            throw new Refusal(entry, String.format(Locale.ROOT, rule, values), String.valueOf(found));
        }
    }

    /** {@return the part of the file, or an empty text} */
    public String entry() {
        return entry;
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
