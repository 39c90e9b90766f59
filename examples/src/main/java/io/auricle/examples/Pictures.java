package io.auricle.examples;

import io.auricle.features.Spectrogram;
import io.auricle.features.preset.Feature;
import io.auricle.features.preset.FeatureRequest;
import io.auricle.features.preset.Preset;
import io.auricle.picture.SpectrogramPlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Features as pictures: time in seconds below, frequency in hertz at the side where rows have one. */
final class Pictures {

    /** Kaldi's and Whisper's distance between frames. */
    private static final double LOG_FRAME_SECONDS = 0.01;

    private Pictures() {}

    /**
     * Draws a feature.
     *
     * @param file         where to
     * @param title        what stands above it
     * @param values       the feature
     * @param preset       whose defaults it was computed with
     * @param feature      which it is
     * @param request      its settings
     * @param sampleRateHz rate of the signal
     * @throws IOException if the file cannot be written
     */
    static void write(
            Path file,
            String title,
            Spectrogram values,
            Preset preset,
            Feature feature,
            FeatureRequest request,
            int sampleRateHz)
            throws IOException {
        SpectrogramPlot plot = plot(values, preset, feature, request, sampleRateHz);
        plot.title(title).draw().writePng(file);
    }

    private static SpectrogramPlot plot(
            Spectrogram values, Preset preset, Feature feature, FeatureRequest request, int sampleRateHz) {
        if (preset == Preset.KALDI || preset == Preset.WHISPER) {
            return rows(values, LOG_FRAME_SECONDS, "mel band").valueLabel("log power");
        }
        return switch (feature) {
            case MEL -> SpectrogramPlot.ofMel(values, request.mel(sampleRateHz)).valueLabel("dB");
            case PCEN -> SpectrogramPlot.ofMel(values, request.mel(sampleRateHz))
                    .valueLabel("PCEN");
            case STFT -> SpectrogramPlot.ofStft(values, request.stft(), sampleRateHz)
                    .valueLabel("dB");
            default -> rows(values, (double) request.stft().hopLength() / sampleRateHz, "row")
                    .valueLabel(feature.toString());
        };
    }

    private static SpectrogramPlot rows(Spectrogram values, double frameSeconds, String label) {
        double[] numbers = IntStream.range(0, values.rows()).asDoubleStream().toArray();
        return SpectrogramPlot.of(values, frameSeconds, numbers).rowLabel(label);
    }
}
