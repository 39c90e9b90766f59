package io.auricle.training.result;

/** What a run has written for people to read: text of a page each. <b>Threads.</b> No state. */
public interface Reports {
    /**
     * Describes a run.
     *
     * @param run what it left behind; scored
     * @return the text of {@code report.html}
     */
    String run(RunSummary run);

    /**
     * Describes a cross-validation.
     *
     * @param all what is done of it
     * @return the text of {@code report.html}
     */
    String crossValidation(CrossValidationSummary all);
}
