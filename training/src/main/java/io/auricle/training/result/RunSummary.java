package io.auricle.training.result;

import static java.util.Objects.requireNonNull;

import io.auricle.data.Leak;
import io.auricle.data.Split;
import io.auricle.features.Spectrogram;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.score.ClipPrediction;
import java.util.List;

/**
 * What the report of a run shows.
 *
 * @param data         where the clips come from
 * @param labels       names in index order
 * @param options      of the run
 * @param split        which clips trained, validated and tested
 * @param leak         how many test clips share a recording and label with training
 * @param droppedClips clips left out for being shorter than a window
 * @param result       what the run left behind; scored
 * @param hardest      test clips that the model was most wrong about, the worst first
 * @param config       the text of {@code config.json}
 */
public record RunSummary(
        DataSource data,
        List<String> labels,
        TrainingOptions options,
        Split split,
        Leak leak,
        int droppedClips,
        TrainingResult result,
        List<HardClip> hardest,
        String config) {

    /**
     * A clip with its picture.
     *
     * @param prediction  what was answered
     * @param spectrogram of its first window, in decibels
     */
    public record HardClip(ClipPrediction prediction, Spectrogram spectrogram) {}

    /** Copies the lists. */
    public RunSummary {
        requireNonNull(result, "result");
        labels = List.copyOf(labels);
        hardest = List.copyOf(hardest);
    }
}
