package io.auricle.training;

import io.auricle.data.Clip;
import io.auricle.training.internal.batch.Labels;
import io.auricle.training.internal.batch.WindowSet;
import io.auricle.training.score.ClipPrediction;
import io.auricle.training.score.ConfusionMatrix;
import io.auricle.training.score.EvaluationReport;
import io.auricle.training.score.Interval;
import io.auricle.training.score.Scores;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** From probabilities of windows to the report of an evaluation. */
final class Scoring {
    private Scoring() {}

    /**
     * Scores windows as they are and clips by the mean of their windows.
     *
     * @param labels        names in index order
     * @param windows       the windows that were heard
     * @param probabilities of each window
     */
    static EvaluationReport report(List<String> labels, WindowSet windows, float[][] probabilities) {
        ClipMeans means = ClipMeans.of(windows, probabilities);
        List<ClipPrediction> predictions = new ArrayList<>();
        List<String> recordings = new ArrayList<>();
        int[] actual = new int[means.clips().size()];
        int[] predicted = new int[actual.length];
        for (int i = 0; i < actual.length; i++) {
            Clip clip = means.clips().get(i);
            actual[i] = Labels.index(labels, clip);
            predicted[i] = Scores.mostProbable(means.probabilities()[i]);
            recordings.add(clip.recording());
            predictions.add(new ClipPrediction(
                    clip.name(),
                    clip.recording(),
                    clip.label(),
                    labels.get(predicted[i]),
                    means.windows()[i],
                    doubles(means.probabilities()[i])));
        }
        int classes = labels.size();
        return new EvaluationReport(
                labels,
                Scores.of(labels, actual, means.probabilities()),
                Scores.of(labels, windows.labels(), probabilities),
                Interval.byRecording(recordings, actual, predicted, classes, ConfusionMatrix::accuracy),
                Interval.byRecording(recordings, actual, predicted, classes, ConfusionMatrix::balancedAccuracy),
                new LinkedHashSet<>(recordings).size(),
                windows.clipsWithoutWindows().stream().map(Clip::name).toList(),
                predictions);
    }

    /** Scores clips alone. */
    static Scores clips(List<String> labels, WindowSet windows, float[][] probabilities) {
        ClipMeans means = ClipMeans.of(windows, probabilities);
        int[] actual = means.clips().stream()
                .mapToInt(clip -> Labels.index(labels, clip))
                .toArray();
        return Scores.of(labels, actual, means.probabilities());
    }

    private static List<Double> doubles(float[] values) {
        List<Double> list = new ArrayList<>();
        for (float value : values) {
            list.add((double) value);
        }
        return list;
    }
}
