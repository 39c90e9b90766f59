package io.auricle.examples;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses words that a person typed, as wrong usage. */
final class Checks {

    private Checks() {}

    /**
     * Refuses a wrong use of options.
     *
     * @param spec   the command
     * @param holds  whether all is well
     * @param format what is wrong, for {@link String#format}
     * @param values what the format takes
     * @throws ParameterException unless all is well
     */
    static void usage(CommandSpec spec, boolean holds, String format, Object... values) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), String.format(Locale.ROOT, format, values));
        }
    }

    /**
     * Refuses a file name with another ending than the command writes.
     *
     * @param spec    the command
     * @param option  the option's name
     * @param file    what it got
     * @param endings what it takes, such as {@code .npy}
     */
    static void ending(CommandSpec spec, String option, Path file, String... endings) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean known = java.util.Arrays.stream(endings).anyMatch(name::endsWith);
        usage(spec, known, "%s must end in %s, got %s", option, String.join(" or ", endings), file);
    }

    /**
     * Runs what checks options: what it refuses is wrong usage, in the words of the command line.
     *
     * @param spec the command
     * @param work what turns options into settings
     * @return the settings
     */
    static <T> T options(CommandSpec spec, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), OptionWords.of(e.getMessage()));
        }
    }
}
