package io.auricle.examples;

import io.auricle.features.Spectrogram;
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
     * @param computation  how it was computed
     * @param sampleRateHz rate of the signal
     * @throws IOException if the file cannot be written
     */
    static void write(Path file, String title, Spectrogram values, MelComputation computation, int sampleRateHz)
            throws IOException {
        plot(values, computation, sampleRateHz)
                .valueLabel(computation.unit())
                .title(title)
                .draw()
                .writePng(file);
    }

    private static SpectrogramPlot plot(Spectrogram values, MelComputation computation, int sampleRateHz) {
        if (computation.preset().isFixed()) {
            return rows(values, LOG_FRAME_SECONDS, "mel band");
        }
        return switch (computation.feature()) {
            case mel, pcen -> SpectrogramPlot.ofMel(values, computation.mel(sampleRateHz));
            case stft -> SpectrogramPlot.ofStft(values, computation.stft(), sampleRateHz);
            default -> rows(values, (double) computation.stft().hopLength() / sampleRateHz, "row");
        };
    }

    private static SpectrogramPlot rows(Spectrogram values, double frameSeconds, String label) {
        double[] numbers = IntStream.range(0, values.rows()).asDoubleStream().toArray();
        return SpectrogramPlot.of(values, frameSeconds, numbers).rowLabel(label);
    }
}
