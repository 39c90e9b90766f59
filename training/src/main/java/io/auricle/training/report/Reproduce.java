package io.auricle.training.report;

import io.auricle.augment.Augmentation;
import io.auricle.data.SplitProtocol;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.DataSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The command that makes this run again, and the whole configuration. */
final class Reproduce {
    private Reproduce() {}

    static String of(ReportContent content) {
        return "<p>With the same data, seed, options and one thread, the weights come out equal to the bit; with more threads"
                + " sums are added in another order, and figures may differ in their last digits.</p>\n<pre><code>"
                + Html.escape(command(content)) + "</code></pre>\n"
                + (beyondTheCommandLine(content.options()) || protocol(content).isEmpty()
                        ? "<p>The command line has no words for all of this run: its split and its options are in the"
                                + " configuration below.</p>\n"
                        : "")
                + "<details><summary>config.json: every option, versions, digest of the data, names of the clips</summary>"
                + "<pre class=\"long\"><code>" + Html.escape(content.config()) + "</code></pre></details>\n";
    }

    static String command(ReportContent content) {
        return start("train", content.data(), content.options())
                + protocol(content).orElse("")
                + settings(content.options());
    }

    /** The command of a whole cross-validation. */
    static String crossValidation(DataSource data, Set<Integer> folds, TrainingOptions options) {
        return start("crossvalidate", data, options)
                + option("folds", folds.stream().sorted().map(String::valueOf).collect(Collectors.joining(",")))
                + settings(options);
    }

    private static String start(String command, DataSource data, TrainingOptions options) {
        return "./auricle " + command + " " + quoted(data.folder())
                + data.layout()
                        .filter(word -> !word.equals("urbansound8k"))
                        .map(word -> option("layout", word))
                        .orElse("")
                + (data.missing() > 0 ? option("allow-missing") : "")
                + option("out", "RUN")
                + option("model", options.model().word())
                + option("recipe", options.recipe().word());
    }

    private static String settings(TrainingOptions options) {
        TrainingOptions usual = usual(options).build();
        return option("epochs", options.epochs())
                + option("batch", options.batch())
                + option("learning-rate", options.learningRate())
                + option("seed", options.seed())
                + option("threads", options.threads())
                + (unvalidated(options) ? option("no-validation") : "")
                + (options.unsureBelow().isPresent()
                        ? option("unsure-below", options.unsureBelow().getAsDouble())
                        : "")
                + (options.oneDnn() ? "" : option("no-onednn"))
                + augmentation(options.augmentation(), usual.augmentation())
                + FrontEndWords.of(options.frontEnd(), usual.frontEnd());
    }

    private static String augmentation(Augmentation wanted, Augmentation usual) {
        if (wanted.equals(usual)) {
            return "";
        }
        if (wanted.equals(Augmentation.none())) {
            return option("no-augment");
        }
        return wanted.equals(Augmentation.standard()) ? option("augment") : "";
    }

    /** Whether the run had settings that the command line has no words for. */
    static boolean beyondTheCommandLine(TrainingOptions options) {
        TrainingOptions.Builder same = usual(options)
                .frontEnd(options.frontEnd())
                .epochs(options.epochs())
                .batch(options.batch())
                .learningRate(options.learningRate())
                .seed(options.seed())
                .threads(options.threads())
                .oneDnn(options.oneDnn())
                .resume(options.resume());
        options.unsureBelow().ifPresent(same::unsureBelow);
        options.cache().ifPresent(same::cache);
        if (unvalidated(options)) {
            same.validation(TrainingOptions.Validation.NONE).keep(TrainingOptions.Keep.LAST);
        }
        if (Set.of(Augmentation.none(), Augmentation.standard()).contains(options.augmentation())) {
            same.augmentation(options.augmentation());
        }
        return !same.build().equals(options) || !FrontEndWords.knows(options.frontEnd());
    }

    private static TrainingOptions.Builder usual(TrainingOptions options) {
        return TrainingOptions.builder().recipe(options.recipe()).model(options.model());
    }

    private static boolean unvalidated(TrainingOptions options) {
        return options.validation() == TrainingOptions.Validation.NONE && options.keep() == TrainingOptions.Keep.LAST;
    }

    /** An option that stands alone. */
    static String option(String name) {
        return " \\\n    --" + name;
    }

    static String option(String name, Object value) {
        return option(name) + " " + value;
    }

    private static String quoted(String path) {
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    /** The options that deal the clips out as they were; empty if a program dealt them out in a way of its own. */
    private static Optional<String> protocol(ReportContent content) {
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
        boolean unvalidated = unvalidated(options);
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
