package io.auricle.training.result;

import static java.util.Objects.requireNonNull;

import io.auricle.training.options.TrainingOptions;
import java.util.Set;

/**
 * What the report of a cross-validation shows.
 *
 * @param data    where the clips come from
 * @param options of each run
 * @param folds   the folds that take part
 * @param result  what is done of it; at least one fold
 */
public record CrossValidationSummary(
        DataSource data, TrainingOptions options, Set<Integer> folds, CrossValidationResult result) {
    /** Copies the folds and refuses absent parts. */
    public CrossValidationSummary {
        requireNonNull(data, "data");
        requireNonNull(options, "options");
        requireNonNull(result, "result");
        folds = Set.copyOf(folds);
    }
}
