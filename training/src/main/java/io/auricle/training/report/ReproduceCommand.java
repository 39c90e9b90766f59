package io.auricle.training.report;

import io.auricle.training.result.CrossValidationSummary;
import io.auricle.training.result.RunSummary;
import java.util.Optional;

/** Says by which command a program makes a run again: for the report of the run. */
public interface ReproduceCommand {
    /** For runs that no command makes. */
    ReproduceCommand NONE = new ReproduceCommand() {
        @Override
        public Optional<Text> run(RunSummary run) {
            return Optional.empty();
        }

        @Override
        public Optional<Text> crossValidation(CrossValidationSummary all) {
            return Optional.empty();
        }
    };

    /**
     * A command.
     *
     * @param command  as it is typed; may run over several lines
     * @param complete whether it says all that decides the outcome
     */
    record Text(String command, boolean complete) {}

    /** {@return the command that makes a run again; empty if there is none} */
    Optional<Text> run(RunSummary run);

    /** {@return the command that makes a cross-validation again; empty if there is none} */
    Optional<Text> crossValidation(CrossValidationSummary all);
}
