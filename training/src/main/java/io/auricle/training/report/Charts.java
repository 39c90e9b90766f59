package io.auricle.training.report;

import io.auricle.training.result.EpochResult;
import io.auricle.training.score.Calibration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The report's charts. */
final class Charts {
    private Charts() {}

    static String loss(List<EpochResult> history, int keptEpoch) {
        double[] train = figures(history, EpochResult.Part::loss);
        double[] validation = validation(history, EpochResult.Part::loss);
        double most = DoubleStream.concat(Arrays.stream(train), Arrays.stream(validation))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        return curves(history, keptEpoch, train, validation, "cross-entropy by clip")
                .yRange(0, most)
                .svg("Loss on training and validation clips by epoch");
    }

    static String accuracy(List<EpochResult> history, int keptEpoch) {
        ToDoubleFunction<EpochResult.Part> figure = part -> 100 * part.balancedAccuracy();
        return curves(
                        history,
                        keptEpoch,
                        figures(history, figure),
                        validation(history, figure),
                        "balanced accuracy by clip, %")
                .yRange(0, 100)
                .svg("Balanced accuracy on training and validation clips by epoch");
    }

    static String calibration(Calibration calibration) {
        double[] x = calibration.bins().stream()
                .mapToDouble(bin -> 100 * bin.confidence())
                .toArray();
        double[] y = calibration.bins().stream()
                .mapToDouble(bin -> 100 * bin.accuracy())
                .toArray();
        return new LineChart("probability of the answer, %", "right answers, %")
                .line("perfect", new double[] {0, 100}, new double[] {0, 100}, "ink-3", true)
                .line("this model", x, y, "train", false)
                .xRange(0, 100)
                .yRange(0, 100)
                .svg("Share of right answers by their probability");
    }

    private static LineChart curves(
            List<EpochResult> history, int keptEpoch, double[] train, double[] validation, String unit) {
        double[] epochs = history.stream().mapToDouble(EpochResult::epoch).toArray();
        LineChart chart = new LineChart("epoch", unit)
                .xRange(1, Math.max(2, history.size()))
                .mark(keptEpoch)
                .line("training", epochs, train, "train", false);
        return validation.length == 0 ? chart : chart.line("validation", epochs, validation, "validation", false);
    }

    private static double[] figures(List<EpochResult> history, ToDoubleFunction<EpochResult.Part> figure) {
        return history.stream()
                .mapToDouble(epoch -> figure.applyAsDouble(epoch.train()))
                .toArray();
    }

    /** One figure an epoch, or none where an epoch has none. */
    private static double[] validation(List<EpochResult> history, ToDoubleFunction<EpochResult.Part> figure) {
        boolean all = history.stream().allMatch(epoch -> epoch.validation().isPresent());
        return all
                ? history.stream()
                        .map(EpochResult::validation)
                        .flatMap(Optional::stream)
                        .mapToDouble(figure)
                        .toArray()
                : new double[0];
    }
}
