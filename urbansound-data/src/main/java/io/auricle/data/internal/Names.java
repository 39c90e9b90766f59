package io.auricle.data.internal;

import java.text.Normalizer;

/** Names of files in one Unicode normal form: macOS writes an accent apart from its letter, other systems do not. */
public final class Names {
    /** What a name breaks that the JVM's encoding of file names lacks a character for. */
    public static final String RULE = "be a name that Java can represent, set LC_ALL=C.UTF-8 or another UTF-8 locale";

    private Names() {}

    /** {@return a name in normal form C} */
    public static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
