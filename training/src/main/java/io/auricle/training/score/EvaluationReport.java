package io.auricle.training.score;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How a model does on clips: by clip (the mean of a clip's window probabilities) and by window.
 *
 * @param labels           names in index order
 * @param clips            scores of clips, the figures to quote
 * @param windows          scores of windows
 * @param accuracyRange    95 % confidence interval of the clips' accuracy, by recording
 * @param balancedRange    95 % confidence interval of the clips' balanced accuracy, by recording
 * @param recordings       recordings that the clips were cut from
 * @param withoutWindows   clips that gave no window (shorter than one under a front end that drops them), not scored
 * @param predictions      one per scored clip, in the order of the clips
 */
public record EvaluationReport(
        List<String> labels,
        Scores clips,
        Scores windows,
        Interval accuracyRange,
        Interval balancedRange,
        int recordings,
        List<String> withoutWindows,
        List<ClipPrediction> predictions) {

    /** Copies the lists. */
    public EvaluationReport {
        labels = List.copyOf(labels);
        requireNonNull(clips, "clips");
        requireNonNull(windows, "windows");
        withoutWindows = List.copyOf(withoutWindows);
        predictions = List.copyOf(predictions);
    }
}
