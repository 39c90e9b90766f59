package io.auricle.examples;

import io.auricle.training.options.TrainingOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * One option of a training on the command line: how it is read, what it sets, and how it is written in the command that makes a
 * run again.
 *
 * @param name    with its dashes
 * @param setting its name in the library, for complaints about it; empty if it has none of its own
 * @param label   what stands for its value in the help; empty for a flag
 * @param help    one or two sentences
 * @param words   what a shell may offer for it
 * @param read    from what was typed to a value; a flag is typed as {@code true}
 * @param set     sets a value
 * @param get     the value of a run; empty if the command line has no word for it
 * @param always  whether it is written even where it equals the default
 */
record TrainingRow<T>(
        String name,
        String setting,
        String label,
        String help,
        List<String> words,
        Function<String, T> read,
        BiFunction<TrainingOptions.Builder, T, TrainingOptions.Builder> set,
        Function<TrainingOptions, Optional<T>> get,
        boolean always) {

    static <T> TrainingRow<T> value(
            String name,
            String setting,
            String label,
            String help,
            Function<String, T> read,
            BiFunction<TrainingOptions.Builder, T, TrainingOptions.Builder> set,
            Function<TrainingOptions, Optional<T>> get) {
        return new TrainingRow<>(name, setting, label, help, List.of(), read, set, get, false);
    }

    static TrainingRow<Boolean> flag(
            String name,
            String help,
            BiFunction<TrainingOptions.Builder, Boolean, TrainingOptions.Builder> set,
            Function<TrainingOptions, Boolean> get) {
        return new TrainingRow<>(
                name,
                "",
                "",
                help,
                List.of(),
                Boolean::valueOf,
                set,
                options -> get.apply(options) ? Optional.of(true) : Optional.empty(),
                false);
    }

    TrainingRow<T> offering(List<String> offered) {
        return new TrainingRow<>(name, setting, label, help, offered, read, set, get, always);
    }

    TrainingRow<T> alwaysWritten() {
        return new TrainingRow<>(name, setting, label, help, words, read, set, get, true);
    }

    private boolean isFlag() {
        return label.isEmpty();
    }

    OptionSpec option() {
        OptionSpec.Builder option = OptionSpec.builder(name).description(help.replace("%", "%%"));
        if (isFlag()) {
            return option.arity("0").type(Boolean.class).build();
        }
        ITypeConverter<String> check = typed -> {
            try {
                read.apply(typed);
                return typed;
            } catch (NumberFormatException e) {
                throw new TypeConversionException("must be a number, got " + typed);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
        option.paramLabel(label).type(String.class).arity("1").converters(check);
        return words.isEmpty()
                ? option.build()
                : option.completionCandidates(words).build();
    }

    /** Sets what was typed, if anything was. */
    TrainingOptions.Builder apply(CommandSpec spec, TrainingOptions.Builder builder) {
        Object typed = spec.findOption(name).getValue();
        return typed == null ? builder : set.apply(builder, read.apply(typed.toString()));
    }

    /** Copies the value of a run, as far as the command line has a word for it. */
    TrainingOptions.Builder copy(TrainingOptions from, TrainingOptions.Builder builder) {
        return get.apply(from).map(value -> set.apply(builder, value)).orElse(builder);
    }

    /** The option as it is typed, if it is not what would apply without it. */
    Optional<String> written(TrainingOptions options, TrainingOptions usual) {
        Optional<T> value = get.apply(options);
        return value.isEmpty() || !always && value.equals(get.apply(usual))
                ? Optional.empty()
                : Optional.of(isFlag() ? name : name + " " + value.get());
    }
}
