package io.auricle.training.report;

import io.auricle.data.LabelEncoder;
import io.auricle.training.result.RunSummary;
import io.auricle.training.score.ClipPrediction;

/** The clips that the model was most wrong about, each with its spectrogram. */
final class HardestClips {
    private HardestClips() {}

    static String of(RunSummary content) {
        if (content.hardest().isEmpty()) {
            return "<p>Every clip was answered right.</p>\n";
        }
        StringBuilder cards = new StringBuilder("<div class=\"cards\">\n");
        content.hardest().forEach(hard -> cards.append(card(content, hard)));
        return cards.append(
                        "</div>\n<p class=\"caption\">Wrong answers with the least probability for the true class. First")
                .append(" window, time to the right, frequency upwards, 80 dB from black to the loudest cell.</p>\n")
                .toString();
    }

    private static String card(RunSummary content, RunSummary.HardClip hard) {
        ClipPrediction prediction = hard.prediction();
        String actual = LabelEncoder.displayName(prediction.actual());
        String predicted = LabelEncoder.displayName(prediction.predicted());
        double truth = prediction.probabilities().get(content.labels().indexOf(prediction.actual()));
        return "<article class=\"card\"><img alt=\"Spectrogram of " + Html.escape(prediction.clip()) + "\" src=\""
                + SpectrogramPicture.dataUri(hard.spectrogram()) + "\"><p><b>" + Html.escape(actual)
                + "</b> <span class=\"quiet\">" + Html.percent(truth) + "</span><br>heard as <b class=\"miss\">"
                + Html.escape(predicted) + "</b> <span class=\"quiet\">" + Html.percent(prediction.confidence())
                + "</span></p><p class=\"file\">" + Html.escape(prediction.clip()) + "</p></article>\n";
    }
}
