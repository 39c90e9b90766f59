package io.auricle.training.internal.run;

import io.auricle.training.internal.Csv;
import io.auricle.training.result.EpochResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of {@code history.csv}: written in full digits, so that reading gives the same numbers back. */
public final class History {
    private static final List<String> HEADER = List.of(
            "epoch",
            "learning_rate",
            "loss",
            "train_loss",
            "train_accuracy",
            "train_balanced_accuracy",
            "validation_loss",
            "validation_accuracy",
            "validation_balanced_accuracy",
            "seconds",
            "clips_per_second",
            "idle_share",
            "best");

    private History() {}

    public static String toCsv(List<EpochResult> epochs) {
        return Csv.write(HEADER, epochs.stream().map(History::row).toList());
    }

    public static List<EpochResult> parse(String csv) throws IOException {
        List<EpochResult> epochs = new ArrayList<>();
        for (List<String> row : Csv.read("history", HEADER.size(), csv)) {
            try {
                epochs.add(epoch(row));
            } catch (NumberFormatException e) {
                throw new IOException("history must hold numbers, got " + row, e);
            }
        }
        return epochs;
    }

    private static List<String> row(EpochResult epoch) {
        List<String> row = new ArrayList<>(numbers(epoch.learningRate(), epoch.loss()));
        row.add(0, Integer.toString(epoch.epoch()));
        row.addAll(part(epoch.train()));
        row.addAll(epoch.validation().map(History::part).orElse(List.of("", "", "")));
        row.addAll(numbers(epoch.seconds(), epoch.clipsPerSecond(), epoch.idleShare()));
        row.add(Boolean.toString(epoch.best()));
        return row;
    }

    private static List<String> part(EpochResult.Part part) {
        return numbers(part.loss(), part.accuracy(), part.balancedAccuracy());
    }

    private static List<String> numbers(double... values) {
        return java.util.Arrays.stream(values).mapToObj(Double::toString).toList();
    }

    private static EpochResult epoch(List<String> row) {
        return new EpochResult(
                Integer.parseInt(row.get(0)),
                Double.parseDouble(row.get(1)),
                Double.parseDouble(row.get(2)),
                part(row.subList(3, 6)),
                row.get(6).isEmpty() ? Optional.empty() : Optional.of(part(row.subList(6, 9))),
                Double.parseDouble(row.get(9)),
                Double.parseDouble(row.get(10)),
                Double.parseDouble(row.get(11)),
                Boolean.parseBoolean(row.get(12)));
    }

    private static EpochResult.Part part(List<String> cells) {
        return new EpochResult.Part(
                Double.parseDouble(cells.get(0)), Double.parseDouble(cells.get(1)), Double.parseDouble(cells.get(2)));
    }
}
