package io.auricle.examples.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.Segment;
import java.util.List;

/**
 * What {@code POST /api/classify} sends; names are those of {@code auricle classify --json}.
 *
 * @param label       the likeliest label, by the mean over the timeline's windows
 * @param probability its probability
 * @param sure        whether the probability reaches the model's threshold
 * @param labels      labels that count as an answer, likeliest first; several where the model hears several sounds at once
 * @param ranking     likeliest labels first
 * @param sound       what was uploaded
 * @param windows     how it was cut
 * @param timeline    one row a window
 * @param waveform    if columns were asked for
 * @param spectrogram if columns were asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(
        String label,
        double probability,
        boolean sure,
        List<String> labels,
        List<Ranked> ranking,
        Sound sound,
        Windows windows,
        List<Row> timeline,
        WaveformView.Columns waveform,
        MelView.Columns spectrogram) {

    private static final double ROUNDING = 1e6;

    record Ranked(String label, double probability) {
        static List<Ranked> of(Prediction prediction, int top) {
            return prediction.top(top).stream()
                    .map(ranked -> new Ranked(ranked.label(), rounded(ranked.probability())))
                    .toList();
        }
    }

    record Sound(double seconds, int sampleRateHz, int channels) {}

    record Windows(double windowSeconds, double hopSeconds) {}

    record Row(
            double startSeconds,
            double endSeconds,
            String label,
            double probability,
            boolean sure,
            List<String> labels,
            List<Ranked> ranking) {
        static Row of(Segment segment, int top) {
            Prediction heard = segment.prediction();
            return new Row(
                    rounded(segment.startSeconds()),
                    rounded(segment.endSeconds()),
                    heard.label(),
                    rounded(heard.probability()),
                    heard.sure(),
                    heard.labels(),
                    Ranked.of(heard, top));
        }
    }

    static double rounded(double value) {
        return Math.round(value * ROUNDING) / ROUNDING;
    }
}
