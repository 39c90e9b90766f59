package io.auricle.keras;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * A file is no Keras model, is damaged, or its weights do not fit its configuration.
 *
 * <p>The message reads {@code model.h5, layer dense_1: the shape of its kernel must be [64, 10], got [64, 9]}.
 */
public final class MalformedKerasException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final String place;
    private final String rule;
    private final String found;

    /**
     * @param source name of the file
     * @param place  part of it, such as {@code layer dense_1}; empty for the file as a whole
     * @param rule   the rule broken
     * @param found  what was found instead
     * @param cause  what was thrown inside, or null
     */
    public MalformedKerasException(String source, String place, String rule, String found, Throwable cause) {
        super(source + (place.isEmpty() ? "" : ", " + place) + ": " + rule + ", got " + found, cause);
        this.source = requireNonNull(source, "source");
        this.place = place;
        this.rule = requireNonNull(rule, "rule");
        this.found = requireNonNull(found, "found");
    }

    /** {@return the name of the file} */
    public String source() {
        return source;
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
