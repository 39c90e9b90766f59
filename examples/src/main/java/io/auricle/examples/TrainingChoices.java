package io.auricle.examples;

import static io.auricle.examples.Checks.usage;

import io.auricle.features.FrontEnd;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The options of a training that {@code train} and {@code crossvalidate} share: the rows of {@link TrainingTable}. */
final class TrainingChoices {

    private CommandSpec spec;

    @Mixin
    private FrontEndOptions frontEnd;

    /**
     * Adds the rows of the table to a command.
     *
     * @param command the one that these options are mixed into
     */
    @Spec(Spec.Target.MIXEE)
    void addTo(CommandSpec command) {
        spec = command;
        TrainingTable.ROWS.stream()
                .filter(row -> command.findOption(row.name()) == null)
                .forEach(row -> command.addOption(row.option()));
    }

    /**
     * Collects what was given.
     *
     * @return the options of a run
     */
    TrainingOptions options() {
        usage(
                spec,
                spec.findOption("--augment").getValue() == null
                        || spec.findOption("--no-augment").getValue() == null,
                "--augment and --no-augment exclude each other");
        TrainingOptions.Builder builder = TrainingOptions.builder();
        for (TrainingRow<?> row : TrainingTable.ROWS) {
            builder = row.apply(spec, builder);
        }
        FrontEnd otherwise = builder.build().input().frontEnd();
        return builder.input(i -> i.frontEnd(frontEnd.frontEnd(otherwise))).build();
    }

    /** Whether the split's validation clips are to train. */
    static boolean noValidation(TrainingOptions options) {
        return options.selection().validation() == Selection.Validation.NONE;
    }
}
