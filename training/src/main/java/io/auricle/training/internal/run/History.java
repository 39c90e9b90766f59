package io.auricle.training.internal.run;

import io.auricle.training.result.EpochResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of {@code history.csv}: written in full digits, so that reading gives the same numbers back. */
public final class History {
    private static final String HEADER = "epoch,learning_rate,loss,train_loss,train_accuracy,train_balanced_accuracy,"
            + "validation_loss,validation_accuracy,validation_balanced_accuracy,seconds,clips_per_second,idle_share,best";
    private static final int COLUMNS = HEADER.split(",").length;

    private History() {}

    public static String toCsv(List<EpochResult> epochs) {
        return epochs.stream().map(History::row).collect(Collectors.joining("\n", HEADER + "\n", "\n"));
    }

    public static List<EpochResult> parse(String csv) throws IOException {
        List<EpochResult> epochs = new ArrayList<>();
        for (String line : csv.lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            if (cells.length != COLUMNS) {
                throw new IOException("history must have " + COLUMNS + " columns, got " + cells.length + ": " + line);
            }
            try {
                epochs.add(epoch(cells));
            } catch (NumberFormatException e) {
                throw new IOException("history must hold numbers, got " + line, e);
            }
        }
        return epochs;
    }

    private static String row(EpochResult epoch) {
        return String.join(
                ",",
                Integer.toString(epoch.epoch()),
                Double.toString(epoch.learningRate()),
                Double.toString(epoch.loss()),
                cells(Optional.of(epoch.train())),
                cells(epoch.validation()),
                Double.toString(epoch.seconds()),
                Double.toString(epoch.clipsPerSecond()),
                Double.toString(epoch.idleShare()),
                Boolean.toString(epoch.best()));
    }

    private static String cells(Optional<EpochResult.Part> part) {
        return part.map(scores -> scores.loss() + "," + scores.accuracy() + "," + scores.balancedAccuracy())
                .orElse(",,");
    }

    private static EpochResult epoch(String[] cells) {
        return new EpochResult(
                Integer.parseInt(cells[0]),
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2]),
                part(cells, 3),
                cells[6].isEmpty() ? Optional.empty() : Optional.of(part(cells, 6)),
                Double.parseDouble(cells[9]),
                Double.parseDouble(cells[10]),
                Double.parseDouble(cells[11]),
                Boolean.parseBoolean(cells[12]));
    }

    private static EpochResult.Part part(String[] cells, int first) {
        return new EpochResult.Part(
                Double.parseDouble(cells[first]),
                Double.parseDouble(cells[first + 1]),
                Double.parseDouble(cells[first + 2]));
    }
}
