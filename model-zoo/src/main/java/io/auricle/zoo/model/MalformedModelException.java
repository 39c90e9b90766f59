package io.auricle.zoo.model;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * A file is no model file, is damaged, or holds what a model file must not hold.
 *
 * <p>The message reads {@code model.zip, coefficients.bin: its length must be 2145674 values, got 5}.
 */
public final class MalformedModelException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final String entry;
    private final String rule;
    private final String found;

    /**
     * @param source name of the file, or what the caller named the stream
     * @param entry  part of it, such as {@code coefficients.bin}; empty for the file as a whole
     * @param rule   the rule broken, such as {@code values must be finite}
     * @param found  what was found instead
     * @param cause  what a library threw, or null
     */
    public MalformedModelException(String source, String entry, String rule, String found, Throwable cause) {
        super(source + (entry.isEmpty() ? "" : ", " + entry) + ": " + rule + ", got " + found, cause);
        this.source = requireNonNull(source, "source");
        this.entry = entry;
        this.rule = requireNonNull(rule, "rule");
        this.found = requireNonNull(found, "found");
    }

    /** {@return the name of the file or stream} */
    public String source() {
        return source;
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
