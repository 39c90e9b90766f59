package io.auricle.examples;

import io.auricle.examples.MelFeature.OptionGroup;
import java.util.List;

/**
 * An option that was typed.
 *
 * @param name  such as {@code --mels}
 * @param group what it is about
 * @param value as typed, or as parsed
 */
record GivenOption(String name, OptionGroup group, Object value) {
    /** Adds an option to a list if it was typed. */
    static void add(List<GivenOption> given, String name, OptionGroup group, Object value) {
        if (value != null) {
            given.add(new GivenOption(name, group, value));
        }
    }
}
