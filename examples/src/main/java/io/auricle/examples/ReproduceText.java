package io.auricle.examples;

import io.auricle.data.SplitProtocol;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.report.ReproduceCommand;
import io.auricle.training.result.CrossValidationSummary;
import io.auricle.training.result.DataSource;
import io.auricle.training.result.RunSummary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the command line that makes a run again. */
final class ReproduceText implements ReproduceCommand {

    @Override
    public Optional<Text> run(RunSummary run) {
        Optional<String> protocol = protocol(run);
        String command = start("train", run.data()) + protocol.orElse("") + settings(run.options());
        return Optional.of(new Text(command, protocol.isPresent() && TrainingTable.says(run.options())));
    }

    @Override
    public Optional<Text> crossValidation(CrossValidationSummary all) {
        String folds = all.folds().stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
        String command = start("crossvalidate", all.data()) + option("folds", folds) + settings(all.options());
        return Optional.of(new Text(command, TrainingTable.says(all.options())));
    }

    private static String start(String command, DataSource data) {
        return "./auricle " + command + " " + quoted(data.folder())
                + data.layout()
                        .filter(word -> !word.equals("urbansound8k"))
                        .map(word -> option("layout", word))
                        .orElse("")
                + (data.missing() > 0 ? option("allow-missing") : "")
                + option("out", "RUN");
    }

    private static String settings(TrainingOptions options) {
        TrainingOptions usual = TrainingTable.usual(options);
        StringBuilder settings = new StringBuilder();
        for (TrainingRow<?> row : TrainingTable.ROWS) {
            row.written(options, usual).ifPresent(words -> settings.append(line(words)));
        }
        return settings
                + FrontEndWords.of(options.input().frontEnd(), usual.input().frontEnd());
    }

    /** An option that stands alone. */
    static String option(String name) {
        return line("--" + name);
    }

    static String option(String name, Object value) {
        return option(name) + " " + value;
    }

    private static String line(String words) {
        return " \\\n    " + words;
    }

    private static String quoted(String path) {
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    /** The options that deal the clips out as they were; empty if a program dealt them out in a way of its own. */
    private static Optional<String> protocol(RunSummary content) {
        SplitProtocol protocol = content.split().protocol();
        if (protocol instanceof SplitProtocol.LeaveOneFoldOut step) {
            protocol = step.official();
        }
        if (protocol instanceof SplitProtocol.Official folds) {
            return official(folds, content.options());
        }
        long seed = content.options().seed();
        boolean ofTheCommandLine = List.of(
                        new SplitProtocol.Grouped(0.15, 0.2, seed),
                        new SplitProtocol.RandomClips(0.15, 0.2, seed),
                        new SplitProtocol.RandomWindows(seed))
                .contains(protocol);
        return ofTheCommandLine ? Optional.of(option("protocol", protocol.kind())) : Optional.empty();
    }

    /** Without validation the folds that would validate train: the command line takes no other words for that. */
    private static Optional<String> official(SplitProtocol.Official folds, TrainingOptions options) {
        boolean unvalidated = TrainingChoices.noValidation(options);
        if (folds.validation().isEmpty() && !unvalidated && folds.seed() != options.seed()) {
            return Optional.empty();
        }
        Set<Integer> train = new TreeSet<>(folds.train());
        if (unvalidated) {
            train.addAll(folds.validation());
        }
        return Optional.of(option("protocol", "official")
                + option("train-folds", words(train))
                + (unvalidated || folds.validation().isEmpty()
                        ? ""
                        : option("validation-folds", words(folds.validation())))
                + (folds.test().isEmpty() ? option("no-test") : option("test-folds", words(folds.test()))));
    }

    private static String words(Set<Integer> folds) {
        return folds.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
