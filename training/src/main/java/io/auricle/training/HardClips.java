package io.auricle.training;

import io.auricle.audio.AudioFiles;
import io.auricle.data.Clip;
import io.auricle.features.Spectrogram;
import io.auricle.training.result.RunSummary.HardClip;
import io.auricle.training.score.ClipPrediction;
import io.auricle.training.score.EvaluationReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The wrong answers that gave the true class the least probability, with their spectrograms. */
final class HardClips {
    private static final int SHOWN = 8;

    private HardClips() {}

    static List<HardClip> of(RunRecord record, EvaluationReport judged) throws IOException {
        List<ClipPrediction> worst = judged.predictions().stream()
                .filter(prediction -> !prediction.right())
                .sorted(Comparator.comparingDouble(prediction -> truth(judged, prediction)))
                .limit(SHOWN)
                .toList();
        List<HardClip> hard = new ArrayList<>();
        for (ClipPrediction prediction : worst) {
            List<Spectrogram> windows = record.options()
                    .input()
                    .frontEnd()
                    .spectrograms(AudioFiles.read(clip(record, prediction).path()));
            hard.add(new HardClip(prediction, windows.get(0)));
        }
        return hard;
    }

    private static double truth(EvaluationReport judged, ClipPrediction prediction) {
        return prediction.probabilities().get(judged.labels().indexOf(prediction.actual()));
    }

    private static Clip clip(RunRecord record, ClipPrediction prediction) {
        return Stream.of(
                        record.split().test(),
                        record.split().validation(),
                        record.split().train())
                .flatMap(List::stream)
                .filter(clip -> clip.name().equals(prediction.clip()))
                .filter(clip -> clip.recording().equals(prediction.recording()))
                .filter(clip -> clip.label().equals(prediction.actual()))
                .findFirst()
                .orElseThrow();
    }
}
