package io.auricle.audio;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * A sound file breaks a rule of its format, or holds what no installed decoder reads.
 *
 * <p>The message reads {@code street.wav, byte 22: channels must be at least 1, got 0}.
 */
public final class MalformedAudioException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final long byteOffset;
    private final String rule;
    private final String found;
    private final boolean unsupported;

    /**
     * @param source     name of the file, or what the caller named the stream
     * @param byteOffset where the offending field starts, in bytes from the start of the file
     * @param rule       the rule broken, such as {@code channels must be at least 1}
     * @param found      what was found instead
     */
    public MalformedAudioException(String source, long byteOffset, String rule, String found) {
        this(source, byteOffset, rule, found, null);
    }

    /**
     * @param source     name of the file, or what the caller named the stream
     * @param byteOffset where the offending field starts, in bytes from the start of the file
     * @param rule       the rule broken
     * @param found      what was found instead
     * @param cause      what a decoder threw, or null
     */
    public MalformedAudioException(String source, long byteOffset, String rule, String found, Throwable cause) {
        this(source, byteOffset, rule, found, cause, false);
    }

    private MalformedAudioException(
            String source, long byteOffset, String rule, String found, Throwable cause, boolean unsupported) {
        super(source + ", byte " + byteOffset + ": " + rule + ", got " + found, cause);
        this.unsupported = unsupported;
        this.source = requireNonNull(source, "source");
        this.byteOffset = byteOffset;
        this.rule = requireNonNull(rule, "rule");
        this.found = requireNonNull(found, "found");
    }

    /**
     * Makes the error of a file that may well be sound, but of a kind that nothing installed reads.
     *
     * @param source     name of the file, or what the caller named the stream
     * @param byteOffset where that kind is named, in bytes from the start of the file
     * @param rule       what would be read, or what to install
     * @param found      the kind found
     * @return the error, with {@link #isUnsupported()} set
     */
    public static MalformedAudioException unsupported(String source, long byteOffset, String rule, String found) {
        return new MalformedAudioException(source, byteOffset, rule, found, null, true);
    }

    /** Returns whether the file may be sound, but of a kind that nothing installed reads. */
    public boolean isUnsupported() {
        return unsupported;
    }

    /** Returns the name of the file or stream. */
    public String source() {
        return source;
    }

    /** Returns where the offending field starts, in bytes from the start of the file. */
    public long byteOffset() {
        return byteOffset;
    }

    /** Returns the rule broken. */
    public String rule() {
        return rule;
    }

    /** Returns what was found instead. */
    public String found() {
        return found;
    }
}
