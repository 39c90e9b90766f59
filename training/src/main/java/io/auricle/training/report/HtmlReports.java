package io.auricle.training.report;

import static java.util.Objects.requireNonNull;

import io.auricle.training.result.CrossValidationSummary;
import io.auricle.training.result.Reports;
import io.auricle.training.result.RunSummary;

/**
 * Reports as HTML: one page each without anything outside itself, for light and dark screens and for paper.
 *
 * <p><b>Threads.</b> No state. <b>Cost.</b> Some hundred kilobytes of text a run, most of it charts and spectrograms.
 */
public final class HtmlReports implements Reports {
    private final ReproduceCommand command;

    /** Makes reports that name no command. */
    public HtmlReports() {
        this(ReproduceCommand.NONE);
    }

    /**
     * Makes reports that say how to make the run again.
     *
     * @param command of the program that runs it
     */
    public HtmlReports(ReproduceCommand command) {
        this.command = requireNonNull(command, "command");
    }

    @Override
    public String run(RunSummary run) {
        return HtmlReport.of(run, command.run(run));
    }

    @Override
    public String crossValidation(CrossValidationSummary all) {
        return CrossValidationReport.of(all, command.crossValidation(all));
    }
}
